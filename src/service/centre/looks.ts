/**
 * The host looks at its domains by itself: what each look saw is kept with its time, so that the centre can say "looked at
 * 14:03" and never more than was seen. Also the registry's word, asked rarely. Made by host.ts; keeps no case, fixes nothing.
 */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { Finding, Recording, Subject, Verdict } from '#src/diagnosis/finding.ts';
import type { RegistryRdap } from '#src/diagnosis/observations.ts';
import { observedIn } from '#src/probes/run-probe.ts';
import type { Domain } from '#src/model/domain.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { allDomains, domainByName } from '#src/store/domains.ts';
import { type Look, lookAt, looksAt, putLook } from '#src/store/looks.ts';
import { mailboxesOf } from '#src/store/mailboxes.ts';

/** A finding as it is kept: its words are made anew for each reader, its proof only in a diagnosis. */
export type SeenFinding = Omit<Finding, 'evidence'>;
export interface SeenDomain {
  readonly verdict: Verdict['verdict'];
  readonly findings: readonly SeenFinding[];
  readonly unchecked: Verdict['unchecked'];
  /** What our own journal and state say of its mailboxes. */
  readonly mailboxes: readonly { readonly address: string; readonly finding: SeenFinding }[];
  /** Who serves the DNS, as the zone above says; null = it could not be seen. */
  readonly nameServers: readonly string[] | null;
}
export type SeenRegistry =
  { readonly kind: 'told'; readonly rdap: RegistryRdap } | { readonly kind: 'untold'; readonly why: string };

export interface LookDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly inspect: (subject: Subject) => Promise<{ readonly recording: Recording; readonly verdict: Verdict }>;
  readonly judgeHere: (address: string) => Promise<Verdict>;
  readonly askRegistry: (domain: string) => Promise<Evidence>;
  /** Asks DNS whether a waiting domain has been shown to be its customer's. */
  readonly prove: (domain: Domain) => Promise<unknown>;
}
export interface DomainLooks {
  newest(domain: string): Promise<Look<SeenDomain> | null>;
  newestOf(domains: readonly string[]): Promise<ReadonlyMap<string, Look<SeenDomain>>>;
  /** Looks now. Who asks while a look runs gets that one. */
  look(domain: string): Promise<Look<SeenDomain>>;
  isLooking(domain: string): boolean;
  /** From memory while it is fresh enough. */
  registry(domain: string): Promise<Look<SeenRegistry>>;
  /** Looks at what was not looked at for long, from now on; `stop` waits for what runs. */
  start(onTrouble: (error: unknown) => void): { stop(): Promise<void> };
}

const HOUR_MS = 3_600_000;
/** The host looks at each domain by itself so often. */
export const LOOK_EVERY_MS = 6 * HOUR_MS;
/** A look that is older says nothing of today. */
export const LOOK_GOOD_MS = 26 * HOUR_MS;
const REGISTRY_GOOD_MS = 12 * HOUR_MS;
const REGISTRY_RETRY_MS = HOUR_MS / 4;
const FIRST_MS = 180_000;
const ROUND_MS = 600_000;
const MOST_A_ROUND = 200;
const MOST_AT_ONCE = 3;
const MOST_MAILBOXES = 50;
const MOST_FINDINGS = 20;

const seen = ({ evidence: _proof, ...finding }: Finding): SeenFinding => finding;

export function createLooks(deps: LookDeps): DomainLooks {
  const { db, clock } = deps;
  const running = new Map<string, Promise<Look<SeenDomain>>>();
  const queue: (() => void)[] = [];
  let busy = 0;
  const turn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy >= MOST_AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
    busy += 1;
    try {
      return await work();
    } finally {
      busy -= 1;
      queue.shift()?.();
    }
  };
  const look = (domain: string): Promise<Look<SeenDomain>> => {
    const now = running.get(domain);
    if (now !== undefined) return now;
    const begun = turn(() => lookOnce(deps, domain)).finally(() => running.delete(domain));
    running.set(domain, begun);
    return begun;
  };
  return {
    newest: (domain) => lookAt<SeenDomain>(db.sql, domain, 'domain'),
    newestOf: (domains) => looksAt<SeenDomain>(db.sql, domains, 'domain'),
    look,
    isLooking: (domain) => running.has(domain),
    registry: async (domain) => {
      const known = await lookAt<SeenRegistry>(db.sql, domain, 'registry');
      const goodMs = known?.found.kind === 'told' ? REGISTRY_GOOD_MS : REGISTRY_RETRY_MS;
      if (known !== null && clock.now() - known.at < goodMs) return known;
      return await turn(() => askOnce(deps, domain));
    },
    start: (onTrouble) => startRounds(deps, look, onTrouble),
  };
}

