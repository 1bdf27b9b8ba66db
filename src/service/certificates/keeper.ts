/**
 * Keeps a certificate for every name that leads here: orders what is missing, renews what nears its end, tries again what failed,
 * each at its time. Made by host-state.ts, started by host.ts; doctor, console and command line read what it says.
 * A name's state is on disk before anything is asked of the authority.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { renewalId } from '#src/net/acme/certificate-request.ts';
import type { HeldCertificates } from '#src/net/acme/held-certificates.ts';
import { type KeptName, newName, type Trouble } from '#src/net/acme/kept-files.ts';
import {
  askAgainAfter,
  ordersLeft,
  renewalInWindow,
  renewalOfLife,
  retryAfter,
} from '#src/model/certificate-renewal.ts';
import type { AuditData } from '#src/model/audit.ts';
import type { Issuance } from '#src/protocol/caa/issuance.ts';
import { abandon } from './abandon.ts';
import type { CaaLook } from './caa.ts';
import { type OrderDeps, order } from './order.ts';
import type { Ordered } from './ordered.ts';
import type { Pointing } from './wanted-names.ts';

export interface KeeperDeps extends Omit<OrderDeps, 'pause'> {
  readonly held: HeldCertificates;
  readonly wanted: () => Promise<readonly string[]>;
  readonly pointing: (name: string) => Promise<Pointing>;
  /** Whether the name's owner lets the authority make certificates for it. */
  readonly caa: (name: string, asked: Omit<Issuance, 'isWildcard'>) => Promise<CaaLook>;
  readonly ordersPerHour: number;
  /** Writes an entry of the audit log. */
  readonly note: (action: string, name: string, before: AuditData | null, after: AuditData) => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
  /** From 0 to 1. */
  readonly random?: () => number;
}
/** How a name stands. `waiting`: its order has not come to its turn or is under way; `forbidden`: by its CAA records. */
export type NameState = 'valid' | 'renewing' | 'waiting' | 'failing' | 'elsewhere' | 'forbidden' | 'absent';
export interface NameView {
  readonly name: string;
  readonly state: NameState;
  /** Epoch milliseconds; null: the own authority's certificate stands in. */
  readonly until: number | null;
  readonly renewAt: number | null;
  /** Not tried before. */
  readonly nextAt: number | null;
  readonly trouble: Trouble | null;
}
export interface CertificateKeeper {
  /** Every wanted name; those that lead nowhere too. */
  list(): Promise<readonly NameView[]>;
  /** The same as of the last pass. */
  last(): readonly NameView[];
  /** One pass over all names: starts what is due, and waits for what it started. */
  round(): Promise<void>;
  /** Tries or renews the name at once; false: it is not one of ours. */
  renew(name: string): Promise<boolean>;
  start(): void;
  stop(): Promise<void>;
}

const ROUND_MS = 5000;
const AT_ONCE = 4;
const GRACE_MS = 2000;
const HOUR_MS = 3_600_000;
/** Looking whether a name leads here, and whether we may, costs a few questions. */
const LOOK_AGAIN_MS = 10 * 60_000;

export function createCertificateKeeper(deps: KeeperDeps): CertificateKeeper {
  const { files, held, clock } = deps;
  const kept = new Map(files.names().map((one) => [one.name, one]));
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  /** Names that lead to nobody: nobody meant them to be ours. */
  const nowhere = new Set<string>();
  let wanted: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let passing: Promise<void> | null = null;

  const of = (name: string): KeptName => kept.get(name) ?? newName(name);
  const put = (next: KeptName): void => {
    kept.set(next.name, next);
    files.putName(next);
  };
  const worker: Worker = {
    ...deps,
    random: deps.random ?? Math.random,
    pause: (ms) => pause(ms, undefined, { signal: stopping.signal }),
    files: { ...files, putName: put },
    of,
    put,
    remember: (next) => void kept.set(next.name, next),
    nowhere,
  };
  for (const one of kept.values()) show(worker, one);
  const begin = (name: string): Promise<void> => {
    const already = running.get(name);
    if (already !== undefined) return already;
    const work = attempt(worker, name)
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) deps.onTrouble(error);
      })
      .finally(() => running.delete(name));
    running.set(name, work);
    return work;
  };
  const pass = async (): Promise<void> => {
    wanted = await deps.wanted();
    const names = new Set(wanted);
    for (const one of kept.values())
      if (!names.has(one.name)) await letGo(worker, kept, one);
      else if (held.named(one.name) === null) show(worker, one);
    const due = wanted.filter((name) => isDue(of(name), clock.now()));
    // A few side by side: one that hangs does not stop the others.
    const queue = due.values();
    const lane = async (): Promise<void> => {
      for (const name of queue) if (!stopping.signal.aborted) await begin(name);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  };
  const last = (): readonly NameView[] =>
    wanted.map((name) => viewOf(of(name), { now: clock.now(), isNowhere: nowhere.has(name) }));
  const round = (): Promise<void> => (passing ??= pass().finally(() => (passing = null)));
  return {
    list: async () => {
      wanted = await deps.wanted();
      return last();
    },
    last,
    round,
    renew: async (name) => {
      wanted = await deps.wanted();
      if (!wanted.includes(name)) return false;
      await running.get(name);
      put({ ...of(name), renewAt: 0, askAt: null, notBefore: 0 });
      await begin(name);
      return true;
    },
    start: () => {
      const next = (): void => {
        void round()
          .catch(deps.onTrouble)
          .finally(() => {
            if (!stopping.signal.aborted) timer = setTimeout(next, ROUND_MS).unref();
          });
      };
      next();
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      // What runs is on disk: it goes on at the next start.
      await Promise.race([Promise.all(running.values()), pause(GRACE_MS, undefined, { ref: false })]);
    },
  };
}

