/** Rules for sign-ins from abroad on SQLite and on PostgreSQL: settings, journeys, a country told once, stops between processes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionId } from '#src/model/ids.ts';
import type { ConnectionFacts } from '#src/model/journal.ts';
import { createProtection } from '#src/service/abroad/protection.ts';
import { addTravel, clearTravel, setCountries, setVendors, showAbroad } from '#src/service/abroad/settings.ts';
import { createBlocks } from '#src/service/blocks.ts';
import { addDomain } from '#src/service/domains.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import type { Outcome } from '#src/service/outcome.ts';
import { createPasswordHasher } from '#src/service/password-hasher.ts';
import { openDatabase } from '#src/store/database.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { tellCountryOnce } from '#src/store/travel.ts';
import { onEachEngine } from './store-engines.ts';

const KARI = 'kari@fjord.example';
const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'x', publicKey: 'y' };

async function host(url: string) {
  const db = await openDatabase(url);
  const time = { now: Date.parse('2026-11-21T12:00:00Z') };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const hasher = createPasswordHasher({ parameters: { memoryKib: 8, passes: 1, lanes: 1 } });
  const at = { db, clock, time, hasher, actor: 'kari', makeKey: async () => key };
  value(await addDomain(at, { domain: 'fjord.example' }));
  value(await addMailbox(at, { address: KARI, password: 'hemmelig-blåbær-7' }));
  return at;
}
function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) assert.fail(`refused: ${outcome.problem.key}`);
  return outcome.value;
}

onEachEngine('sign-ins from abroad', (engine) => {
  test('list, warning, vendors, journeys', async () => {
    const at = await host(await engine.fresh());
    value(await setCountries(at, KARI, ['SE', 'NO']));
    value(await setVendors(at, KARI, 'refuse'));
    value(await addTravel(at, KARI, { countries: ['ES'], from: '2026-12-01', until: '2026-12-02' }));
    const { mode, countries, vendors, travel } = value(await showAbroad(at, KARI));
    assert.deepEqual([mode, countries, vendors, travel.length], ['allow', ['NO', 'SE'], 'refuse', 1]);
    assert.equal(travel[0].until - travel[0].from, (14 + 48 + 12) * 3_600_000);
    const warned = value(await setCountries(at, KARI, ['DK'], 'warn'));
    assert.deepEqual([warned.mode, warned.countries, warned.vendors], ['warn', ['DK'], 'refuse']);
    assert.deepEqual(value(await clearTravel(at, KARI)).travel, []);
    assert.equal(value(await setCountries(at, KARI, 'any')).mode, 'off');
    await at.db.close();
  });

  test('a country is told once, also of many at once', async () => {
    const at = await host(await engine.fresh());
    const mailbox = await mailboxByAddress(at.db.sql, KARI);
    assert.ok(mailbox !== null);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => tellCountryOnce(at.db.sql, mailbox.id, i < 6 ? 'ES' : 'FR', 1)),
    );
    assert.deepEqual(
      [answers.slice(0, 6), answers.slice(6)].map((all) => all.filter(Boolean).length),
      [1, 1],
    );
    await at.db.close();
  });

  test('what one process stops, another refuses, and either may lift it', async () => {
    const url = await engine.fresh();
    const at = await host(url);
    const process = (db: typeof at.db) => {
      const blocks = createBlocks({ db, clock: at.clock, recheckMs: 0 });
      const protection = createProtection({
        blocks,
        clock: at.clock,
        rule: { failures: 5, windowMs: 600_000, blockMs: 1_800_000 },
        linkBase: () => 'https://mx.host.example',
        signedInFrom: async () => [],
        onTrouble: (error) => assert.fail(String(error)),
      });
      return { blocks, protection };
    };
    const connection: ConnectionFacts = {
      id: 'c' as ConnectionId,
      endpoint: 'imaps',
      localPort: 993,
      remoteAddress: '198.51.100.7',
      remotePort: 1,
    };
    const attempt = { connection, name: KARI, language: 'nb' as const };
    const other = await openDatabase(url);
    const [first, second] = [process(at.db), process(other)];
    for (let i = 0; i < 5; i += 1) first.protection.failed({ connection, name: `n${i}`, mark: 'x' });
    await first.protection.settled();
    at.time.now += 1;
    assert.equal((await second.protection.before(attempt))?.code, 454);
    assert.equal((await second.protection.ownerSeenFrom('198.51.100.7', KARI)).length, 1);
    at.time.now += 1;
    assert.equal(await first.protection.before(attempt), null);
    for (const one of [first, second]) {
      one.protection.close();
      one.blocks.close();
    }
    await other.close();
    await at.db.close();
  });
});
