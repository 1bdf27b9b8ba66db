/** ClientHello reader: real hellos from the TLS library, hand-made old ones, every split, arbitrary bytes. */
import assert from 'node:assert/strict';
import type net from 'node:net';
import test from 'node:test';
import tls from 'node:tls';
import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { MAX_CLIENT_HELLO_BYTES, looksLikeTls, readFirstBytes } from './client-hello.ts';

/** The first flight of Node's own TLS client. */
async function realHello(options: tls.ConnectionOptions): Promise<Buffer> {
  const written: Buffer[] = [];
  return new Promise((resolve) => {
    const wire = new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        written.push(chunk);
        done();
        resolve(Buffer.concat(written));
        setImmediate(() => client.destroy());
      },
    });
    const client = tls.connect({ ...options, socket: wire as net.Socket, rejectUnauthorized: false });
    client.on('error', () => {});
  });
}

/** TLS 1.0 as an old scanner sends it: no extensions at all. */
function oldHello(version: number, extensions: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([
    Buffer.from([version >> 8, version & 255]),
    Buffer.alloc(32, 7),
    Buffer.from([0]),
    Buffer.from([0, 2, 0, 0x2f]),
    Buffer.from([1, 0]),
    extensions,
  ]);
  const message = Buffer.concat([Buffer.from([1, 0, body.length >> 8, body.length & 255]), body]);
  return Buffer.concat([Buffer.from([22, 3, 1, message.length >> 8, message.length & 255]), message]);
}

test('reads server name and highest version of a real hello', async () => {
  const hello = await realHello({ servername: 'mail.Fjord.example', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' });
  assert.deepEqual(readFirstBytes(hello), { kind: 'client-hello', sni: 'mail.fjord.example', clientMax: 'TLSv1.3' });
  const older = await realHello({ maxVersion: 'TLSv1.2' });
  assert.deepEqual(readFirstBytes(older), { kind: 'client-hello', clientMax: 'TLSv1.2' });
});

test('reads the protocols that a hello offers', async () => {
  const hello = await realHello({ servername: 'a.example', ALPNProtocols: ['acme-tls/1', 'h2'] });
  const read = readFirstBytes(hello);
  assert.deepEqual(read.kind === 'client-hello' && read.protocols, ['acme-tls/1', 'h2']);
});

test('old hellos without extensions give their version', () => {
  assert.deepEqual(readFirstBytes(oldHello(0x0301)), { kind: 'client-hello', clientMax: 'TLSv1.0' });
  assert.deepEqual(readFirstBytes(oldHello(0x0300)), { kind: 'client-hello', clientMax: 'SSLv3' });
});

test('waits for the rest at every split, and joins a hello cut into small records', async () => {
  const hello = await realHello({ servername: 'a.example' });
  const whole = readFirstBytes(hello);
  for (let cut = 1; cut < hello.length; cut += 1)
    assert.equal(readFirstBytes(hello.subarray(0, cut)).kind, 'more', `cut at ${cut}`);
  const message = hello.subarray(5);
  const records: Buffer[] = [];
  for (let at = 0; at < message.length; at += 3) {
    const part = message.subarray(at, at + 3);
    records.push(Buffer.from([22, 3, 1, 0, part.length]), part);
  }
  assert.deepEqual(readFirstBytes(Buffer.concat(records)), whole);
});

test('mail words and HTTP are not TLS', () => {
  for (const words of ['EHLO x\r\n', 'a1 LOGIN a b\r\n', 'USER x\r\n', 'GET / HTTP/1.1\r\n', '\u0080', '\r\n'])
    assert.deepEqual(readFirstBytes(Buffer.from(words, 'latin1')), { kind: 'not-tls' });
});

test('a server name with odd characters is left out', () => {
  const name = Buffer.from('bad name\n');
  const list = Buffer.concat([Buffer.from([0, 0, name.length]), name]);
  const body = Buffer.concat([Buffer.from([0, list.length]), list]);
  const extension = Buffer.concat([Buffer.from([0, 0, 0, body.length]), body]);
  const hello = oldHello(0x0303, Buffer.concat([Buffer.from([0, extension.length]), extension]));
  assert.deepEqual(readFirstBytes(hello), { kind: 'client-hello', clientMax: 'TLSv1.2' });
});

test('never throws and never waits beyond its cap', () => {
  const tail = fc.uint8Array({ maxLength: 400 });
  fc.assert(
    fc.property(fc.constantFrom([22, 3, 1], [22, 3, 3, 1, 0, 1, 0], [22], []), tail, (head, rest) => {
      const bytes = Buffer.from([...head, ...rest]);
      const got = readFirstBytes(bytes);
      assert.equal(got.kind === 'not-tls', bytes.length > 0 && !looksLikeTls(bytes));
    }),
  );
  assert.notEqual(readFirstBytes(Buffer.alloc(MAX_CLIENT_HELLO_BYTES, Buffer.from([22, 3, 3, 0, 1]))).kind, 'more');
});

test('mutated real hellos never throw', async () => {
  const hello = await realHello({ servername: 'mail.fjord.example' });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(hello.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
      const bytes = Buffer.from(hello);
      for (const [at, value] of changes) bytes[at] = value;
      readFirstBytes(bytes);
    }),
  );
});
