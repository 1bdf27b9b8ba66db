/** The listener against real sockets: what fits is served, what does not is answered in words and recorded once. */
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import net from 'node:net';
import test from 'node:test';
import tls from 'node:tls';
import type { ConnectionEvent } from '#src/model/journal.ts';
import type { Endpoint } from '#src/model/endpoint.ts';
import { systemClock } from './clock.ts';
import type { ListenOptions, MailConnection } from './connection.ts';
import { listen } from './listener.ts';
import { makeAuthority } from './tls-authority-keys.ts';

const keys = makeAuthority({ names: ['localhost', '127.0.0.1'], now: Date.now() });
const secureContext = tls.createSecureContext({ key: keys.serverKey, cert: keys.serverChain, minVersion: 'TLSv1.2' });

/** A listener whose sessions greet and echo each line; `STARTTLS` begins TLS. */
async function echoServer(endpoint: Endpoint, more: Partial<ListenOptions> = {}) {
  const events: ConnectionEvent[] = [];
  const bugs: unknown[] = [];
  const waiting: (() => void)[] = [];
  const listener = await listen({
    endpoint,
    host: '127.0.0.1',
    port: 0,
    hostname: 'mail.example',
    tls: { secureContext: () => secureContext },
    clock: systemClock,
    journal: {
      record: (event) => {
        events.push(event as ConnectionEvent);
        waiting.splice(0).forEach((wake) => wake());
      },
    },
    onBug: (error) => bugs.push(error),
    open: (connection) => echo(connection),
    ...more,
  });
  /** The next recorded event. */
  const event = async (): Promise<ConnectionEvent> => {
    while (events.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    return events.shift() as ConnectionEvent;
  };
  return { listener, event, events, bugs };
}

function echo(connection: MailConnection) {
  connection.write('220 hello\r\n');
  return {
    data(chunk: Buffer) {
      const line = chunk.toString();
      if (line.startsWith('STARTTLS')) void connection.startTls('220 go\r\n');
      else if (line.startsWith('BUG')) throw new Error('planted');
      else if (line.startsWith('QUIT')) connection.close('221 bye\r\n');
      else connection.write(chunk);
    },
    stop: () => connection.close('421 stopping\r\n'),
  };
}

/** Connects, sends, and gives all that came until the server closed. */
const talk = (port: number, send?: Buffer | string): Promise<string> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    let got = '';
    if (send !== undefined) socket.end(send);
    socket.setEncoding('latin1').on('data', (text: string) => (got += text));
    socket.on('error', () => {}).on('close', () => resolve(got));
  });

test('serves and records names, versions and bytes', async () => {
  const server = await echoServer('imaps');
  const socket = tls.connect({
    port: server.listener.port,
    host: '127.0.0.1',
    servername: 'localhost',
    ca: keys.caCert,
  });
  let got = '';
  socket.on('data', (data: Buffer) => {
    got += data.toString();
    if (got === '220 hello\r\n') socket.write('QUIT\r\n');
  });
  const { outcome, connection, bytesIn, bytesOut } = await server.event();
  assert.equal(got, '220 hello\r\n221 bye\r\n');
  assert.deepEqual([outcome, bytesIn, bytesOut], ['served', 6, 20]);
  assert.deepEqual(connection.tls, {
    sni: 'localhost',
    clientMax: 'TLSv1.3',
    version: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
  });
  await server.listener.stop(100);
});

test('plain words on a TLS port are answered in words, with the name and without the secret', async () => {
  const server = await echoServer('imaps');
  const got = await talk(server.listener.port, 'a1 LOGIN Kari@fjord.example s3cret\r\n');
  assert.match(got, /^\* BYE .*TLS.*143.*\r\n$/);
  const event = await server.event();
  assert.equal(event.outcome, 'plain-on-tls-port');
  assert.equal(event.address, 'kari@fjord.example');
  assert.equal(event.cause, 'cli-tls-mode-mismatch');
  assert.ok(!JSON.stringify(event).includes('s3cret'));
  await server.listener.stop(100);
});

test('a silent client on a TLS port waits for a greeting: it gets the same words', async () => {
  const server = await echoServer('submissions', { limits: { silenceHintMs: 20 } });
  assert.match(await talk(server.listener.port), /^554 5\.7\.0 .*TLS.*587/);
  const event = await server.event();
  assert.deepEqual([event.outcome, event.bytesIn], ['plain-on-tls-port', 0]);
  await server.listener.stop(100);
});

test('TLS on a plain port gets an alert and is recorded with its server name', async () => {
  const server = await echoServer('submission');
  const socket = tls.connect({
    port: server.listener.port,
    host: '127.0.0.1',
    servername: 'mail.example',
    ca: keys.caCert,
  });
  socket.on('error', () => {});
  const event = await server.event();
  assert.equal(event.outcome, 'tls-on-plain-port');
  assert.deepEqual(event.connection.tls, { sni: 'mail.example', clientMax: 'TLSv1.3' });
  await server.listener.stop(100);
});

