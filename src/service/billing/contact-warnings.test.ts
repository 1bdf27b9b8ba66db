/** Which contacts are reached: bounces of our own mail read from the journal, and what is wrong with each contact. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { contactProblems } from '#src/model/contact-check.ts';
import type { Contact } from '#src/model/customer.ts';
import type { ContactId, CustomerId } from '#src/model/ids.ts';
import type { MessageEvent, StoredEvent } from '#src/model/journal.ts';
import { bouncesOf } from './contact-warnings.ts';

const HOST = 'mx.host.example';
const contact = (address: string, confirmedAt: number | null = null): Contact => ({
  id: address as ContactId,
  customer: 'c' as CustomerId,
  address,
  role: 'billing',
  confirmedAt,
  createdAt: 0,
});
const event = (at: number, step: MessageEvent['step'], more: Partial<MessageEvent> = {}): StoredEvent =>
  ({
    kind: 'message',
    id: String(at),
    count: 1,
    at,
    lastAt: at,
    step,
    direction: 'outbound',
    messageId: 'm',
    mailFrom: `notices@${HOST}`,
    rcptTo: 'eier@annet.example',
    ...(step === 'bounced' ? { code: 550 } : {}),
    ...more,
  }) as StoredEvent;
const bounces = async (...events: readonly StoredEvent[]) =>
  Object.fromEntries(
    await bouncesOf({ hostname: HOST, journal: { query: async () => events } }, [contact('eier@annet.example')], 1000),
  );

test('bounced since the last that got through', async () => {
  assert.deepEqual(await bounces(event(3, 'bounced'), event(2, 'bounced'), event(1, 'sent')), {
    'eier@annet.example': { firstAt: 2, lastAt: 3 },
  });
  assert.deepEqual(await bounces(event(1, 'bounced'), event(2, 'sent')), {});
  assert.deepEqual(await bounces(event(1, 'bounced', { mailFrom: '' })), {
    'eier@annet.example': { firstAt: 1, lastAt: 1 },
  });
});

test('mail of others, other recipients and what an operator dropped prove nothing', async () => {
  assert.deepEqual(await bounces(event(1, 'bounced', { mailFrom: 'kari@fjord.example' })), {});
  assert.deepEqual(await bounces(event(1, 'bounced', { rcptTo: 'ola@annet.example' })), {});
  assert.deepEqual(await bounces(event(1, 'dropped')), {});
});

test('the gravest problem of each contact; a second way out of the house heals the first', () => {
  const own = contact('post@mail.fjord.example', 1);
  const away = contact('eier@annet.example', 1);
  const problems = (contacts: readonly Contact[], bounced: Record<string, number> = {}): readonly string[] =>
    contactProblems(
      contacts,
      ['fjord.example'],
      new Map(Object.entries(bounced).map(([address, at]) => [address, { firstAt: at, lastAt: at }])),
    ).map((found) => `${found.contact.address} ${found.problem}`);
  assert.deepEqual(problems([own]), ['post@mail.fjord.example on-own-domain']);
  assert.deepEqual(problems([own, away]), []);
  assert.deepEqual(problems([own, away], { 'eier@annet.example': 5 }), [
    'post@mail.fjord.example on-own-domain',
    'eier@annet.example bounced',
  ]);
  assert.deepEqual(problems([contact('eier@annet.example', 9)], { 'eier@annet.example': 5 }), []);
  assert.deepEqual(problems([contact('post@xfjord.example')]), ['post@xfjord.example never-confirmed']);
});
