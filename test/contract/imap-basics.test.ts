/** The IMAP server on its real store: sign-in, folders, messages, as one client sees them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { type Bench, message, startBench } from './imap-bench.ts';

async function withBench(options: Parameters<typeof startBench>[0], work: (bench: Bench) => Promise<void>) {
  const bench = await startBench(options);
  try {
    await work(bench);
    assert.deepEqual(bench.bugs, []);
  } finally {
    await bench.stop();
  }
}

test('a message goes in and comes out byte for byte', () =>
  withBench({}, async (bench) => {
    const client = await bench.signIn();
    const text = message('Blåbær'.normalize('NFD').replaceAll(/[^\x20-\x7e]/g, ''), 'a\r\n\r\n.\r\nb\r\n');
    assert.match(
      await client.append('INBOX', text, '(\\Flagged fisk) "17-Jul-1996 02:44:25 -0700" '),
      /^\. OK \[APPENDUID \d+ 1\]/,
    );
    const select = await client.run('SELECT INBOX');
    assert.ok(select.includes('* 1 EXISTS'));
    assert.ok(select.some((line) => line.startsWith('* FLAGS (') && line.includes('fisk')));
    assert.match(select.at(-1) ?? '', /^\. OK \[READ-WRITE\]/);
    const fetched = await client.run('FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])');
    assert.equal(
      fetched[0],
      `* 1 FETCH (FLAGS (\\Flagged fisk) INTERNALDATE "17-Jul-1996 09:44:25 +0000" RFC822.SIZE ${text.length} ` +
        `BODY[] {${text.length}}\r\n${text})`,
    );
    const part = await client.run('FETCH 1 BODY[TEXT]<3.4>');
    assert.equal(part[0], '* 1 FETCH (BODY[TEXT]<3> {4}\r\n\r\n.\r FLAGS (\\Seen \\Flagged fisk))');
    client.close();
  }));
