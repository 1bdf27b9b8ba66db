/**
 * What the host writes itself — a notice, an automatic answer — is known as ours in webmail; the same words
 * from outside, with every field that such a letter has, are not.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Message, Row } from '../../web/src/lib/mail/shapes.ts';
import { smtpSend } from '../../lab/mail-client.ts';
import { HOSTNAME, startWorld, type World } from '../../lab/world.ts';
import { signedIn } from '../centre-client.ts';
import { lines, mailReader, type MailReader } from '../mail-reader.ts';

let world: World;
let reader: MailReader;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  reader = await mailReader(world, 31_101);
});
after(() => world.stop());

/** Waits for a letter whose subject fits, wherever it was put. */
async function read(subject: RegExp, who: Pick<MailReader, 'get'> = reader): Promise<Message> {
  for (let tries = 0; tries < 200; tries += 1) {
    for (const name of ['INBOX', 'Junk']) {
      const id = Buffer.from(name).toString('base64url');
      const { body } = await who.get<{ rows?: readonly Row[] }>(`/mail/folders/${id}/messages?view=messages`);
      const row = body.rows?.find((one) => subject.test(one.subject));
      if (row !== undefined) return (await who.get<Message>(`/mail/messages/${row.id}`)).body;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${subject} did not come`);
}
const notice = (title: string): Promise<boolean> =>
  world.host.app.sendLetter({
    id: `id-${title}`,
    to: reader.address,
    language: 'nb',
    title,
    text: 'Utgående e-post er stengt.',
    at: Date.now(),
  });
const deliver = async (subject: string, ...head: readonly string[]): Promise<string> =>
  await world.say({
    port: world.port('inbound'),
    from: '127.66.6.6',
    tls: false,
    says: [
      ...smtpSend(null, 'evil@far.example', reader.address).slice(0, -1),
      'DATA',
      lines(
        ...head,
        `To: ${reader.address}`,
        `Subject: ${subject}`,
        'MIME-Version: 1.0',
        '',
        'Utgående e-post er stengt.',
        '.',
      ),
      'QUIT',
    ],
  });

test('a notice of ours is ours: proven, nothing to look twice at', async () => {
  assert.ok(await notice('Utgående er stengt'));
  const message = await read(/^Utgående er stengt$/);
  assert.equal(message.from[0]?.address, `notices@${HOSTNAME}`);
  assert.deepEqual([message.authentication.verdict, message.authentication.ours], ['proven', true]);
  assert.deepEqual(message.hints, []);
});

test('the same letter from outside is not, whatever it brings', async () => {
  const from = `From: E-posttjenesten <notices@${HOSTNAME}>`;
  const date = new Date().toUTCString();
  const forgeries: readonly (readonly string[])[] = [
    [from],
    [`Received: by ${HOSTNAME} with local id 1;\r\n\t${date}`, from],
    [
      `Authentication-Results: ${HOSTNAME}; dkim=pass header.i=@${HOSTNAME}; dmarc=pass`,
      `Received: by ${HOSTNAME} with local id 1; ${date}`,
      from,
    ],
    [
      `Return-Path: <>`,
      `Received: by ${HOSTNAME} with ESMTPSA id 1;\r\n\t${date}`,
      from,
      'Auto-Submitted: auto-generated',
    ],
    ['From: E-posttjenesten <varsel@far.example>'],
  ];
  for (const [index, head] of forgeries.entries()) {
    assert.match(await deliver(`Stengt igjen ${index}`, ...head), /^250 [^\n]*\r\n221 /m);
    const { authentication, hints } = await read(new RegExp(`^Stengt igjen ${index}$`));
    assert.notEqual(authentication.verdict, 'proven', head.join('\n'));
    assert.equal(authentication.ours, false);
    assert.equal(hints[0]?.kind, 'not-from-us', JSON.stringify(hints));
  }
});

test('an automatic answer of a neighbour is known too', async () => {
  const send = (to: string, subject: string): Promise<string> =>
    world.say({
      port: world.port('submissions'),
      from: reader.who.customer.from,
      tls: true,
      signIns: 1,
      says: [
        ...smtpSend({ login: reader.address, password: reader.who.customer.password }, reader.address, to).slice(0, -1),
        'DATA',
        lines(`From: ${reader.address}`, `To: ${to}`, `Subject: ${subject}`, '', 'Hei', '.'),
        'QUIT',
      ],
    });
  const neighbour = await mailReader(world, 31_102);
  const path = `/mailboxes/${encodeURIComponent(neighbour.address)}/rules`;
  const vacation = { enabled: true, from: null, until: null, subject: 'Borte', text: 'Borte til mandag', everyDays: 7 };
  const set = await (
    await signedIn(world, neighbour.address, neighbour.who.customer.password)
  ).post(path, {
    version: null,
    change: { kind: 'vacation', vacation },
  });
  assert.equal(set.status, 200, JSON.stringify(set.body));
  await send(neighbour.address, 'Møte');
  const answer = await read(/^Borte/);
  assert.deepEqual([answer.from[0]?.address, answer.authentication.verdict], [neighbour.address, 'proven']);
});