test('a client too old, one that distrusts us, one that leaves: tls-failed with the reason', async () => {
  const server = await echoServer('imaps');
  const old = tls.connect({
    port: server.listener.port,
    host: '127.0.0.1',
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  old.on('error', () => {});
  const first = await server.event();
  assert.deepEqual([first.outcome, first.cause], ['tls-failed', 'cli-tls-too-old']);
  assert.deepEqual(first.connection.tls, { clientMax: 'TLSv1.1', error: 'unsupported_protocol' });
  const distrust = tls.connect({
    port: server.listener.port,
    host: '127.0.0.1',
    maxVersion: 'TLSv1.2',
    ciphers: 'NULL-SHA256:@SECLEVEL=0',
  });
  distrust.on('error', () => {});
  const second = await server.event();
  assert.deepEqual([second.outcome, second.connection.tls?.error], ['tls-failed', 'no_shared_cipher']);
  const half = net.connect(server.listener.port, '127.0.0.1', () => half.end(Buffer.from([22, 3, 1, 2, 0, 1])));
  const third = await server.event();
  assert.deepEqual([third.outcome, third.connection.tls?.error], ['tls-failed', 'client_left']);
  await server.listener.stop(100);
});

test('the alert of a client that distrusts our certificate is kept', async () => {
  const server = await echoServer('imaps');
  // The first flight of a real client, then the alert that a strict one sends: 48 is unknown_ca (RFC 8446 §6.2).
  const hello = await new Promise<Buffer>((resolve) => {
    const sink = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (data: Buffer) => {
        socket.destroy();
        sink.close();
        resolve(data);
      });
    });
    sink.listen(0, '127.0.0.1', () => {
      const { port } = sink.address() as net.AddressInfo;
      tls.connect({ port, host: '127.0.0.1', maxVersion: 'TLSv1.2', servername: 'old.example' }).on('error', () => {});
    });
  });
  const client = net.connect(server.listener.port, '127.0.0.1', () => client.write(hello));
  client.on('error', () => {}).once('data', () => client.write(Buffer.from([21, 3, 3, 0, 2, 2, 48])));
  const event = await server.event();
  assert.equal(event.outcome, 'tls-failed');
  assert.deepEqual(event.connection.tls, { sni: 'old.example', clientMax: 'TLSv1.2', alert: 'unknown_ca' });
  await server.listener.stop(100);
});

test('a PROXY header comes before TLS on a port that begins with TLS', async () => {
  const server = await echoServer('submissions', { trustedProxies: ['127.0.0.1'] });
  const raw = net.connect(server.listener.port, '127.0.0.1');
  raw.write('PROXY TCP4 192.0.2.9 192.0.2.1 4001 465\r\n');
  const secure = tls.connect({ socket: raw, servername: 'localhost', ca: keys.caCert });
  await new Promise((resolve) => secure.once('data', resolve));
  secure.write('QUIT\r\n');
  const event = await server.event();
  assert.deepEqual([event.outcome, event.connection.remoteAddress], ['served', '192.0.2.9']);
  await server.listener.stop(100);
});

test('another protocol is named, and the right port told', async () => {
  const server = await echoServer('pop3');
  assert.match(await talk(server.listener.port, 'a1 LOGIN kari secret\r\n'), /-ERR .*IMAP.*993/);
  const event = await server.event();
  assert.deepEqual([event.outcome, event.firstWords, event.address], ['wrong-protocol', 'a1 LOGIN kari', 'kari']);
  assert.match(await talk(server.listener.port, 'GET / HTTP/1.1\r\n\r\n'), /-ERR/);
  assert.equal((await server.event()).outcome, 'wrong-protocol');
  await server.listener.stop(100);
});

test('plain text sent along with STARTTLS never reaches the encrypted session', async () => {
  const server = await echoServer('submission');
  const raw = net.connect(server.listener.port, '127.0.0.1');
  await new Promise((resolve) => raw.once('data', resolve));
  raw.write('STARTTLS\r\nINJECTED\r\n');
  await new Promise((resolve) => raw.once('data', resolve));
  const secure = tls.connect({ socket: raw, servername: 'localhost', ca: keys.caCert });
  await new Promise((resolve) => secure.once('secureConnect', resolve));
  let got = '';
  secure.on('data', (data: Buffer) => (got += data.toString()));
  secure.write('QUIT\r\n');
  const event = await server.event();
  assert.equal(got, '221 bye\r\n');
  assert.equal(event.connection.tls?.sni, 'localhost');
  await server.listener.stop(100);
});

