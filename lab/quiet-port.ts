/**
 * A loopback port for somebody who can only be told a number (a database, Dovecot), or where nobody shall answer. From below
 * the range out of which systems give ports to whoever asks for any: no connection of another test takes it meanwhile. Used
 * by tests and the lab.
 */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const FIRST = 20_000;
/** Linux gives out ports from 32768 on, others from 49152. */
const END = 32_000;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => resolve(true)));
  });

/** A port on which nothing listens. */
export async function quietPort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, END);
    if (await isFree(port)) return port;
  }
}