interface Worker extends OrderDeps {
  readonly held: HeldCertificates;
  readonly pointing: KeeperDeps['pointing'];
  readonly caa: KeeperDeps['caa'];
  readonly ordersPerHour: number;
  readonly note: KeeperDeps['note'];
  readonly random: () => number;
  readonly of: (name: string) => KeptName;
  readonly put: (next: KeptName) => void;
  /** In memory only. */
  readonly remember: (next: KeptName) => void;
  readonly onTrouble: KeeperDeps['onTrouble'];
  readonly nowhere: Set<string>;
}

/** Shows what is kept of the name, as long as it is good; what cannot be used is ordered anew. */
function show({ held, clock, put, onTrouble }: Worker, one: KeptName): void {
  if (one.certificate === null || one.certificate.until <= clock.now()) return;
  try {
    held.hold(one.name, one.certificate);
  } catch (error) {
    onTrouble(error);
    put({ ...one, certificate: null, renewAt: null, askAt: null });
  }
}

/** The domain has left: its order is given up, its certificate no longer shown; it comes back if the domain does. */
async function letGo(worker: Worker, kept: Map<string, KeptName>, one: KeptName): Promise<void> {
  worker.held.release(one.name);
  if (one.order !== null) {
    await abandon(worker, one);
    worker.put({ ...one, order: null });
  }
  if (one.certificate !== null && one.certificate.until > worker.clock.now()) return;
  kept.delete(one.name);
  worker.files.dropName(one.name);
}

function isDue({ certificate, order: open, renewAt, askAt, notBefore }: KeptName, now: number): boolean {
  if (now < notBefore) return false;
  if (certificate === null || open !== null) return true;
  return renewAt === null || now >= renewAt || (askAt !== null && now >= askAt);
}

async function attempt(worker: Worker, name: string): Promise<void> {
  const { clock, directory } = worker;
  const before = worker.of(name);
  const isFitting = before.certificate !== null && before.certificate.directory === directory;
  if (isFitting && before.order === null) {
    const settled = await settleRenewal(worker, before);
    worker.put(settled);
    if (clock.now() < (settled.renewAt ?? 0)) return;
  }
  const pointing = await worker.pointing(name);
  if (pointing.kind === 'nowhere') worker.nowhere.add(name);
  else worker.nowhere.delete(name);
  if (pointing.kind !== 'here') return notHere(worker, worker.of(name), pointing);
  const current = worker.of(name);
  const allowed = await mayProveBy(worker, current);
  if (allowed.kind !== 'allowed') return await notAllowed(worker, worker.of(name), allowed);
  if (!mayOrder(worker, current)) return;
  const ways = worker.challenges.filter((one) => allowed.methods.includes(one));
  const [first, ...others] = ways;
  // When one way fails, the other is tried at the next turn.
  const challenges = current.failures % 2 === 1 && others.length > 0 ? [...others, first] : ways;
  await conclude(worker, name, await order({ ...worker, challenges }, current));
}

/** In which ways the owner lets the name be proved. What is ordered already goes on: the authority has the word. */
async function mayProveBy({ client, files, challenges, directory, caa }: Worker, one: KeptName): Promise<CaaLook> {
  const at = await client.directory();
  if (at.kind !== 'told' || one.order?.directory === directory) return { kind: 'allowed', methods: challenges };
  const account = files.account()?.url ?? null;
  return await caa(one.name, { identities: at.value.caaIdentities, account, methods: challenges });
}

/** An open order goes on; a new one only while few have begun in the last hour. */
function mayOrder({ files, clock, ordersPerHour, remember }: Worker, one: KeptName): boolean {
  if (one.order !== null) return true;
  const now = clock.now();
  const times = files.orderedAt().filter((at) => now - at < HOUR_MS);
  if (ordersLeft(times, now, ordersPerHour) === 0) {
    remember({ ...one, notBefore: Math.min(...times) + HOUR_MS });
    return false;
  }
  files.putOrderedAt([...times, now]);
  return true;
}

