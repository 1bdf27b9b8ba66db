/** The control database itself, on both engines: opening, isolation, migrations on a filled database, clear errors. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import { sql as raw } from 'kysely';
import { newId } from '#src/net/ids.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { type Database, openDatabase } from '#src/store/database.ts';
import { MIGRATIONS } from '#src/store/migrate.ts';
import { DatabaseProblem } from '#src/store/problem.ts';
import { onEachEngine } from './store-engines.ts';

const customer = (name: string) => ({ id: newId<CustomerId>(), name, language: 'nb', created_at: 1_790_000_000_000 });
const names = async (database: Database): Promise<string[]> =>
  (await database.sql.selectFrom('customers').select('name').orderBy('name').execute()).map((row) => row.name);

onEachEngine('control database', (engine) => {
  test('opens twice, keeps what was written, numbers come back as numbers', async () => {
    const url = await engine.fresh();
    const first = await openDatabase(url);
    await first.write((tx) => tx.insertInto('customers').values(customer('Fjord')).execute());
    await first.close();
    const second = await openDatabase(url);
    const row = await second.sql.selectFrom('customers').selectAll().executeTakeFirstOrThrow();
    assert.equal(row.created_at, 1_790_000_000_000);
    assert.deepEqual({ ...row, id: 'x' }, { id: 'x', name: 'Fjord', language: 'nb', created_at: 1_790_000_000_000 });
    assert.equal(await second.revision(), 1);
    await second.close();
  });

  if (engine.name === 'postgres')
    test('a question waits for its turn while every connection is at work, longer than a connection may take', async () => {
      const database = await openDatabase(await engine.fresh());
      // As many as the pool has, each at work for longer than five seconds.
      const busy = Array.from({ length: 10 }, () => raw`select pg_sleep(5.5)`.execute(database.sql));
      const asked = names(database);
      assert.deepEqual(await asked, []);
      await Promise.all(busy);
      await database.close();
    });

  test('concurrent transactions stay apart; a failed one leaves nothing and tells nobody', async () => {
    const database = await openDatabase(await engine.fresh());
    let told = 0;
    database.onWrite(() => (told += 1));
    const failing = database.write(async (tx) => {
      await tx.insertInto('customers').values(customer('half')).execute();
      await new Promise((done) => setImmediate(done));
      throw new Error('planned');
    });
    const outside = database.sql.insertInto('customers').values(customer('loose')).execute();
    const others = Array.from({ length: 20 }, (_, index) =>
      database.write(async (tx) => {
        const { count } = await tx
          .selectFrom('customers')
          .select((row) => row.fn.countAll<number>().as('count'))
          .where('name', 'like', 'c%')
          .executeTakeFirstOrThrow();
        await new Promise((done) => setImmediate(done));
        await tx
          .insertInto('customers')
          .values(customer(`c${String(count).padStart(2, '0')}`))
          .execute();
        return index;
      }),
    );
    await assert.rejects(failing, /planned/);
    await outside;
    await Promise.all(others);
    const expected = [...Array.from({ length: 20 }, (_, n) => `c${String(n).padStart(2, '0')}`), 'loose'];
    assert.deepEqual(await names(database), expected, 'each writer saw the one before it');
    assert.equal(told, 20);
    assert.equal(await database.revision(), 20);
    await database.close();
  });

  test('a filled database of the first version migrates, and again is nothing', async () => {
    const url = await engine.fresh();
    const old = await openDatabase(url, MIGRATIONS.slice(0, 1));
    const owner = customer('old');
    await old.sql.insertInto('customers').values(owner).execute();
    await old.sql
      .insertInto('domains')
      .values({ id: newId(), name: 'old.example', customer_id: owner.id, state: 'active', created_at: 1 })
      .execute();
    const domain = await old.sql.selectFrom('domains').select('id').executeTakeFirstOrThrow();
    const mailbox = { id: newId(), address: 'a@old.example', domain_id: domain.id, local: 'a', language: 'nb' };
    const rest = { protocols: 'imap', plan: 'standard', must_change: 0, created_at: 1 };
    await old.sql
      .insertInto('mailboxes')
      .values({ ...mailbox, ...rest } as never)
      .execute();
    await old.close();
    for (let round = 0; round < 2; round += 1) {
      const now = await openDatabase(url);
      const row = await now.sql.selectFrom('mailboxes').selectAll().executeTakeFirstOrThrow();
      assert.equal(row.address, 'a@old.example');
      assert.equal(row.previous_password_hash, null);
      const versions = await now.sql.selectFrom('schema_migrations').select('version').orderBy('version').execute();
      assert.deepEqual(
        versions.map((step) => step.version),
        MIGRATIONS.map((step) => step.version),
      );
      await now.close();
    }
  });

  test('a step that fails leaves the old schema whole', async () => {
    const url = await engine.fresh();
    await (await openDatabase(url)).close();
    const broken = {
      version: 99,
      name: 'broken',
      up: async (tx: Database['sql']) => {
        await tx.schema.alterTable('customers').addColumn('extra', 'text').execute();
        throw new Error('planned');
      },
    };
    await assert.rejects(openDatabase(url, [...MIGRATIONS, broken]), /planned/);
    const again = await openDatabase(url);
    await again.sql.insertInto('customers').values(customer('still works')).execute();
    const row = await again.sql.selectFrom('customers').selectAll().executeTakeFirstOrThrow();
    assert.equal('extra' in row, false);
    await again.close();
  });

  test('a newer schema than we know is refused by name', async () => {
    const url = await engine.fresh();
    const future = { version: 1000, name: 'future', up: () => Promise.resolve() };
    await (await openDatabase(url, [...MIGRATIONS, future])).close();
    await assert.rejects(
      openDatabase(url),
      (error: unknown) =>
        error instanceof DatabaseProblem && error.key === 'databaseNewer' && error.args['found'] === 1000,
    );
  });

  test('two start at once on an empty database: both succeed', async () => {
    const url = await engine.fresh();
    const both = await Promise.all([openDatabase(url), openDatabase(url)]);
    assert.deepEqual(await names(both[1]), []);
    await Promise.all(both.map((database) => database.close()));
  });
});

describe('a database that is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postvakt-none-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  const refusedAs = (key: string, file?: string) => (error: unknown) =>
    error instanceof DatabaseProblem && error.key === key && (file === undefined || error.message.includes(file));

  test('a text file', async () => {
    const file = join(folder, 'text.db');
    writeFileSync(file, 'this is a letter, not a database; '.repeat(200));
    await assert.rejects(openDatabase(`sqlite:${file}`), refusedAs('databaseNotOne', file));
    assert.match(readFileSync(file, 'utf8'), /^this is a letter/, 'untouched');
  });

  test('a half-written file', async () => {
    const file = join(folder, 'half.db');
    const database = await openDatabase(`sqlite:${file}`);
    for (let n = 0; n < 50; n += 1) {
      await database.sql
        .insertInto('customers')
        .values(customer('x'.repeat(500)))
        .execute();
    }
    await database.close();
    truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096);
    await assert.rejects(openDatabase(`sqlite:${file}`), refusedAs('databaseDamaged', file));
  });

  test('a folder, an unknown scheme, a server that does not answer', async () => {
    await assert.rejects(openDatabase(`sqlite:${folder}`), refusedAs('databaseUnopenable', folder));
    await assert.rejects(openDatabase('mysql://u:hemmelig@h/x'), (error: unknown) => {
      assert.ok(refusedAs('databaseUrlBad')(error));
      assert.doesNotMatch(String(error), /hemmelig/);
      return true;
    });
    await assert.rejects(openDatabase('postgres://u:hemmelig@127.0.0.1:1/x'), (error: unknown) => {
      assert.ok(refusedAs('databaseUnreachable', '127.0.0.1:1')(error));
      assert.doesNotMatch((error as Error).message, /hemmelig/);
      return true;
    });
  });

  test('the file is readable by nobody else', async () => {
    const file = join(folder, 'mode.db');
    await (await openDatabase(`sqlite:${file}`)).close();
    assert.equal(statSync(file).mode & 0o077, 0);
  });
});
