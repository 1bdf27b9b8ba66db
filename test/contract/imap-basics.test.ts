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

test('without TLS the name is recorded and the secret is never looked at', () =>
  withBench({}, async (bench) => {
    const client = await bench.open('plain');
    await client.line();
    await client.run('LOGIN kari@fjord.example hemmelig');
    await client.run(`AUTHENTICATE PLAIN ${Buffer.from('\0per@fjord.example\0hemmelig').toString('base64')}`);
    assert.deepEqual(
      bench.refusals.map(({ login, outcome, cause }) => [login, outcome, cause]),
      [
        ['kari@fjord.example', 'not-encrypted', 'cli-wrong-incoming-port'],
        ['per@fjord.example', 'not-encrypted', 'cli-wrong-incoming-port'],
      ],
    );
    assert.deepEqual(bench.secrets, []);
    client.close();
  }));

test('POP3 words in pieces on the IMAP port: words, and the name in the journal', () =>
  withBench({}, async (bench) => {
    const client = await bench.open('plain');
    await client.line();
    client.send('US');
    await new Promise((resolve) => setImmediate(resolve));
    client.send('ER kari@fjord.example\r\n');
    assert.match((await client.line()) ?? '', /995/);
    while ((await client.line()) !== null);
    await bench.stop();
    const event = bench.events.find((each) => each.kind === 'connection');
    assert.ok(event?.kind === 'connection' && event.outcome === 'wrong-protocol');
    assert.equal(event.address, 'kari@fjord.example');
  }));

test('STARTTLS: what was sent before it is dropped, then sign-in works', () =>
  withBench({}, async (bench) => {
    const { connect } = await import('node:tls');
    const client = await bench.open('plain');
    await client.line();
    client.send('1 STARTTLS\r\n2 LOGIN a b\r\n');
    assert.equal(await client.line(), '1 OK Begin TLS');
    client.socket.removeAllListeners('data');
    const secure = connect({ socket: client.socket, rejectUnauthorized: false });
    secure.setEncoding('latin1');
    await new Promise((resolve) => secure.once('secureConnect', resolve));
    secure.write('3 LOGIN kari@fjord.example hemmelig\r\n');
    const answer = await new Promise<string>((resolve) => secure.once('data', (data: string) => resolve(data)));
    assert.match(answer, /^3 OK \[CAPABILITY/);
    secure.destroy();
  }));

test('over quota: APPEND says so, and it is in the journal', () =>
  withBench({ quotaBytes: 400 }, async (bench) => {
    const client = await bench.signIn();
    assert.match(await client.append('INBOX', message('en')), /^\. OK/);
    assert.match(await client.append('INBOX', message('to', 'x'.repeat(400))), /^\. NO \[OVERQUOTA\]/);
    const refusal = bench.events.find((event) => event.kind === 'refusal');
    assert.equal(refusal?.cause, 'acc-quota-full');
    client.close();
  }));

test('a message over the limit is refused before it is sent', () =>
  withBench({ maxMessageBytes: 1000 }, async (bench) => {
    const client = await bench.signIn();
    assert.match((await client.run('APPEND INBOX {1001}')).at(-1) ?? '', /^\. NO \[TOOBIG\]/);
    assert.match(await client.append('INBOX', message('passer')), /^\. OK/);
    client.close();
  }));

test('more connections than the mailbox may have: LIMIT, and room again when one leaves', () =>
  withBench({ maxConnectionsPerMailbox: 2 }, async (bench) => {
    const [one, two] = [await bench.signIn(), await bench.signIn()];
    const three = await bench.open();
    await three.line();
    assert.match((await three.run('LOGIN kari@fjord.example hemmelig'))[0], /^\. NO \[LIMIT\]/);
    await one.run('LOGOUT');
    assert.equal(await one.line(), null);
    assert.match((await three.run('LOGIN kari@fjord.example hemmelig'))[0], /^\. OK/);
    two.close();
    three.close();
  }));

test('what a client moves and expunges is in the journal with the client that did it', () =>
  withBench({}, async (bench) => {
    const messageId = '01abc' as never;
    for (const subject of ['en', 'to']) {
      const bytes = Buffer.from(message(subject), 'latin1');
      await bench.store.deliver({
        mailbox: bench.mailbox.id,
        folder: 'INBOX',
        quotaBytes: 0,
        message: { bytes, messageId },
      });
    }
    const client = await bench.signIn();
    await client.run('ID ("name" "Prøve" "version" "3")'.replace('ø', 'o'));
    await client.run('SELECT INBOX');
    await client.run('MOVE 1 Trash');
    await client.run('STORE 1 +FLAGS.SILENT \\Deleted');
    await client.run('CLOSE');
    const told = bench.events.flatMap((event) =>
      event.kind === 'message' ? [[event.step, event.folder, event.uid, event.connection?.client]] : [],
    );
    assert.deepEqual(told, [
      ['moved', 'Trash', 1, 'Prove 3'],
      ['expunged', 'INBOX', 2, 'Prove 3'],
    ]);
    client.close();
  }));

test('a bug in one session ends that session in words, and no other', async () => {
  const bench = await startBench();
  const real = bench.store.open.bind(bench.store);
  let broken = true;
  bench.store.open = async (id, quota) => {
    const handle = await real(id, quota);
    if (!broken) return handle;
    broken = false;
    return new Proxy(handle, {
      get: (target, key) => {
        if (key === 'outline') return () => Promise.reject(new Error('disk on fire'));
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  };
  try {
    const [bad, good] = [await bench.signIn(), await bench.signIn()];
    const lines = await bad.run('SELECT INBOX');
    assert.match(lines.at(-1) ?? '', /^\* BYE \[SERVERBUG\]/);
    assert.equal(await bad.line(), null);
    assert.match((await good.run('SELECT INBOX')).at(-1) ?? '', /^\. OK/);
    assert.equal(bench.bugs.length, 1);
    good.close();
  } finally {
    await bench.stop();
  }
});
