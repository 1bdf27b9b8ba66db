/**
 * `doctor`: the operator's own installation, one line a part. What could not be looked at is `unchecked`, never `ok`.
 * Looks only; changes nothing. Called by CLI and /health.
 */
import { X509Certificate } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import type { Clock } from '#src/net/clock.ts';
import type { Resolver } from '#src/net/dns-answer.ts';
import type { Database } from '#src/store/database.ts';
import type { CertificateKeeper } from './certificates/keeper.ts';

export type CheckState = 'ok' | 'warning' | 'failed' | 'unchecked';
export interface Check {
  readonly check: string;
  readonly state: CheckState;
  readonly detail: string;
}
export interface DoctorReport {
  readonly state: 'ok' | 'failed';
  readonly checks: readonly Check[];
}
export interface DoctorDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dataFolder: string;
  readonly hostname: string;
  readonly resolver: Resolver;
  /** PEM of the certificate in use; null when it cannot be read. */
  readonly certificate: () => string | null;
  /** Certificates ordered by ACME; null: they come from elsewhere. */
  readonly certificates: Pick<CertificateKeeper, 'list'> | null;
  /** Endpoint → where it listens; empty while no server runs. */
  readonly endpoints: () => Readonly<Record<string, string>>;
  /** Age of the oldest message in the queue in milliseconds and how many wait. */
  readonly queue: () => Promise<{ readonly waiting: number; readonly oldestMs: number }>;
}

const DAY_MS = 86_400_000;

async function disk({ dataFolder }: DoctorDeps): Promise<Check> {
  const { bavail, bsize, blocks } = await statfs(dataFolder);
  const freeMegabytes = Math.floor((bavail * bsize) / 1e6);
  const share = blocks === 0 ? 0 : bavail / blocks;
  const state = freeMegabytes < 100 ? 'failed' : share < 0.05 ? 'warning' : 'ok';
  return { check: 'disk', state, detail: `${freeMegabytes} MB (${Math.round(share * 100)} %)` };
}

async function database({ db }: DoctorDeps): Promise<Check> {
  const started = performance.now();
  await db.revision();
  return { check: 'database', state: 'ok', detail: `${db.engine}, ${(performance.now() - started).toFixed(1)} ms` };
}

async function certificate({ certificate: read, clock }: DoctorDeps): Promise<Check> {
  const pem = read();
  if (pem === null) return { check: 'certificate', state: 'unchecked', detail: '–' };
  const daysLeft = Math.floor((new X509Certificate(pem).validToDate.getTime() - clock.now()) / DAY_MS);
  const state = daysLeft < 0 ? 'failed' : daysLeft < 14 ? 'warning' : 'ok';
  return { check: 'certificate', state, detail: `${daysLeft} days` };
}

/** How many troubles are told in full. */
const MOST_TOLD = 5;

/** Every name that leads here: who has no certificate, and why, in the authority's own words. */
async function acme({ certificates, hostname: own }: DoctorDeps): Promise<readonly Check[]> {
  if (certificates === null) return [];
  const names = (await certificates.list()).filter(({ state }) => state !== 'absent');
  const good = names.filter(({ until }) => until !== null);
  const troubled = names.filter(({ trouble, until }) => trouble !== null || until === null);
  const told = troubled.slice(0, MOST_TOLD).map(({ name, until, trouble, nextAt }) => {
    const stand = until === null ? 'own authority stands in' : `has one until ${new Date(until).toISOString()}`;
    const why = trouble === null ? 'not ordered yet' : trouble.words;
    return `${name}: ${stand}; ${why}${nextAt === null ? '' : `; next try ${new Date(nextAt).toISOString()}`}`;
  });
  const more = troubled.length > MOST_TOLD ? [`and ${troubled.length - MOST_TOLD} more`] : [];
  const isOwnMissing = names.some(({ name, until, trouble }) => name === own && until === null && trouble !== null);
  const state = isOwnMissing ? 'failed' : troubled.length > 0 ? 'warning' : 'ok';
  return [{ check: 'acme', state, detail: [`${good.length} of ${names.length} names`, ...told, ...more].join(' | ') }];
}

async function hostname({ hostname: name, resolver }: DoctorDeps): Promise<Check> {
  if (!name.includes('.')) return { check: 'hostname', state: 'warning', detail: `${name}: not a public name` };
  const [four, six] = await Promise.all([resolver.a(name), resolver.aaaa(name)]);
  const addresses = [four, six].flatMap((answer) => (answer.kind === 'records' ? answer.records : []));
  if (addresses.length > 0) return { check: 'hostname', state: 'ok', detail: `${name} → ${addresses.join(', ')}` };
  const unasked = [four, six].some((answer) => answer.kind === 'failed');
  return { check: 'hostname', state: unasked ? 'unchecked' : 'failed', detail: `${name}: ${four.kind}` };
}

async function listening({ endpoints }: DoctorDeps): Promise<Check> {
  const open = Object.entries(endpoints()).map(([name, where]) => `${name} ${where}`);
  return open.length === 0
    ? { check: 'listening', state: 'unchecked', detail: 'not running' }
    : { check: 'listening', state: 'ok', detail: open.join(', ') };
}

async function queue(deps: DoctorDeps): Promise<Check> {
  const { waiting, oldestMs } = await deps.queue();
  const hours = Math.floor(oldestMs / 3_600_000);
  return { check: 'queue', state: hours >= 4 ? 'warning' : 'ok', detail: `${waiting} waiting, oldest ${hours} h` };
}

const CHECKS: readonly (readonly [string, (deps: DoctorDeps) => Promise<Check | readonly Check[]>])[] = [
  ['disk', disk],
  ['database', database],
  ['certificate', certificate],
  ['acme', acme],
  ['hostname', hostname],
  ['listening', listening],
  ['queue', queue],
];

/** Runs all checks side by side; one that throws is `failed` with its error's words. */
export async function doctor(deps: DoctorDeps): Promise<DoctorReport> {
  const checks = await Promise.all(
    CHECKS.map(([check, look]) =>
      look(deps).catch((error: unknown): Check => ({
        check,
        state: 'failed',
        detail: error instanceof Error ? error.message : String(error),
      })),
    ),
  );
  const all = checks.flat();
  return { state: all.some((one) => one.state === 'failed') ? 'failed' : 'ok', checks: all };
}
