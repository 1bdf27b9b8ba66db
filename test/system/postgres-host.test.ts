/** The whole host with its control state in PostgreSQL: mail in, mail out, sign-ins, a restart, and a database that goes. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { boot } from '../contract/store-engines.ts';
import { eventually, startMailHost } from './mail-host.ts';

const KARI = 'kari@fjord.example';
const SECRET = 'blue boats sail slowly';
const skip = process.env['POSTVAKT_TEST_SKIP_POSTGRES'] === '1';

/** What nodemailer and imapflow throw, as one line. */
const refusalOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    const { response, responseText, message } = error as Record<string, unknown>;
    return [response, responseText, message].filter((one) => typeof one === 'string').join(' ');
  }
};

test('a host on PostgreSQL', { skip, timeout: 120_000 }, async (t) => {
  const server = await boot();
  const folder = await mkdtemp(join(tmpdir(), 'postvakt-pg-host-'));
  const more = { POSTVAKT_DATABASE__URL: JSON.stringify(await server.createDatabase()) };
  let running = await startMailHost(folder, more);
  try {
    await t.test('takes mail, lets it be read, sends it signed', async () => {
      await running.add(KARI, SECRET);
      await running.receive(KARI, 'in');
      assert.deepEqual(await running.inbox(KARI, SECRET), ['in']);
      await running.submit(KARI, SECRET, 'ola@nord.example', 'out');
      await eventually(() => running.world.messages.length === 1, 'mail out');
      const [left] = running.world.messages;
      assert.match(left.data, /^DKIM-Signature:[\s\S]*d=fjord\.example;/m);
      assert.match(left.data, /^Subject: out/m);
      assert.match(await refusalOf(running.inbox(KARI, 'wrong')), /AUTHENTICATIONFAILED|not right/i);
      assert.match(await refusalOf(running.receive('nobody@fjord.example', 'x')), /550/);
    });

    await t.test('keeps its state over a restart', async () => {
      await running.stop();
      running = await startMailHost(folder, more);
      assert.deepEqual(await running.inbox(KARI, SECRET), ['in']);
      await running.receive(KARI, 'again');
      assert.deepEqual(await running.inbox(KARI, SECRET), ['in', 'again']);
    });

    await t.test('says "later" while the database is away, never "wrong password" or "no such mailbox"', async () => {
      await running.stop();
      running = await startMailHost(folder, more); // nothing remembered
      await server.stop();
      for (const attempt of [running.receive(KARI, 'x'), running.receive('nobody@fjord.example', 'x')])
        assert.match(await refusalOf(attempt), /\b4\d\d\b/);
      assert.match(await refusalOf(running.inbox(KARI, SECRET)), /UNAVAILABLE|try again|later/i);
      assert.match(await refusalOf(running.submit(KARI, SECRET, 'ola@nord.example', 'x')), /\b4\d\d\b/);
      const health = await fetch(`${running.host.endpoints.http}/health`);
      assert.equal(health.status, 503);
    });
  } finally {
    await running.stop();
    await server.stop().catch(() => {});
    await rm(folder, { recursive: true, force: true });
  }
});
