/**
 * Unknown must stay unknown: something that the diagnosis asks with is broken — the resolver, the registry, the journal —
 * while customers are well (then nothing may be named) or have a fault (then no other cause may be named). Called by the jobs.
 */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { DnsMood, ZoneName } from '../dns-server.ts';
import type { Draw, Pile } from '../generate.ts';
import { ACCOUNT_SCENARIOS, works } from '../scenarios/account.ts';
import { CLIENT_SCENARIOS } from '../scenarios/client.ts';
import { DOMAIN_SCENARIOS } from '../scenarios/domain.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { type Customer, HOSTNAME, type World } from '../world.ts';
import { askAll, type Frame, notPlanted } from './ask.ts';
import type { Job, Task } from './jobs.ts';
import type { LabOutcome } from './outcome.ts';

interface Blindness {
  readonly name: string;
  /** Breaks it; gives what mends it. */
  readonly strike: (world: World, customer: Customer) => Promise<() => Promise<void>>;
}

/** Everything that the resolver is asked about this customer and about us ends like this. */
function resolver(mood: DnsMood): Blindness['strike'] {
  return (world, { domain, zones }) => {
    const names = [domain, `*.${domain}`, ...Object.keys(zones), HOSTNAME];
    const set = (zone: ZoneName | null): void =>
      world.dns.remember(Object.fromEntries(names.map((name) => [name, zone])));
    set({ mood });
    return Promise.resolve(() => Promise.resolve(set(null)));
  };
}
/** The journal's tables cannot be read: their names are gone from the file under the running host. */
const journal: Blindness['strike'] = (world) => {
  const run = (sql: string): void => {
    const file = new DatabaseSync(join(world.host.app.dataFolder, 'journal.db'));
    file.exec(sql);
    file.close();
  };
  run('ALTER TABLE event RENAME TO event_gone');
  return Promise.resolve(() => Promise.resolve(run('ALTER TABLE event_gone RENAME TO event')));
};

const BLINDNESSES: readonly Blindness[] = [
  { name: 'the resolver answers SERVFAIL', strike: resolver('servfail') },
  { name: 'the resolver refuses', strike: resolver('refused') },
  { name: 'the resolver gives answers to other questions', strike: resolver('wrong-question') },
  { name: 'the resolver’s answers cannot be read', strike: resolver('malformed') },
  {
    name: 'the registry is down',
    strike: (world, { domain }) => {
      world.registry.set(domain, 'broken');
      return Promise.resolve(() => Promise.resolve(world.registry.set(domain, { status: ['active'] })));
    },
  },
  { name: 'the journal cannot be read', strike: journal },
];
/** Slow to wait for, so that only a few are asked. */
const SILENT: Blindness = { name: 'the resolver is silent', strike: resolver('silent') };

const FAULTS: readonly Scenario[] = [...DOMAIN_SCENARIOS, ...ACCOUNT_SCENARIOS, ...CLIENT_SCENARIOS];

async function struck(
  world: World,
  pile: Pile,
  { name, strike }: Blindness,
  fault: Scenario | null,
  draw: Draw,
): Promise<readonly LabOutcome[]> {
  const frame: Frame = {
    pile,
    kind: fault === null ? 'blind-healthy' : 'blind-faulty',
    group: 'blind',
    title: `${name}: ${fault?.title ?? 'all is well'}`,
    planted: fault === null ? [] : [fault.cause],
    allowed: fault === null ? [] : [...(fault.must ?? []), ...(fault.allowed ?? [])],
  };
  try {
    const customer = await world.customer(draw.seed, undefined, draw.top);
    await (fault === null ? works(world, customer) : fault.plant(world, customer));
    const mend = await strike(world, customer);
    try {
      const subject = fault?.about?.(customer) ?? customer.address;
      return await askAll(world, frame, draw, { subject, symptom: fault?.symptom ?? 'both' }, ['right']);
    } finally {
      await mend();
    }
  } catch (error) {
    return notPlanted(frame, ['right'], error);
  }
}

/** Each blindness on healthy customers and in turn on every fault; the pile decides which turn. */
export const blindJobs = (pile: Pile): readonly Job[] => [
  {
    name: 'blind',
    pile,
    setting: 'plain',
    tasks: (world, draw): readonly Task[] => {
      const shift = pile === 'known' ? 0 : 1;
      const all = [...BLINDNESSES, SILENT];
      return [
        ...all.flatMap((blindness) =>
          [0, 1].map((n) => () => struck(world, pile, blindness, null, draw(`${blindness.name} well ${n}`))),
        ),
        ...FAULTS.map((fault, index) => {
          const blindness = BLINDNESSES[(index + shift) % BLINDNESSES.length];
          return () => struck(world, pile, blindness, fault, draw(`${blindness.name} ${index} ${fault.title}`));
        }),
      ];
    },
  },
];
