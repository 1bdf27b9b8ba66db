/**
 * How long an answer takes on a quiet host: to the first row and to the verdict, for customers who are well, who have a
 * fault, and whose name servers do not answer. Asked one after the other, after a few that only warm up.
 */
import { drawer } from '../generate.ts';
import { DOMAIN_SCENARIOS } from '../scenarios/domain.ts';
import { read } from '../scenarios/account.ts';
import { type Customer, startWorld, type World } from '../world.ts';
import { percentile } from './measure.ts';

export interface Spread {
  readonly p50: number;
  readonly p95: number;
}
export interface Timing {
  readonly name: string;
  readonly asked: number;
  readonly firstRowMs: Spread;
  readonly verdictMs: Spread;
}

const EACH = 24;
const WARM_UP = 5;

type Prepare = (world: World, customer: Customer, index: number) => Promise<unknown> | void;
const KINDS: readonly { readonly name: string; readonly prepare: Prepare }[] = [
  { name: 'healthy', prepare: () => {} },
  {
    name: 'faulty',
    prepare: (world, customer, index) =>
      index % 3 === 0
        ? read(world, customer, customer.address, 'helt feil passord')
        : DOMAIN_SCENARIOS[index % DOMAIN_SCENARIOS.length].plant(world, customer),
  },
  {
    name: 'dead hosts among the targets',
    prepare: (world, customer, index) => {
      const silent = { mood: 'silent' } as const;
      if (index % 2 === 0) {
        for (const [name, zone] of Object.entries(customer.zones)) world.dns.add({ [name]: { ...zone, ...silent } });
        return;
      }
      world.dns.add({
        [customer.domain]: { ...customer.zones[customer.domain], MX: ['10 mx.dead-lab.test', '20 mx2.dead-lab.test'] },
        'mx.dead-lab.test': silent,
        'mx2.dead-lab.test': { A: ['198.51.100.66'] },
      });
    },
  },
];

async function timed(world: World, subject: string): Promise<{ readonly firstRow: number; readonly verdict: number }> {
  const began = performance.now();
  let firstRow: number | null = null;
  await world.host.app.diagnose({ subject, symptom: 'unknown', language: 'nb' }, () => {
    firstRow ??= performance.now() - began;
  });
  const verdict = performance.now() - began;
  return { firstRow: firstRow ?? verdict, verdict };
}

const spread = (values: readonly number[]): Spread => ({ p50: percentile(values, 50), p95: percentile(values, 95) });

/** Starts a world of its own and stops it. */
export async function measureTimes(): Promise<readonly Timing[]> {
  const world = await startWorld();
  try {
    const draw = drawer('times', 'known');
    const timings: Timing[] = [];
    for (const { name, prepare } of KINDS) {
      const count = name.startsWith('dead') ? EACH / 2 : EACH;
      const customers: Customer[] = [];
      for (let i = 0; i < count; i += 1) {
        const { seed, top } = draw(`${name} ${i}`);
        const customer = await world.customer(seed, undefined, top);
        await prepare(world, customer, i);
        customers.push(customer);
      }
      for (const { address } of customers.slice(0, name.startsWith('dead') ? 0 : WARM_UP)) await timed(world, address);
      const seen = [];
      for (const { address } of customers) seen.push(await timed(world, address));
      timings.push({
        name,
        asked: count,
        firstRowMs: spread(seen.map((one) => one.firstRow)),
        verdictMs: spread(seen.map((one) => one.verdict)),
      });
    }
    return timings;
  } finally {
    await world.stop();
  }
}
