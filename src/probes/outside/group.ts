/**
 * Probes of what is seen from outside: ports, certificates, set-up records, the loop: which run for a subject, and when.
 * Made in service/probe-groups.ts; judges nothing.
 */
import type { SeenDoor } from '#src/diagnosis/observed-outside.ts';
import type { Observations, ProbeId } from '#src/diagnosis/observations.ts';
import { createDialer } from '#src/net/dial.ts';
import { trustedFiles } from '#src/net/trusted-files.ts';
import { createWebFetch } from '#src/net/web-fetch.ts';
import type { WebFetch } from '#src/net/web-answer.ts';
import type { GroupDeps, ProbeContext, ProbeGroup } from '../group.ts';
import { runProbe, type Untold, untold } from '../run-probe.ts';
import { createChains } from './chains.ts';
import { discoverSettings, type FoundSetting } from './discovery.ts';
import { askOf, DIAL_MS, isWanted, lookAtDoor, lookAtWeb, type Prober } from './doors.ts';
import { type InboundAnswers, lookAtInbound } from './inbound.ts';
import { lookAtLocal } from './local.ts';
import { lookAtLoop } from './loop-message.ts';
import { lookAtNamesUsed } from './names-used.ts';
import { addressesSeen } from './seen.ts';
import { lookAtSetup } from './setup.ts';

/** For each probe; what is not told by then is unknown. */
const LIMIT_MS = 2500;
const DEEP_MS = 6000;
const OUR_DOORS = ['submission', 'submissions', 'imap', 'imaps', 'pop3s'] as const;

export function createOutsideProbes(deps: GroupDeps): ProbeGroup {
  const { resolver, reach, clock, configuration } = deps;
  const { allowPrivate } = configuration.net;
  const files = trustedFiles(configuration.net.trust);
  const authority = (): readonly string[] => [deps.authority()].filter((pem) => pem !== null);
  const fetch = createWebFetch({ resolver, reach, allowPrivate, clock, trust: () => [...files(), ...authority()] });
  const dialer = createDialer({ resolver, reach, allowPrivate, clock, authority: deps.authority, trust: files });
  const prober: Prober = { deps, dialer, chains: createChains(fetch, () => dialer.trust(), deps.certificate) };
  return {
    name: 'outside',
    run: async (context) => {
      const tell = async <P extends ProbeId>(
        probe: P,
        look: () => Promise<Observations[P] | Untold>,
        limitMs = LIMIT_MS,
      ): Promise<void> => context.keep(await runProbe(probe, clock, limitMs, look));
      const inbound = onceMore(() => inboundOf(prober, context));
      await Promise.all([
        tell('outside.inbound', async () => (await inbound()).inbound),
        ...(context.subject.address === undefined || !context.ours
          ? []
          : [tell('loop.inbound-rcpt', async () => (await inbound()).rcpt)]),
        ...(context.ours ? ourProbes(prober, fetch, context, tell) : foreignProbes(prober, fetch, context, tell)),
      ]);
    },
  };
}

type Tell = <P extends ProbeId>(
  probe: P,
  look: () => Promise<Observations[P] | Untold>,
  limitMs?: number,
) => Promise<void>;

/** Two probes read the answer of one dial. */
function onceMore<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => (running ??= work());
}

async function inboundOf(prober: Prober, context: ProbeContext): Promise<InboundAnswers> {
  const { subject, ours } = context;
  const [mx, addresses, host] = await Promise.all([
    context.when('dns.mx'),
    context.when('dns.mx-addresses'),
    context.when('dns.host'),
  ]);
  if (mx === undefined || addresses === undefined) return { inbound: untold('dns'), rcpt: untold('dns') };
  const recipient = subject.address ?? null;
  const fresh = context.fresh === true;
  return lookAtInbound(prober, { domain: subject.domain, mx, addresses, host: host ?? null, recipient, ours, fresh });
}

