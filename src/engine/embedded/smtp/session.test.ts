/** The session on a connection in memory: any split of the bytes, slow readers, stops, faults of ours. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { ConnectionFacts, ConnectionOutcome } from '#src/model/journal.ts';
import type { MailConnection } from '#src/net/connection.ts';
import { systemClock } from '#src/net/clock.ts';
import type { SmtpHost } from './context.ts';
import { SmtpSession } from './session.ts';
import { testHost } from './test-host.ts';

/** Keeps what is written; `slow` makes every write say that the peer is behind. */
class MemoryConnection implements MailConnection {
  facts = { id: 'c', endpoint: 'inbound', localPort: 25, remoteAddress: '192.0.2.1', remotePort: 1 } as ConnectionFacts;
  secure = false;
  closing = false;
  bytesIn = 0;
  bytesOut = 0;
  idleLimitMs = 0;
  outcome: ConnectionOutcome = 'served';
  address: string | undefined;
  out = '';
  slow = false;
  paused = false;
  failed: unknown[] = [];
  learn(): void {}
  write(data: Buffer | string): boolean {
    this.out += String(data);
    return !this.slow;
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
  startTls(): Promise<boolean> {
    return Promise.resolve(false);
  }
  close(lastWords = ''): void {
    this.out += lastWords;
    this.closing = true;
  }
  destroy(): void {
    this.closing = true;
  }
  fail(error: unknown): void {
    this.failed.push(error);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function open(more: Partial<SmtpHost> = {}) {
  const ports = testHost();
  const connection = new MemoryConnection();
  const host: SmtpHost = {
    ...ports,
    role: 'inbound',
    endpoint: 'inbound',
    host: '',
    port: 0,
    hostname: 'mail.example',
    tls: { secureContext: () => assert.fail('no TLS here') },
    clock: systemClock,
    language: 'en',
    maxMessageBytes: 1_000_000,
    maxRecipients: 100,
    maxHeaderBytes: 262_144,
    maxHeaderLines: 2000,
    idleMs: 0,
    ...more,
  };
  const session = new SmtpSession(host, connection);
  await turn();
  return { session, connection, ...ports };
}

const SCRIPT = Buffer.from(
  'EHLO x\r\nMAIL FROM:<per@sender.example>\r\nRCPT TO:<kari@fjord.example>\r\nRCPT TO:<nobody@fjord.example>\r\n' +
    'DATA\r\nSubject: blåbær\r\n\r\n..\r\n.x\r\n.\r\nRSET\r\nNOOP\nBOGUS\r\nQUIT\r\n',
);
const codes = (out: string): string[] =>
  out.split('\r\n').flatMap((line) => (/^\d{3} /.test(line) ? [line.slice(0, 3)] : []));

test('any split of the bytes gives the same replies and the same message', async () => {
  const whole = await open();
  whole.session.data(SCRIPT);
  await turn();
  assert.deepEqual(codes(whole.connection.out), [
    '220',
    '250',
    '250',
    '250',
    '550',
    '354',
    '250',
    '250',
    '250',
    '500',
    '221',
  ]);
  assert.equal(whole.taken[0].bytes.toString(), 'Subject: blåbær\r\n\r\n.\r\nx\r\n');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(SCRIPT.length), { maxLength: 40 }), async (cuts) => {
      const split = await open();
      const places = [0, ...cuts.toSorted((a, b) => a - b), SCRIPT.length];
      for (let i = 1; i < places.length; i += 1) {
        split.session.data(Buffer.from(SCRIPT.subarray(places[i - 1], places[i])));
        if (i % 3 === 0) await turn();
      }
      await turn();
      assert.deepEqual(codes(split.connection.out), codes(whole.connection.out));
      assert.deepEqual(split.taken[0].bytes, whole.taken[0].bytes);
    }),
    { numRuns: 200 },
  );
});

test('arbitrary bytes never break the session', async () => {
  const word = fc.oneof(
    fc.uint8Array({ maxLength: 30 }),
    fc
      .constantFrom('MAIL FROM:<a@b.example>', 'DATA', 'AUTH PLAIN =', '\r\n', '.\r\n')
      .map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 30 }), async (pieces) => {
      const { session, connection } = await open();
      for (const piece of pieces) if (!connection.closing) session.data(Buffer.from(piece));
      await turn();
      assert.deepEqual(connection.failed, []);
    }),
  );
});

test('a peer that does not read is not answered further until it does', async () => {
  const { session, connection } = await open();
  connection.slow = true;
  session.data(Buffer.from('NOOP\r\n'));
  session.data(Buffer.from(`NOOP ${'x'.repeat(100)}\r\n`.repeat(4000)));
  assert.equal(codes(connection.out).length, 2);
  assert.equal(connection.paused, true);
  connection.slow = false;
  session.drain();
  assert.equal(codes(connection.out).length, 4002);
  assert.equal(connection.paused, false);
});

test('a stop ends an idle session at once and lets a message finish', async () => {
  const idle = await open();
  idle.session.stop();
  assert.match(idle.connection.out, /421 4\.3\.2/);
  const busy = await open();
  busy.session.data(SCRIPT.subarray(0, SCRIPT.indexOf('..')));
  await turn();
  busy.session.stop();
  assert.equal(busy.connection.closing, false);
  busy.session.data(Buffer.from('text\r\n.\r\nMAIL FROM:<x@y.example>\r\n'));
  await turn();
  assert.equal(busy.taken.length, 1);
  assert.deepEqual(codes(busy.connection.out).slice(-2), ['250', '421']);
  assert.equal(busy.connection.closing, true);
});

test('a half-closed peer gets its answers first', async () => {
  const { session, connection, taken } = await open();
  session.data(SCRIPT.subarray(0, SCRIPT.indexOf('RSET')));
  session.ended();
  await turn();
  assert.equal(taken.length, 1);
  assert.equal(codes(connection.out).at(-1), '250');
  assert.equal(connection.closing, true);
});

test('a directory that fails ends the session in words, and the fault is reported', async () => {
  const bugs: unknown[] = [];
  const { directory } = testHost();
  const broken = { ...directory, recipient: () => Promise.reject(new Error('planted')) };
  const { session, connection } = await open({ directory: broken, onBug: (error) => bugs.push(error) });
  session.data(Buffer.from('EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<kari@fjord.example>\r\n'));
  await turn();
  assert.equal(codes(connection.out).at(-1), '421');
  assert.equal(bugs.length, 1);
});

test('what policy refuses at connect is said instead of the greeting, and recorded', async () => {
  const refusal = { code: 550, enhanced: '5.7.1', cause: 'net-geo-block-by-us', text: 'not from here' } as const;
  const { connection, events } = await open({ policy: { decide: () => Promise.resolve({ kind: 'refuse', refusal }) } });
  assert.equal(connection.out, '554 5.7.1 not from here\r\n');
  assert.equal(connection.outcome, 'refused-at-connect');
  assert.deepEqual(
    events.map((event) => event.cause),
    ['net-geo-block-by-us'],
  );
});