const lookAgainAt = ({ clock, random }: Worker): number =>
  clock.now() + Math.round(LOOK_AGAIN_MS * (0.8 + 0.4 * random()));

/** No order that must fail: looked at again soon, and written down in the audit log once. */
async function notAllowed(worker: Worker, one: KeptName, look: Exclude<CaaLook, { kind: 'allowed' }>): Promise<void> {
  const { kind, words } = look;
  const at = worker.clock.now();
  const trouble: Trouble =
    kind === 'unknown' ? { kind: 'unreachable', words, at } : { kind: 'forbidden', words, at, caa: look.caa };
  worker.put({ ...one, notBefore: lookAgainAt(worker), trouble });
  if (one.trouble?.words === words) return;
  const former = one.certificate === null ? null : { until: new Date(one.certificate.until).toISOString() };
  await worker.note('certificate.fail', one.name, former, { words, directory: worker.directory });
}

function notHere(worker: Worker, one: KeptName, pointing: Exclude<Pointing, { kind: 'here' }>): void {
  const at = worker.clock.now();
  const notBefore = lookAgainAt(worker);
  // Most domains have most of the names not: nothing to write down.
  if (pointing.kind === 'nowhere') return worker.remember({ ...one, notBefore, trouble: null });
  const kind = pointing.kind === 'unknown' ? 'unreachable' : pointing.kind;
  return worker.put({ ...one, notBefore, trouble: { kind, words: pointing.words, at } });
}

/** When the certificate is renewed: what the authority suggests (RFC 9773), else a third of its life before its end. */
async function settleRenewal(worker: Worker, one: KeptName): Promise<KeptName> {
  const { client, clock, random } = worker;
  const { certificate } = one;
  const isAsked = one.renewAt === null || (one.askAt !== null && clock.now() >= one.askAt);
  // 0: renewed on demand.
  if (certificate === null || one.renewAt === 0 || !isAsked) return one;
  const byLife = { ...one, renewAt: one.renewAt ?? renewalOfLife(certificate, random()), askAt: null };
  const id = renewalId(certificate.chain);
  const at = await client.directory();
  if (at.kind !== 'told') return { ...byLife, askAt: clock.now() + HOUR_MS };
  if (at.value.renewalInfo === null || id === null) return byLife;
  const told = await client.renewalWindow(at.value.renewalInfo, id);
  if (told.kind !== 'told')
    return { ...byLife, askAt: clock.now() + askAgainAfter(told.kind === 'refused' ? told.retryAfterMs : 0) };
  const renewAt = renewalInWindow(told.value, one.renewAt, certificate, random());
  return { ...one, renewAt, askAt: clock.now() + askAgainAfter(told.retryAfterMs) };
}

async function conclude(worker: Worker, name: string, outcome: Ordered): Promise<void> {
  const { clock, random, directory } = worker;
  const at = clock.now();
  const one = worker.of(name);
  const former = one.certificate === null ? null : { until: new Date(one.certificate.until).toISOString() };
  if (outcome.kind === 'made') {
    const { certificate } = outcome;
    worker.put({ ...newName(name), certificate });
    worker.held.hold(name, certificate);
    worker.put(await settleRenewal(worker, worker.of(name)));
    const until = new Date(certificate.until).toISOString();
    await worker.note(former === null ? 'certificate.issue' : 'certificate.renew', name, former, { until, directory });
    return;
  }
  const failures = one.failures + 1;
  const notBefore = at + retryAfter(failures, outcome.retryAfterMs, random());
  const trouble = { kind: outcome.trouble, words: outcome.words, at };
  worker.put({ ...one, order: outcome.isOver ? null : one.order, failures, notBefore, trouble });
  const tryAgainAt = new Date(notBefore).toISOString();
  await worker.note('certificate.fail', name, former, { words: outcome.words, failures, tryAgainAt, directory });
}

function viewOf(one: KeptName, seen: { readonly now: number; readonly isNowhere: boolean }): NameView {
  const until = one.certificate !== null && one.certificate.until > seen.now ? one.certificate.until : null;
  const { trouble, renewAt } = one;
  const nextAt = one.notBefore > seen.now ? one.notBefore : null;
  const state = ((): NameState => {
    if (until !== null && trouble === null) return one.order === null ? 'valid' : 'renewing';
    if (seen.isNowhere && until === null) return 'absent';
    if (trouble === null) return 'waiting';
    if (trouble.kind === 'forbidden') return 'forbidden';
    return trouble.kind === 'elsewhere' || trouble.kind === 'not-public' ? 'elsewhere' : 'failing';
  })();
  return { name: one.name, state, until, renewAt: renewAt === 0 ? null : renewAt, nextAt, trouble };
}
