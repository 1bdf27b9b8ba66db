/**
 * Letters for the suite of webmail: a few that look like somebody's post, and ten thousand that only have to be many. Put into
 * a mailbox by IMAP (imapflow), as a move from another host does.
 */
import { ImapFlow } from 'imapflow';

export interface Letter {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
  readonly id?: string;
  readonly answers?: readonly string[];
  readonly to?: string;
  readonly flags?: readonly string[];
  readonly file?: string;
}
const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const person = (text: string): string => {
  const [, name = '', address = text] = /^(.*?)\s*<(.+)>$/.exec(text) ?? [];
  return name === '' ? address : `${word(name)} <${address}>`;
};

/** The message as it lies in a mailbox. */
export function written({ from, to = 'me@fjord.example', subject, text, at, id, answers = [], file }: Letter): Buffer {
  const head = [
    `From: ${person(from)}`,
    `To: ${person(to)}`,
    `Subject: ${word(subject)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    ...(id === undefined ? [] : [`Message-ID: <${id}@letters.example>`]),
    ...(answers.length === 0
      ? []
      : [
          `In-Reply-To: <${answers.at(-1)}@letters.example>`,
          `References: ${answers.map((one) => `<${one}@letters.example>`).join(' ')}`,
        ]),
    'MIME-Version: 1.0',
  ];
  const plain = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text, ''];
  const lines =
    file === undefined
      ? [...head, ...plain]
      : [
          ...head,
          'Content-Type: multipart/mixed; boundary=part',
          '',
          '--part',
          ...plain,
          '--part',
          `Content-Type: application/pdf; name="${file}"`,
          `Content-Disposition: attachment; filename="${file}"`,
          'Content-Transfer-Encoding: base64',
          '',
          Buffer.from('%PDF-1.4 not much').toString('base64'),
          '--part--',
          '',
        ];
  return Buffer.from(lines.join('\r\n'));
}

export interface Door {
  readonly port: number;
  readonly address: string;
  readonly password: string;
}
/** Signs in by IMAP, works, signs out. */
export async function byImap<T>({ port, address, password }: Door, work: (imap: ImapFlow) => Promise<T>): Promise<T> {
  const imap = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: true,
    tls: { rejectUnauthorized: false },
    auth: { user: address, pass: password },
    logger: false,
  });
  await imap.connect();
  try {
    return await work(imap);
  } finally {
    await imap.logout().catch(() => undefined);
  }
}
export async function putInto(imap: ImapFlow, folder: string, letters: readonly Letter[]): Promise<void> {
  for (const letter of letters) await imap.append(folder, written(letter), [...(letter.flags ?? [])], letter.at);
}

const HOUR_MS = 3_600_000;
/** Somebody's post of the last days: conversations, a file, what was read and what was not. */
export function somePost(nowMs: number, me: string): readonly Letter[] {
  const ago = (hours: number): Date => new Date(nowMs - hours * HOUR_MS);
  const SEEN = ['\\Seen'];
  const kari = 'Kari Nordmann <kari@nordkraft.example>';
  const letter = (hours: number, from: string, subject: string, text: string, more: Partial<Letter> = {}): Letter => ({
    at: ago(hours),
    from,
    subject,
    text,
    to: me,
    ...more,
  });
  return [
    letter(
      400,
      'Sparebanken Vest <post@havnebanken.example>',
      'Årsoppgave for 2025',
      'Årsoppgaven din er klar. Logg inn i nettbanken for å lese den.',
      { flags: SEEN, file: 'arsoppgave-2025.pdf' },
    ),
    letter(
      210,
      'Åse Bjørk <ase@sentrum-skole.example>',
      'Foreldremøte tirsdag',
      'Hei! Vi minner om foreldremøtet tirsdag klokken 18. Det blir kaffe og kake.',
      { flags: SEEN },
    ),
    letter(
      150,
      'Örjan Sjöberg <orjan@verkstad.example>',
      'Offert på nya fönster',
      'Hej! Här kommer offerten på fönstren. Hör av dig om något är oklart.',
      { flags: [...SEEN, '\\Flagged'], file: 'offert.pdf' },
    ),
    letter(
      120,
      'Nordkraft <faktura@nordkraft.example>',
      'Faktura 10482',
      'Vedlagt følger faktura for november. Forfall 5. desember.',
      { flags: SEEN, file: 'faktura-10482.pdf' },
    ),
    letter(
      96,
      'Ola Hansen <ola@privat.example>',
      'Bilder fra hytta',
      'Her er noen bilder fra helga. Den med elgen er best!',
      { flags: [...SEEN, '\\Answered'] },
    ),
    letter(50, kari, 'Tilbud på kjøkken', 'Hei, kan dere sende et tilbud på nytt kjøkken? Rommet er 12 kvadratmeter.', {
      id: 'kitchen-1',
      flags: [...SEEN, '\\Answered'],
    }),
    letter(
      46,
      `Meg <${me}>`,
      'Re: Tilbud på kjøkken',
      'Hei Kari! Det gjør vi gjerne. Passer det at vi kommer på befaring torsdag?',
      { id: 'kitchen-2', answers: ['kitchen-1'], to: kari, flags: SEEN },
    ),
    letter(
      30,
      kari,
      'Re: Tilbud på kjøkken',
      'Torsdag passer fint, gjerne etter klokken 15. Skal jeg finne fram tegningene?',
      { id: 'kitchen-3', answers: ['kitchen-1', 'kitchen-2'], flags: SEEN },
    ),
    letter(
      26,
      'Posten <ikke-svar@pakke.example>',
      'Pakken din er på vei',
      'Pakken med nummer 3701 0042 kommer i postkassen i morgen.',
      { flags: SEEN },
    ),
    letter(
      5,
      'Byggmarked <nyhetsbrev@byggmarked.example>',
      'Ukens tilbud: 30 % på terrassebord',
      'Denne uken får du 30 % på alle terrassebord. Tilbudet gjelder til søndag.',
    ),
    letter(3, kari, 'Re: Tilbud på kjøkken', 'Her er tegningene. Vi ses i ettermiddag!', {
      id: 'kitchen-4',
      answers: ['kitchen-1', 'kitchen-2', 'kitchen-3'],
      file: 'tegninger.pdf',
    }),
    letter(
      1,
      'Ingrid Moe <ingrid@moe-regnskap.example>',
      'Bilag for november',
      'Hei! Jeg mangler to bilag for november: drivstoff den 12. og lunsj den 19.',
    ),
  ];
}
const SENDERS = [
  'Kari Nordmann <kari@nordkraft.example>',
  'Ola Hansen <ola@privat.example>',
  'Åse Bjørk <ase@sentrum-skole.example>',
  'Örjan Sjöberg <orjan@verkstad.example>',
];
/** As many as wanted, one a minute back from then; all but some read. */
export function* manyLetters(many: number, nowMs: number, me: string): Generator<Letter> {
  for (let at = 0; at < many; at += 1)
    yield {
      at: new Date(nowMs - (many - at) * 60_000),
      from: SENDERS[at % SENDERS.length] ?? me,
      to: me,
      subject: `Sak ${at + 1}`,
      text: `Dette er brev nummer ${at + 1} av mange, skrevet for at listen skal bli lang.`,
      flags: at % 7 === 0 ? [] : ['\\Seen'],
    };
}