function ourProbes(prober: Prober, fetch: WebFetch, context: ProbeContext, tell: Tell): readonly Promise<void>[] {
  const { deps } = prober;
  const { domain, address } = context.subject;
  const fresh = context.fresh === true;
  const web = deps.configuration.links.base.startsWith('https:') ? new URL(deps.configuration.links.base) : null;
  const { found } = context;
  return [
    ...OUR_DOORS.map((door) => tell(`outside.${door}`, () => lookAtDoor(prober, door, fresh))),
    ...(isWanted(deps, 'imaps') ? [tell('outside.tls', () => lookAtVersions(prober, fresh))] : []),
    ...(web === null ? [] : [tell('outside.web', () => lookAtWeb(prober, web, fresh))]),
    tell('setup.records', async () => {
      const host = await context.when('dns.host');
      if (host === undefined) return untold('dns');
      return await lookAtSetup(prober, fetch, { domain, here: host.addresses, fresh });
    }),
    tell('setup.names-used', () => lookAtNamesUsed(deps, domain, address)),
    ...(address === undefined ? [] : [tell('loop.local', () => lookAtLocal(deps, address))]),
    ...(context.deep !== true || address === undefined || found?.kind !== 'mailbox'
      ? []
      : [tell('loop.submission-to-mailbox', () => lookAtLoop(deps, address, found), DEEP_MS)]),
  ];
}

/** `outside.tls`: which versions our doors take, by two handshakes. */
async function lookAtVersions(prober: Prober, fresh: boolean): Promise<Observations['outside.tls'] | Untold> {
  const ask = askOf(prober, 'imaps', fresh);
  const [best, old] = await Promise.all([prober.dialer.dial(ask), prober.dialer.dial({ ...ask, maxTls: 'TLSv1.2' })]);
  if (best.kind === 'none' || old.kind === 'none') return untold('dns');
  const one = best.addresses.find(({ state }) => state === 'open');
  const two = old.addresses.find(({ state }) => state === 'open');
  if (one === undefined || two === undefined) return untold('no-answer');
  const accepts13 = one.tls === null ? null : one.tls.version === 'TLSv1.3';
  return {
    host: ask.host,
    accepts12: two.tls !== null ? true : two.tlsTrouble === 'timeout' ? null : false,
    accepts13,
  };
}

const PROBE_OF = {
  imap: { tls: 'outside.imaps', starttls: 'outside.imap' },
  pop3: { tls: 'outside.pop3s', starttls: null },
  smtp: { tls: 'outside.submissions', starttls: 'outside.submission' },
} as const;

/** Of somebody else's domain: the servers that its owner is told to use, as far as that can be found out. */
function foreignProbes(prober: Prober, fetch: WebFetch, context: ProbeContext, tell: Tell): readonly Promise<void>[] {
  const { domain } = context.subject;
  const settings = onceMore(() => discoverSettings({ resolver: prober.deps.resolver, fetch }, domain));
  return (['incoming', 'outgoing'] as const).map(async (way) => {
    const [best] = (await settings().catch(() => null))?.[way] ?? [];
    const probe = best === undefined ? null : PROBE_OF[best.protocol][best.mode];
    if (best !== undefined && probe !== null)
      await tell(probe, () => lookAtForeign(prober, best, context.fresh === true));
  });
}

async function lookAtForeign(prober: Prober, setting: FoundSetting, fresh: boolean): Promise<SeenDoor | Untold> {
  const { host, port, protocol, mode, source } = setting;
  const answer = await prober.dialer.dial({
    host,
    port,
    protocol,
    mode: mode === 'tls' ? 'implicit' : 'starttls',
    hello: prober.deps.host().hostname,
    limitMs: DIAL_MS,
    isOurs: false,
    fresh,
  });
  if (answer.kind === 'none') return untold(answer.why);
  const addresses = await addressesSeen(answer.addresses, prober.chains);
  return { host, port, ours: false, addresses, inside: 'not-asked', source };
}