test('plain text already read when TLS begins is dropped, not given to the session', async () => {
  let raw: net.Socket | undefined;
  const remember = (message: unknown) => (raw = (message as { socket: net.Socket }).socket);
  subscribe('net.server.socket', remember);
  const heard: string[] = [];
  let begin = (): void => {};
  const server = await echoServer('submission', {
    open: (connection) => {
      connection.write('220 hello\r\n');
      return {
        data(chunk) {
          heard.push(chunk.toString());
          if (connection.secure) return connection.close('221 bye\r\n');
          connection.pause();
          connection.write('250 wait\r\n');
          begin = () => void connection.startTls('220 go\r\n');
        },
      };
    },
  });
  const client = net.connect(server.listener.port, '127.0.0.1');
  const reply = () => new Promise((resolve) => client.once('data', resolve));
  await reply();
  client.write('STARTTLS\r\n');
  await reply();
  client.write('INJECTED\r\n');
  while ((raw?.readableLength ?? 0) === 0) await new Promise((resolve) => setImmediate(resolve));
  begin();
  await reply();
  const secure = tls.connect({ socket: client, servername: 'localhost', ca: keys.caCert });
  await new Promise((resolve) => secure.once('secureConnect', resolve));
  secure.resume().write('INSIDE\r\n');
  assert.equal((await server.event()).outcome, 'served');
  assert.deepEqual(heard, ['STARTTLS\r\n', 'INSIDE\r\n']);
  unsubscribe('net.server.socket', remember);
  await server.listener.stop(100);
});

test('the PROXY header is required from a trusted peer and not read from others', async () => {
  const trusted = await echoServer('inbound', { trustedProxies: ['127.0.0.0/8'] });
  assert.equal(
    await talk(trusted.listener.port, 'PROXY TCP4 192.0.2.7 192.0.2.1 4000 25\r\nQUIT\r\n'),
    '220 hello\r\n221 bye\r\n',
  );
  const event = await trusted.event();
  assert.deepEqual([event.connection.remoteAddress, event.connection.remotePort], ['192.0.2.7', 4000]);
  assert.equal(await talk(trusted.listener.port, 'QUIT\r\n'), '');
  assert.equal((await trusted.event()).outcome, 'broken');
  await trusted.listener.stop(100);
  const open = await echoServer('inbound', { trustedProxies: ['10.0.0.0/8'] });
  assert.match(await talk(open.listener.port, 'PROXY TCP4 192.0.2.7 192.0.2.1 4000 25\r\nQUIT\r\n'), /PROXY/);
  assert.equal((await open.event()).connection.remoteAddress, '127.0.0.1');
  await open.listener.stop(100);
});

test('too many connections from one address are refused in words; others are served after', async () => {
  const server = await echoServer('inbound', { limits: { perAddress: 1 } });
  const first = net.connect(server.listener.port, '127.0.0.1');
  await new Promise((resolve) => first.once('data', resolve));
  assert.match(await talk(server.listener.port), /^421 4\.7\.0 /);
  const refused = await server.event();
  assert.deepEqual([refused.outcome, refused.cause], ['refused-at-connect', 'cli-too-many-connections']);
  first.destroy();
  assert.equal((await server.event()).outcome, 'no-data');
  assert.match(await talk(server.listener.port, 'QUIT\r\n'), /221 bye/);
  await server.listener.stop(100);
});

test('a bug in a session ends that session only', async () => {
  const server = await echoServer('inbound');
  const other = net.connect(server.listener.port, '127.0.0.1');
  await new Promise((resolve) => other.once('data', resolve));
  await talk(server.listener.port, 'BUG\r\n');
  assert.equal((await server.event()).outcome, 'broken');
  assert.equal(server.bugs.length, 1);
  other.write('still here\r\n');
  assert.equal(String(await new Promise((resolve) => other.once('data', resolve))), 'still here\r\n');
  await server.listener.stop(100);
  other.destroy();
});

test('an idle connection is closed, a stop says goodbye, a silent visitor is no-data', async () => {
  const server = await echoServer('inbound', {
    open: (connection) => {
      connection.write('220 hello\r\n');
      connection.idleLimitMs = 15;
      return { data: () => {}, idle: () => connection.close('421 idle\r\n') };
    },
  });
  assert.equal(await talk(server.listener.port), '220 hello\r\n421 idle\r\n');
  assert.equal((await server.event()).outcome, 'broken');
  await server.listener.stop(100);
  const second = await echoServer('inbound');
  const visitor = net.connect(second.listener.port, '127.0.0.1');
  let got = '';
  visitor.setEncoding('utf8').on('data', (text: string) => (got += text));
  await new Promise((resolve) => visitor.once('data', resolve));
  await second.listener.stop(1000);
  assert.equal(got, '220 hello\r\n421 stopping\r\n');
  assert.equal((await second.event()).outcome, 'no-data');
});
