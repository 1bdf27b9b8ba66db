/**
 * Looks at a mail address from the machine that this runs on: names, doors, clock, and whoever stands in between — without
 * any server of ours and without signing in. Called by `postvakt check`; judged by the same `reason()` as everything else.
 */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { Recording, Subject, Symptom } from '#src/diagnosis/finding.ts';
import type { CustomerDoors, CustomerHotspot } from '#src/diagnosis/observed-machine.ts';
import { reason } from '#src/diagnosis/reason.ts';
import type { Reader } from '#src/messages/telling.ts';
import { profileFor } from '#src/model/provider-profiles.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Dialer } from '#src/net/dial.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import type { WebFetch } from '#src/net/web-answer.ts';
import { probeDns } from '#src/probes/dns.ts';
import { type DoorToTry, lookAtDoor } from '#src/probes/machine/doors.ts';
import { lookAtName, type NameDeps } from '#src/probes/machine/names.ts';
import { observedIn, runProbe, untold } from '#src/probes/run-probe.ts';
import type { HostFacts } from '#src/probes/sources.ts';
import { inWords, type OnRow } from './diagnose.ts';
import type { DiagnoseResult } from './diagnose-result.ts';
import { readAddress } from './input.ts';
import { done, type Outcome } from './outcome.ts';

/** A page that answers "success" and nothing else to whoever is really on the net. */
export const KNOWN_PAGE = 'http://detectportal.firefox.com/success.txt';
const PAGE_MS = 4000;
const DOORS_MS = 10_000;

export interface CheckDeps extends Omit<NameDeps, 'resolver'> {
  readonly clock: Clock;
  readonly resolver: DnsResolver;
  readonly dialer: Dialer;
  readonly fetch: WebFetch;
}
/** `host` or `host:port`, as the mail program has it. */
export interface CheckRequest {
  readonly address: string;
  readonly symptom: Symptom;
  readonly incoming: string | null;
  readonly outgoing: string | null;
}
interface Settings {
  readonly source: CustomerDoors['source'];
  readonly incoming: { readonly host: string; readonly port: number };
  readonly outgoing: { readonly host: string; readonly port: number };
}

const NOBODY: HostFacts = { hostname: '', ports: { imaps: 993, pop3s: 995, submissions: 465 }, addresses: [] };

/** Checks, and says what stands in the way. Misuse when the address is none. */
export async function check(
  deps: CheckDeps,
  request: CheckRequest,
  reader: Reader,
  onRow: OnRow = () => {},
): Promise<Outcome<DiagnoseResult>> {
  const address = readAddress(request.address);
  if (!address.ok) return address;
  const started = deps.clock.monotonic();
  const subject: Subject = { domain: address.value.domain, address: address.value.text };
  const evidence: Evidence[] = [];
  const keep = (one: Evidence): void => {
    evidence.push(one);
    onRow(one);
  };
  const { clock, resolver } = deps;
  const stranger = { domain: subject.domain, ours: false, hostname: '', ports: NOBODY.ports };
  keep(await runProbe('state.domain', clock, PAGE_MS, () => Promise.resolve(stranger)));
  const page = lookAtPage(deps, keep);
  await Promise.all(
    probeDns({ resolver, clock, host: NOBODY }, subject.domain).map(async (probe) => {
      const one = await probe;
      // Here there is no host of ours whose name could be looked up.
      if (one.probe !== 'dns.host') keep(one);
    }),
  );
  const mx = evidence.flatMap((one) => (one.probe === 'dns.mx' ? (observedIn<'dns.mx'>(one) ?? []) : []));
  const settings = settingsOf(
    request,
    subject.domain,
    mx.flatMap((one) => one.records.map(({ host }) => host)),
  );
  const { incoming, outgoing, source } = settings;
  await Promise.all([
    page,
    runProbe('customer.names', clock, DOORS_MS, async () => ({
      names: await Promise.all([
        lookAtName(deps, incoming.host, 'incoming'),
        lookAtName(deps, outgoing.host, 'outgoing'),
      ]),
    })).then(keep),
    runProbe('customer.doors', clock, DOORS_MS, async () => ({
      source,
      doors: await Promise.all(doorsOf(settings).map((door) => lookAtDoor(deps.dialer, door, clock.now()))),
    })).then(keep),
  ]);
  const recording: Recording = { subject, symptom: request.symptom, evidence };
  return done(inWords(recording, reason(recording), reader, Math.round(clock.monotonic() - started)));
}

/** Is somebody on the way answering in place of the net, and is the clock right? */
async function lookAtPage({ clock, fetch }: CheckDeps, keep: (one: Evidence) => void): Promise<void> {
  const by = new URL(KNOWN_PAGE).host;
  let offset: number | null = null;
  const hotspot = await runProbe('customer.hotspot', clock, PAGE_MS + 500, async () => {
    const answer = await fetch(KNOWN_PAGE, { limitMs: PAGE_MS, maxBytes: 4096 });
    if (answer.kind === 'failed') return untold(answer.why);
    const page: CustomerHotspot['page'] =
      answer.status === 200 && answer.body.trim() === 'success' ? 'expected' : 'other';
    const date = Date.parse(answer.headers['date'] ?? '');
    if (page === 'expected' && Number.isFinite(date)) offset = Math.round((clock.now() - date) / 1000);
    const location = answer.headers['location'];
    return { page, by, sentTo: location === undefined ? null : location.slice(0, 200) };
  });
  keep(hotspot);
  keep(
    await runProbe('customer.clock', clock, PAGE_MS, () =>
      Promise.resolve(offset === null ? untold('unreachable') : { offsetSeconds: offset, by }),
    ),
  );
}

const place = (text: string | null, usualPort: number): { host: string; port: number } | null => {
  const match = /^([a-z0-9.-]{1,255})(?::(\d{1,5}))?$/i.exec(text?.trim() ?? '');
  return match === null ? null : { host: match[1].toLowerCase(), port: Number(match[2] ?? usualPort) };
};

/** What the program has, else what the provider's customers use, else the usual names. */
function settingsOf(request: CheckRequest, domain: string, mxHosts: readonly string[]): Settings {
  const given = { incoming: place(request.incoming, 993), outgoing: place(request.outgoing, 465) };
  const profile = profileFor(mxHosts);
  const incoming = given.incoming ?? profile?.incoming ?? { host: `imap.${domain}`, port: 993 };
  const outgoing = given.outgoing ?? profile?.outgoing ?? { host: `smtp.${domain}`, port: 465 };
  const isGiven = given.incoming !== null || given.outgoing !== null;
  const source = isGiven ? 'given' : profile?.incoming != null ? 'profile' : 'guess';
  return { source, incoming, outgoing };
}

function doorsOf({ incoming, outgoing }: Settings): readonly DoorToTry[] {
  const others = (host: string, port: number, ports: readonly number[], purpose: DoorToTry['purpose']): DoorToTry[] =>
    ports.filter((one) => one !== port).map((one) => ({ purpose, host, port: one }));
  return [
    { purpose: 'incoming', ...incoming },
    ...others(incoming.host, incoming.port, [993, 143], 'incoming-other'),
    { purpose: 'outgoing', ...outgoing },
    ...others(outgoing.host, outgoing.port, [465, 587], 'outgoing-other'),
    { purpose: 'web', host: incoming.host, port: 443 },
  ];
}
