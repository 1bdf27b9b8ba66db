/**
 * Runs other people's checkers on one domain of the lab and gives what they said, untouched: zonemaster-cli, dnsviz,
 * testssl. Used by the suite beside. Judges nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Planted } from '../../../lab/real/tool-domains.ts';
import type { RealDns } from '../../../lab/real/signed-dns.ts';
import { temporaryFolder } from '../harness/host.ts';
import { must, run } from '../harness/program.ts';
import { atEnd } from '../harness/report.ts';

/** One thing that a tool said. `isError`: of its level for errors, or worse. */
export interface Message {
  readonly tag: string;
  readonly isError: boolean;
}
export interface Said {
  readonly messages: readonly Message[];
  readonly seconds: number;
  /** Set when the tool gave no answer that can be read; then `messages` is empty. */
  readonly failed?: string;
}

async function timed(work: () => Promise<readonly Message[]>): Promise<Said> {
  const begin = performance.now();
  try {
    const messages = await work();
    return { messages, seconds: (performance.now() - begin) / 1000 };
  } catch (error) {
    const failed = String(error).slice(0, 400);
    return { messages: [], seconds: (performance.now() - begin) / 1000, failed };
  }
}

/** Checks that cannot mean anything on loopback addresses without reverse zones and networks of the world. */
const NOT_ON_LOOPBACK = ['address01', 'address02', 'address03', 'connectivity03'];
const PROFILE = '/usr/share/perl5/auto/share/dist/Zonemaster-Engine/profile.json';

function profile(folder: string): string {
  const all = JSON.parse(readFileSync(PROFILE, 'utf8')) as { test_cases: string[]; net: { ipv6: boolean } };
  all.test_cases = all.test_cases.filter((one) => !NOT_ON_LOOPBACK.includes(one));
  all.net.ipv6 = false;
  const file = join(folder, 'profile.json');
  writeFileSync(file, JSON.stringify(all));
  return file;
}

/** Zonemaster from the lab's root, everything from its level INFO on. */
export function makeZonemaster(dns: RealDns): (one: Planted) => Promise<Said> {
  const file = profile(temporaryFolder('zonemaster'));
  const fixed = ['--hints', dns.hints, '--profile', file, '--no-ipv6', '--level', 'INFO', '--json', '--no-progress'];
  return ({ domain }) =>
    timed(async () => {
      const { out } = await must('zonemaster-cli', [...fixed, domain], { limitMs: 120_000 });
      const all = JSON.parse(out) as readonly { level: string; tag: string }[];
      return all.map(({ level, tag }) => ({ tag, isError: level === 'ERROR' || level === 'CRITICAL' }));
    });
}

/** Every `errors` and `warnings` in what dnsviz found, wherever it stands. */
function* dnsvizProblems(node: unknown): Generator<Message> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if ((key === 'errors' || key === 'warnings') && Array.isArray(value))
      for (const one of value as readonly { code?: string }[])
        yield { tag: one.code ?? 'UNNAMED', isError: key === 'errors' };
    else yield* dnsvizProblems(value);
  }
}

/** dnsviz has the root's servers built in as a file: in this mount namespace it is the lab's. */
export async function makeDnsviz(dns: RealDns): Promise<(one: Planted) => Promise<Said>> {
  const folder = temporaryFolder('dnsviz');
  const hints = join(folder, 'hints');
  writeFileSync(hints, readFileSync(dns.hints));
  for (const file of ['/usr/share/dns/root.hints', '/usr/share/dnsviz/hints/named.root']) {
    if (!existsSync(file)) continue;
    await must('mount', ['--bind', hints, file]);
    atEnd(async () => void (await run('umount', [file])));
  }
  const types = 'A,MX,TXT,NS,SOA,DNSKEY,DS';
  return ({ domain }) =>
    timed(async () => {
      const probe = await must('dnsviz', ['probe', '-A', '-4', '-R', types, '-d', '1', domain], { limitMs: 120_000 });
      const grok = await must('dnsviz', ['grok', '-P', '-l', 'warning', '-c'], {
        input: probe.out,
        limitMs: 60_000,
      });
      const found = grok.out.trim() === '' ? {} : (JSON.parse(grok.out) as Record<string, unknown>);
      return [...dnsvizProblems(found[`${domain}.`] ?? {})];
    });
}

/** testssl on protocols and certificate, the lab's authority among those it knows. Its levels from MEDIUM on are kept. */
export function makeTestssl(caFile: string): (one: Planted) => Promise<Said> {
  const folder = temporaryFolder('testssl');
  let count = 0;
  return ({ door }) =>
    timed(async () => {
      const file = join(folder, `${(count += 1)}.json`);
      const flags = ['--quiet', '--color', '0', '--warnings', 'off', '--severity', 'MEDIUM', '--add-ca', caFile];
      const how = door.starttls ? ['-t', 'smtp'] : [];
      await run('testssl', [...flags, '-S', '-p', '--jsonfile', file, ...how, `${door.host}:${door.port}`], {
        limitMs: 120_000,
        env: { TERM: 'dumb' },
      });
      if (!existsSync(file)) throw new Error('testssl wrote nothing');
      const all = JSON.parse(readFileSync(file, 'utf8')) as { id: string; severity: string; finding: string }[];
      return all.map(({ id, severity, finding }) => ({
        tag: `${id}: ${finding}`,
        isError: severity === 'HIGH' || severity === 'CRITICAL' || severity === 'FATAL',
      }));
    });
}
