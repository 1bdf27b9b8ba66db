/**
 * How fast the SMTP door itself is: 2 KB messages over kept connections into an intake that keeps nothing, the sender in a
 * child process. `node bench/smtp-null.ts [connections] [messages]`; bounded at 30 seconds. Part of no other bench.
 */
import { fork } from 'node:child_process';
import net from 'node:net';
import tls from 'node:tls';
import { openSmtp } from '#src/engine/embedded/smtp/server.ts';
import { testHost } from '#src/engine/embedded/smtp/test-host.ts';
import { systemClock } from '#src/net/clock.ts';
import { makeAuthority } from '#src/net/tls-authority-keys.ts';

const connections = Number(process.argv[2] ?? 32);
const messages = Number(process.argv[3] ?? 40_000);
const body = `Subject: bench\r\nFrom: per@sender.example\r\nTo: kari@fjord.example\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(27)}`;

/** One sender: MAIL, RCPT and DATA in a group, then the message; as swaks or Postfix would with PIPELINING. */
function send(port: number, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    const group = 'MAIL FROM:<per@sender.example>\r\nRCPT TO:<kari@fjord.example>\r\nDATA\r\n';
    let left = count;
    let got = '';
    let step: 'greeting' | 'hello' | 'go' | 'stored' = 'greeting';
    socket.setEncoding('latin1').on('error', reject);
    socket.on('data', (text: string) => {
      got += text;
      if (step === 'greeting' && got.endsWith('\r\n')) {
        step = 'hello';
        socket.write('EHLO bench\r\n');
      } else if (step === 'hello' && got.includes('250 ')) {
        step = 'go';
        socket.write(group);
      } else if (step === 'go' && got.includes('354 ')) {
        step = 'stored';
        socket.write(`${body}.\r\n`);
      } else if (step === 'stored' && got.includes('250 2.0.0')) {
        left -= 1;
        if (left === 0) {
          socket.destroy();
          return resolve();
        }
        step = 'go';
        socket.write(group);
      } else return;
      got = '';
    });
  });
}

if (process.send !== undefined) {
  const port = Number(process.argv[4]);
  await Promise.all(Array.from({ length: connections }, () => send(port, Math.ceil(messages / connections))));
  process.exit(0);
}

const keys = makeAuthority({ names: ['localhost'], now: Date.now() });
const secureContext = tls.createSecureContext({ key: keys.serverKey, cert: keys.serverChain });
let taken = 0;
const take = () => {
  taken += 1;
  return Promise.resolve({ ok: true, text: '2.0.0 ok' } as const);
};
const door = await openSmtp({
  ...testHost(),
  journal: { record: () => {} },
  intake: { inbound: take, submission: take },
  endpoint: 'inbound',
  host: '127.0.0.1',
  port: 0,
  hostname: 'mail.fjord.example',
  tls: { secureContext: () => secureContext },
  clock: systemClock,
});
const before = performance.now();
const cpu = process.cpuUsage();
const sender = fork(import.meta.filename, [String(connections), String(messages), String(door.port)]);
const limit = setTimeout(() => sender.kill(), 30_000);
await new Promise((resolve) => sender.once('exit', resolve));
clearTimeout(limit);
const seconds = (performance.now() - before) / 1000;
const used = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    connections,
    messages: taken,
    perSecond: Math.round(taken / seconds),
    perCpuSecond: Math.round(taken / ((used.user + used.system) / 1e6)),
  }),
);
await door.stop(100);
