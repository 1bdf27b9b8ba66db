/** A client nobody here wrote (imapflow) does its daily work against the server: sign in, list, append, read, move, idle. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { ImapFlow } from 'imapflow';
import { message, startBench } from './imap-bench.ts';

test('imapflow works a mailbox', { timeout: 10_000 }, async () => {
  const bench = await startBench({ quotaBytes: 1_048_576 });
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: bench.tlsPort,
    secure: true,
    auth: { user: 'kari@fjord.example', pass: 'hemmelig' },
    tls: { rejectUnauthorized: false },
    clientInfo: { name: 'prøve', version: '7' },
    logger: false,
  });
  try {
    await client.connect();
    const folders = await client.list({ statusQuery: { messages: true, unseen: true } });
    assert.deepEqual(folders.map((folder) => folder.specialUse ?? folder.path).sort(), [
      '\\Archive',
      '\\Drafts',
      '\\Inbox',
      '\\Junk',
      '\\Sent',
      '\\Trash',
    ]);
    assert.equal((await client.mailboxCreate('Blåbær/Ærlig')).created, true);
    const appended = await client.append('Blåbær/Ærlig', message('lagret'), ['\\Seen', 'fisk']);
    assert.ok(appended !== false && appended.uid === 1);
    await client.mailboxOpen('INBOX');
    const pushed = new Promise<void>((resolve) => client.once('exists', () => resolve()));
    const idling = client.idle();
    const stored = await bench.store.deliver({
      mailbox: bench.mailbox.id,
      folder: 'INBOX',
      message: { bytes: Buffer.from(message('dyttet'), 'latin1') },
      quotaBytes: 1_048_576,
    });
    assert.ok(stored.ok);
    await pushed;
    const got = await client.fetchOne('1', {
      envelope: true,
      source: true,
      flags: true,
      bodyStructure: true,
      uid: true,
    });
    await idling;
    assert.ok(got);
    assert.equal(got.envelope?.subject, 'dyttet');
    assert.equal(got.source?.toString('latin1'), message('dyttet'));
    assert.deepEqual(await client.search({ subject: 'DYTT' }), [1]);
    assert.ok(await client.messageFlagsAdd('1', ['\\Flagged']));
    const moved = await client.messageMove('1', 'Blåbær/Ærlig');
    assert.ok(moved !== false && moved.uidMap?.get(1) === 2);
    const quota = await client.getQuota('INBOX');
    assert.ok(quota !== false && quota.storage?.limit === 1_048_576);
    const { events } = bench;
    await client.logout();
    assert.ok(events.every((event) => event.kind !== 'message' || event.step === 'moved'));
    assert.deepEqual(bench.bugs, []);
  } finally {
    client.close();
    await bench.stop();
  }
});
