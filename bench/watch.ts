/**
 * How long from an attempt of a mail program to its row on the customer's open page: a real host, the live watch over HTTP as
 * a browser reads it, attempts that fail in four ways, a burst beside them. `node bench/watch.ts [attempts]`; ends with 1
 * when the 95th percentile is over one second. Loopback only.
 */
import net from 'node:net';
import tls from 'node:tls';
import { startWorld, type World } from '../lab/world.ts';
import { type Browser, owner, signedIn } from '../test/centre-client.ts';
import { atEnd, suite } from '../test/e2e/harness/report.ts';

const TARGET_MS = 1000;
const ATTEMPTS = Number(process.argv[2] ?? 60);
const LOST_MS = 10_000;

/** One attempt: gives the moment at which the program has done what it does. */
type Attempt = (world: World, from: string, address: string) => Promise<number>;
const connected = async (world: World, from: string, door: string): Promise<net.Socket> => {
  const socket = net.connect({ port: world.port(door), host: '127.0.0.1', localAddress: from });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
};
const WAYS: Readonly<Record<string, Attempt>> = {
  'wrong password': async (world, from, address) => {
    const secure = tls.connect({ socket: await connected(world, from, 'imaps'), rejectUnauthorized: false });
    secure.on('error', () => {});
    await new Promise((resolve) => secure.once('data', resolve));
    const at = performance.now();
    secure.write(`a1 LOGIN "${address}" "galt ${from}"\r\n`);
    secure.once('data', () => secure.destroy());
    return at;
  },
  'web page on a mail port': async (world, from) => {
    const socket = await connected(world, from, 'imaps');
    const at = performance.now();
    socket.end('GET / HTTP/1.1\r\n\r\n');
    return at;
  },
  'no TLS that we speak': async (world, from) => {
    const socket = await connected(world, from, 'imaps');
    const at = performance.now();
    const secure = tls.connect({ socket, maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' });
    secure.on('error', () => socket.destroy());
    return at;
  },
  'TLS on the plain port': async (world, from) => {
    const socket = await connected(world, from, 'imap');
    const at = performance.now();
    const secure = tls.connect({ socket, rejectUnauthorized: false });
    secure.on('error', () => socket.destroy());
    return at;
  },
};

/** Rows as they come, in the order of coming. */
async function watch(who: Browser, address: string, onRow: (at: number) => void): Promise<() => void> {
  const ended = new AbortController();
  const answer = await who.ask('GET', `/watch/${address}`, { signal: ended.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  void (async () => {
    for (;;) {
      const part = await reader?.read();
      if (part === undefined || part.done) return;
      for (const _ of part.value.matchAll(/event: attempt/g)) onRow(performance.now());
    }
  })().catch(() => {});
  return () => ended.abort();
}

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
const told = (name: string, list: readonly number[]): string => {
  const sorted = list.toSorted((a, b) => a - b);
  return `${name.padEnd(26)} ${String(list.length).padStart(4)}  p50 ${at(sorted, 0.5).toFixed(0).padStart(5)} ms  p95 ${at(sorted, 0.95).toFixed(0).padStart(5)} ms  most ${at(sorted, 1).toFixed(0).padStart(5)} ms`;
};

await suite(async () => {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  atEnd(() => world.stop());
  const mine = await owner(world, 591);
  const { address, password, from } = mine.customer;
  // Its own place: what dies before sign-in there is the mailbox's own too.
  await world.say({
    from,
    port: world.port('imaps'),
    tls: true,
    says: [`a1 LOGIN "${address}" "${password}"`],
    signIns: 1,
  });
  const page = await signedIn(world, mine.contact, mine.contactPassword);
  let next: ((at: number) => void) | null = null;
  const stop = await watch(page, address, (moment) => {
    next?.(moment);
    next = null;
  });
  const all: number[] = [];
  const perWay = new Map<string, number[]>();
  const ways = Object.entries(WAYS);
  for (let index = 0; index < ATTEMPTS; index += 1) {
    const [name, attempt] = ways[index % ways.length] ?? ways[0];
    // Guessing from one place is stopped: each wrong password has a place of its own.
    const place = name === 'wrong password' ? `127.77.${index % 250}.9` : from;
    const came = new Promise<number>((resolve) => {
      next = resolve;
    });
    const lost = new Promise<number>((resolve) => setTimeout(() => resolve(Number.POSITIVE_INFINITY), LOST_MS).unref());
    const begun = await attempt(world, place, address);
    const took = (await Promise.race([came, lost])) - begun;
    all.push(took);
    perWay.set(name, [...(perWay.get(name) ?? []), took]);
  }
  stop();
  process.stdout.write('attempt → row on the page\n');
  for (const [name, list] of perWay) process.stdout.write(`${told(name, list)}\n`);
  process.stdout.write(`${told('all', all)}\n`);
  const p95 = at(
    all.toSorted((a, b) => a - b),
    0.95,
  );
  if (!(p95 <= TARGET_MS)) throw new Error(`p95 is ${p95} ms, over ${TARGET_MS} ms`);
});
