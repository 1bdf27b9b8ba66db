/**
 * The limits under real load: 64 mail programs at once submit through the host's own port against a limit of 50 an hour.
 * Exactly 50 messages are accepted; everything else is refused in words and listed.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listBlocks, showBlock } from '#src/service/operator-blocks.ts';
import { talk } from '../../lab/mail-client.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { sender, withLimits } from '../../lab/scenarios/limits.ts';

const LIMIT = 50;
const CONNECTIONS = 64;
const EACH = 2;

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

/** One connection with several messages, as a program that sends a batch. */
function batch(customer: Customer, number: number): Promise<string> {
  const from = sender(customer);
  const secret = Buffer.from(`\0${from}\0${customer.password}`).toString('base64');
  const messages = Array.from({ length: EACH }, (_, i) => [
    `MAIL FROM:<${from}>`,
    `RCPT TO:<mottaker-${number}-${i}@far.example>`,
    'DATA',
    `From: <${from}>\r\nSubject: Nummer ${number}-${i}\r\n\r\nHei!\r\n.`,
    'RSET',
  ]);
  const says = ['EHLO batch', `AUTH PLAIN ${secret}`, ...messages.flat(), 'QUIT'];
  const local = `127.88.${1 + (number % 8)}.${1 + number}`;
  return talk({ port: world.port('submissions'), from: local, tls: true, says });
}
const count = (text: string, what: RegExp): number => [...text.matchAll(what)].length;

test('64 connections at once, limit 50: exactly 50 are accepted, and each refused recipient is listed', async () => {
  const customer = await world.customer(7300);
  await withLimits(world, customer, [`mailbox.hour.max=${LIMIT}`]);
  await batch(customer, 99); // the first sign-in costs a hash; it sends two
  const heard = await Promise.all(Array.from({ length: CONNECTIONS }, (_, i) => batch(customer, i)));
  const all = heard.join('\n');
  const signedIn = count(all, /^235 2\.7\.0 /gm);
  assert.equal(signedIn, CONNECTIONS, 'nobody is kept from signing in');
  const accepted = EACH + count(all, /^250 2\.0\.0 queued/gm);
  assert.equal(accepted, LIMIT);
  const rows = await world.host.app.db.sql.selectFrom('send_log').select('recipients').execute();
  assert.equal(rows.length, LIMIT, 'the log has them all');
  const listed = await listBlocks(world.host.app, sender(customer));
  assert.ok(listed.ok && listed.value.length === 1, 'one Block');
  const shown = await showBlock(world.host.app, listed.value[0].code);
  assert.ok(shown.ok);
  assert.deepEqual(shown.value.evidence['sent'], LIMIT);
  const refused = new Set(shown.value.attempts.map(({ rcptTo }) => rcptTo));
  assert.equal(refused.size, EACH * (CONNECTIONS + 1) - LIMIT);
});
