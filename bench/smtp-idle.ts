/**
 * Memory of an idle, signed-in TLS connection on the submission door: resident size with 500 of them, less that before,
 * clients in a child process. `node --expose-gc bench/smtp-idle.ts [connections]`; bounded at 60 seconds.
 */
import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import tls from 'node:tls';
import { openSmtp } from '#src/engine/embedded/smtp/server.ts';
import { SECRET, testHost } from '#src/engine/embedded/smtp/test-host.ts';
import { systemClock } from '#src/net/clock.ts';
import { makeAuthority } from '#src/net/tls-authority-keys.ts';

const connections = Number(process.argv[2] ?? 500);
const plain = Buffer.from(`\0kari@fjord.example\0${SECRET}`).toString('base64');

/** Opens one session and leaves it idle. */
const open = (port: number): Promise<tls.TLSSocket> =>
  new Promise((resolve, reject) => {
    const socket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    socket.setEncoding('latin1').on('error', reject);
    socket.on('data', (text: string) => {
      if (text.startsWith('220')) socket.write('EHLO idle\r\n');
      else if (text.startsWith('250')) socket.write(`AUTH PLAIN ${plain}\r\n`);
      else if (text.startsWith('235')) resolve(socket);
    });
  });

if (process.send !== undefined) {
  const port = Number(process.argv[3]);
  for (let i = 0; i < connections; i += 1) await open(port);
  process.send('open');
} else {
  const keys = makeAuthority({ names: ['localhost'], now: Date.now() });
  const secureContext = tls.createSecureContext({ key: keys.serverKey, cert: keys.serverChain, minVersion: 'TLSv1.2' });
  const door = await openSmtp({
    ...testHost(),
    journal: { record: () => {} },
    endpoint: 'submissions',
    host: '127.0.0.1',
    port: 0,
    hostname: 'mail.fjord.example',
    tls: { secureContext: () => secureContext },
    clock: systemClock,
    limits: { perAddress: 10_000 },
  });
  const settled = async (): Promise<NodeJS.MemoryUsage> => {
    await pause(1000);
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage();
  };
  for (let i = 0; i < 20; i += 1) (await open(door.port)).destroy();
  const before = await settled();
  const clients = fork(import.meta.filename, [String(connections), String(door.port)]);
  const limit = setTimeout(() => clients.kill(), 60_000);
  await new Promise((resolve) => clients.once('message', resolve).once('exit', resolve));
  const after = await settled();
  const each = (key: 'rss' | 'heapUsed'): number => Math.round((after[key] - before[key]) / connections / 102.4) / 10;
  console.log(JSON.stringify({ open: door.open, rssKiB: each('rss'), heapKiB: each('heapUsed') }));
  clearTimeout(limit);
  clients.kill();
  await door.stop(100);
}
