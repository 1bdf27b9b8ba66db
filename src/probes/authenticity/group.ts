/**
 * Probes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists: which run for a subject, and when. Made in
 * service/probe-groups.ts; judges nothing.
 */
import { readFileSync } from 'node:fs';
import type { Evidence } from '#src/diagnosis/evidence.ts';
import { createWebFetch } from '#src/net/web-fetch.ts';
import type { GroupDeps, ProbeContext, ProbeGroup } from '../group.ts';
import { runProbe } from '../run-probe.ts';
import { lookAtBlockLists } from './block-lists.ts';
import { lookAtDkim } from './dkim.ts';
import { lookAtDmarc } from './dmarc.ts';
import { lookAtMtaSts } from './mta-sts.ts';
import { lookAtPtr } from './ptr.ts';
import { lookAtSpf } from './spf.ts';
import { lookAtTlsa } from './tlsa.ts';

const LIMIT_MS = 4500;

/** Authorities that probes believe beside the public ones: `net.trust` and our own. Unreadable files count as none. */
export function trustedAuthorities({
  configuration,
  authority,
}: Pick<GroupDeps, 'configuration' | 'authority'>): readonly string[] {
  const own = authority();
  const named = configuration.net.trust.flatMap((path) => {
    try {
      return [readFileSync(path, 'utf8')];
    } catch {
      return [];
    }
  });
  return own === null ? named : [...named, own];
}

export function createAuthenticityProbes(deps: GroupDeps): ProbeGroup {
  const fetch = createWebFetch({
    resolver: deps.resolver,
    reach: deps.reach,
    allowPrivate: deps.configuration.net.allowPrivate,
    trust: () => trustedAuthorities(deps),
    clock: deps.clock,
  });
  return {
    name: 'authenticity',
    run: async (context) => {
      const running = context.ours ? [...recordProbes(deps, context), ...hostProbes(deps, context)] : [];
      const policy = runProbe('outside.mta-sts', deps.clock, LIMIT_MS, async () =>
        lookAtMtaSts(deps, fetch, context.subject.domain, await context.when('dns.mx')),
      );
      await Promise.all([...running, policy].map(async (probe) => context.keep(await probe)));
    },
  };
}

function recordProbes(deps: GroupDeps, { subject }: ProbeContext): readonly Promise<Evidence>[] {
  const { clock, resolver } = deps;
  const { domain } = subject;
  return [
    runProbe('dns.spf-check', clock, LIMIT_MS, () => lookAtSpf(deps, domain)),
    runProbe('dns.dkim-keys', clock, LIMIT_MS, () => lookAtDkim(deps, domain)),
    runProbe('dns.dmarc-check', clock, LIMIT_MS, () => lookAtDmarc(resolver, domain)),
  ];
}

/** What concerns this host, and so every domain of it. */
function hostProbes(deps: GroupDeps, context: ProbeContext): readonly Promise<Evidence>[] {
  const { clock } = deps;
  const { domain } = context.subject;
  return [
    runProbe('dns.ptr', clock, LIMIT_MS, () => lookAtPtr(deps)),
    runProbe('dns.tlsa', clock, LIMIT_MS, async () => lookAtTlsa(deps, domain, await context.when('dns.mx-addresses'))),
    runProbe('dns.block-lists', clock, LIMIT_MS, () => lookAtBlockLists(deps, domain)),
  ];
}
