import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MailboxId } from '#src/model/ids.ts';
import { createTickets, TICKET_MS } from './tickets.ts';

const kari = 'kari' as MailboxId;
const ola = 'ola' as MailboxId;

test('a ticket signs its own mailbox in, once, and not late', () => {
  let now = 0;
  const tickets = createTickets({ monotonic: () => now });
  const first = tickets.issue(kari);
  assert.equal(tickets.redeem(first, kari), true);
  assert.equal(tickets.redeem(first, kari), false, 'twice');
  const stolen = tickets.issue(kari);
  assert.equal(tickets.redeem(stolen, ola), false, 'another mailbox');
  assert.equal(tickets.redeem(stolen, kari), false, 'a wrong try uses it up');
  const late = tickets.issue(kari);
  now += TICKET_MS;
  assert.equal(tickets.redeem(late, kari), false, 'late');
  assert.equal(tickets.redeem('hemmelig', kari), false);
  assert.notEqual(tickets.issue(kari), tickets.issue(kari));
});
