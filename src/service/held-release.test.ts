/** Held mail goes when its Block has ended: at once on a lift, at the next look else; counted, told, and never before. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { MailboxId } from '#src/model/ids.ts';
import { newId } from '#src/net/ids.ts';
import { openDatabase } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import { insertMailbox } from '#src/store/mailboxes.ts';
import { createBlocks } from './blocks.ts';
import { addDomain } from './domains.ts';
import { createHeldRelease } from './held-release.ts';

const T0 = Date.UTC(2026, 9, 1, 12);
const ADDRESS = 'kari@fjord.example';

async function world(lifters: readonly ('time' | 'support')[]) {
  const db = await openDatabase('sqlite::memory:');
  const clock = { at: T0, now: () => clock.at, monotonic: () => clock.at };
  await addDomain({ db, clock, actor: 'test' }, { domain: 'fjord.example' });
  const domain = await domainByName(db.sql, 'fjord.example');
  assert.ok(domain !== null);
  const mailbox = newId<MailboxId>();
  const nothing = { passwordHash: null, mustChange: false, quotaBytes: null, signInCountries: null };
  const never = { passwordChangedAt: null, previousPasswordHash: null, previousPasswordUntil: null };
  const fixed = { domain: domain.id, plan: 'standard', language: 'nb', protocols: ['smtp'], local: 'kari' } as const;
  await db.write((tx) =>
    insertMailbox(tx, { ...nothing, ...never, ...fixed, id: mailbox, address: ADDRESS, createdAt: T0 }),
  );
  const blocks = createBlocks({ db, clock });
  const started = await blocks.start({
    subject: { kind: 'mailbox', id: mailbox },
    directions: ['outgoing'],
    rule: 'mailbox-hour',
    cause: 'snd-account-hour-limit',
    evidence: {},
    mode: 'hold',
    until: T0 + 60_000,
    lifters,
    actor: 'rule',
  });
  assert.ok(started.ok);
  const block = started.value;
  const done: string[] = [];
  let holding = [block.id, 'unknown-block'];
  const entries = ['a', 'b'].map((local) => ({
    messageId: 'm1',
    mailFrom: ADDRESS,
    address: `${local}@far.example`,
    subject: 'Hei',
  }));
  const queue = {
    heldBy: () => holding,
    list: () => entries,
    release: ({ heldBy }: { readonly heldBy: string }) => {
      done.push(`released ${heldBy === block.id ? 'ours' : heldBy}`);
      holding = holding.filter((id) => id !== heldBy);
      return Promise.resolve(2);
    },
  };
  const counters = {
    add: (sent: { readonly recipients: number }) => {
      done.push(`counted ${sent.recipients}`);
      return Promise.resolve();
    },
  };
  const onTrouble = (error: unknown): void => {
    throw error;
  };
  const held = createHeldRelease({ db, clock, blocks, queue, counters, onTrouble });
  const close = async (): Promise<void> => {
    held.stop();
    blocks.close();
    await db.close();
  };
  return { blocks, block, clock, held, done, close };
}

test('nothing goes while the Block lasts; all of it once it is over, counted before it goes', async () => {
  const { blocks, block, clock, held, done, close } = await world(['time']);
  await held.look();
  assert.deepEqual(done, []);
  clock.at = T0 + 60_000;
  await held.look();
  assert.deepEqual(done, ['counted 2', 'released ours']);
  assert.deepEqual(
    (await blocks.attempts(block.id)).map(({ rcptTo, state }) => `${rcptTo} ${state}`),
    ['a@far.example released', 'b@far.example released'],
  );
  await held.look();
  assert.equal(done.length, 2, 'once');
  await close();
});

test('a lift lets it go at once', async () => {
  const { blocks, block, held, done, close } = await world(['support']);
  await held.look();
  assert.ok((await blocks.lift(block.code, 'support', 'ola')).ok);
  await held.look();
  assert.deepEqual(done, ['counted 2', 'released ours']);
  await close();
});