async function lookOnce(deps: LookDeps, domain: string): Promise<Look<SeenDomain>> {
  const { recording, verdict } = await deps.inspect({ domain });
  const found: SeenDomain = {
    verdict: verdict.verdict,
    findings: verdict.findings.slice(0, MOST_FINDINGS).map(seen),
    unchecked: verdict.unchecked,
    mailboxes: await mailboxTroubles(deps, domain),
    nameServers: nameServersIn(recording),
  };
  const made = { at: deps.clock.now(), found };
  await deps.db.write((tx) => putLook(tx, domain, 'domain', made));
  return made;
}

/** Delegated servers of the zone that holds the domain. */
function nameServersIn({ evidence }: Recording): readonly string[] | null {
  for (const one of evidence) {
    if (one.probe !== 'dns.delegation' || one.kind !== 'known') continue;
    const observed = observedIn<'dns.delegation'>(one);
    if (observed?.how === 'walked') return observed.delegated;
  }
  return null;
}

/** What our own state and journal prove of its mailboxes: the root of each. */
async function mailboxTroubles(deps: LookDeps, name: string): Promise<SeenDomain['mailboxes']> {
  const domain = await domainByName(deps.db.sql, name);
  const mailboxes = domain === null ? [] : await mailboxesOf(deps.db.sql, domain.id);
  const found: { readonly address: string; readonly finding: SeenFinding }[] = [];
  for (const { address } of mailboxes.slice(0, MOST_MAILBOXES)) {
    const root = rootOf(await deps.judgeHere(address));
    if (root !== null) found.push({ address, finding: seen(root) });
  }
  return found;
}

/** Only what is proven: a guess is no reason to worry anybody. */
export const rootOf = ({ findings }: Verdict): Finding | null =>
  findings.find(
    ({ role, certainty, about }) => role === 'root' && certainty === 'proven' && about.address !== undefined,
  ) ?? null;

async function askOnce({ db, clock, askRegistry }: LookDeps, domain: string): Promise<Look<SeenRegistry>> {
  const evidence = await askRegistry(domain);
  const rdap = evidence.kind === 'known' ? observedIn<'registry.rdap'>(evidence) : undefined;
  const found: SeenRegistry =
    rdap === undefined
      ? { kind: 'untold', why: evidence.kind === 'unknown' ? evidence.why : 'failed' }
      : { kind: 'told', rdap };
  const made = { at: clock.now(), found };
  await db.write((tx) => putLook(tx, domain, 'registry', made));
  return made;
}

function startRounds(
  { db, clock, prove }: LookDeps,
  look: DomainLooks['look'],
  onTrouble: (error: unknown) => void,
): { stop(): Promise<void> } {
  let isOver = false;
  let running: Promise<unknown> = Promise.resolve();
  const round = async (): Promise<void> => {
    const domains = await allDomains(db.sql);
    for (const domain of domains) if (domain.state === 'waiting' && !isOver) await prove(domain).catch(onTrouble);
    const names = domains.map(({ name }) => name);
    const known = await looksAt<SeenDomain>(db.sql, names, 'domain');
    const before = clock.now() - LOOK_EVERY_MS;
    const due = names
      .map((name) => ({ name, at: known.get(name)?.at ?? 0 }))
      .filter(({ at }) => at < before)
      .toSorted((a, b) => a.at - b.at)
      .slice(0, MOST_A_ROUND);
    for (const { name } of due) if (!isOver) await look(name).catch(onTrouble);
  };
  const begin = (): void => {
    running = running.then(round).catch(onTrouble);
  };
  const first = setTimeout(begin, FIRST_MS).unref();
  const every = setInterval(begin, ROUND_MS).unref();
  return {
    stop: async () => {
      isOver = true;
      clearTimeout(first);
      clearInterval(every);
      await running;
    },
  };
}
