/**
 * An inbox as a firm has it — a conversation, files, a poster, news, a private letter, a fraud — through the real doors.
 * Called by week.ts at each moment of the demo's week for one guest; plants nothing that Diagnose should find.
 */
import nodemailer from 'nodemailer';
import { type InboxTexts, inboxTexts } from './inbox-letters.ts';
import { keeps, type Letter, reads, receives, sends } from './devices.ts';
import { page, poster } from './pictures.ts';
import { type Guest, laptopOf } from './plants.ts';
import type { Stage } from './stage.ts';

type Mail = Parameters<ReturnType<typeof maker>['sendMail']>[0] & {
  readonly from: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
};
const maker = () => nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
const id = (name: string): string => `<inbox.${name}@demo.example>`;

const BERIT = { name: 'Berit Solheim', address: 'berit@nordkraft.example' } as const;
const asked = ({ power }: InboxTexts): Mail => ({
  from: BERIT,
  subject: power[0],
  text: power[1],
  messageId: id('power-1'),
});
const answered = ({ power }: InboxTexts, from: string): Mail => ({
  from: { name: 'Kari Fjord', address: from },
  to: BERIT,
  subject: `Re: ${power[0]}`,
  text: power[2],
  messageId: id('power-2'),
  inReplyTo: id('power-1'),
  references: [id('power-1')],
});
const agreed = ({ power, contract }: InboxTexts): Mail => ({
  from: BERIT,
  subject: `Re: ${power[0]}`,
  text: power[3],
  inReplyTo: id('power-2'),
  references: [id('power-1'), id('power-2')],
  attachments: [{ filename: contract, contentType: 'application/pdf', content: page(['Nordkraft', power[0]]) }],
});
const cabin = ({ cabin: [subject, text] }: InboxTexts): Mail => ({
  from: { name: 'Ingeborg Lie', address: 'ingeborg@privat.example' },
  subject,
  text,
});
const school = ({ school: [subject, text], poster: filename }: InboxTexts): Mail => ({
  from: { name: 'Olav Dahl', address: 'olav@sentrum-skole.example' },
  subject,
  text,
  html: `${paragraphs(text)}<p><img src="cid:poster@demo.example" width="480" height="300" alt="${subject}"></p>`,
  attachments: [{ filename, contentType: 'image/png', content: poster(), cid: 'poster@demo.example' }],
});
const bill = ({ bill: [subject, text, filename] }: InboxTexts): Mail => ({
  from: { name: 'Nordkraft', address: 'faktura@nordkraft.example' },
  subject,
  text,
  attachments: [{ filename, contentType: 'application/pdf', content: page(['Nordkraft', subject]) }],
});
const news = ({ news: [subject, heading, text, button] }: InboxTexts): Mail => ({
  from: { name: 'Nordkraft', address: 'nytt@nordkraft.example' },
  subject,
  text: `${heading}\n\n${text}`,
  html: `<table width="100%" style="max-width:560px;margin:auto;font-family:sans-serif"><tr><td style="background:#12506b;color:#fff;padding:28px;border-radius:12px 12px 0 0"><h1 style="margin:0;font-size:24px">${heading}</h1></td></tr><tr><td style="background:#eef5f8;color:#12323f;padding:28px;border-radius:0 0 12px 12px"><p style="font-size:16px;line-height:1.5">${text}</p><p><a href="https://nordkraft.example/" style="background:#12506b;color:#fff;padding:12px 20px;border-radius:8px;text-decoration:none">${button}</a></p></td></tr></table>`,
  list: { id: 'nytt.nordkraft.example', unsubscribe: 'mailto:meld-av@nordkraft.example?subject=Kari' },
});
const fraud = ({ fraud: [name, subject, text, link] }: InboxTexts): Mail => ({
  from: { name, address: 'service@privat.example' },
  subject,
  text: `${text}\n\n${link}`,
  html: `<p>${text}</p><p><a href="http://havnebanken.example.privat.example/kort">${link}</a></p>`,
});
const paragraphs = (text: string): string =>
  text
    .split('\n\n')
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
    .join('');

/** What comes at the moment (0 is the oldest), the last only after everything was read. */
const COMES: readonly (readonly ((texts: InboxTexts) => Mail)[])[] = [
  [asked],
  [cabin],
  [news, bill],
  [agreed, school, fraud],
];

async function letterOf(stage: Stage, mail: Mail, to: string): Promise<Letter> {
  const made = await maker().sendMail({ to, ...mail, date: new Date(stage.clock.now()) });
  const bytes = Buffer.isBuffer(made.message) ? made.message.toString('latin1') : '';
  const { from, subject, text } = mail;
  return { from: from.address, to: [to], subject, text, bytes };
}

/** At the moment `at` of the week: what arrives, and once the answer from the laptop. */
export async function fillInbox(stage: Stage, guest: Guest, at: number): Promise<void> {
  const texts = inboxTexts(stage.language);
  for (const made of COMES[at] ?? []) {
    const heard = await receives(stage, [await letterOf(stage, made(texts), guest.address)]);
    if (!/^250 .*\r?\n221 /m.test(heard)) throw new Error(`the demo's inbox was refused a letter: ${heard}`);
  }
  if (at !== 1) return;
  const answer = await letterOf(stage, answered(texts, guest.address), BERIT.address);
  await sends(stage, guest, laptopOf(guest), [answer]);
  await keeps(stage, guest.address, 'Sent', answer);
  await reads(stage, guest, laptopOf(guest), 'Sent');
}
