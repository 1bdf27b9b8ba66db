/** `dns.spf-check`: a domain's SPF evaluated for our own sending addresses, with its tree and the finished record. */
import type { DnsSpfCheck } from '#src/diagnosis/observed-authenticity.ts';
import { reverseName } from '#src/protocol/dns/reverse-name.ts';
import type { SpfStep } from '#src/protocol/spf/evaluate.ts';
import { isWithin } from '#src/protocol/spf/evaluate.ts';
import { mergeSpf } from '#src/protocol/spf/merge.ts';
import { isSpf, readTerm, termsOf } from '#src/protocol/spf/record.ts';
import type { GroupDeps } from '../group.ts';
import { type Untold, untold } from '../run-probe.ts';
import { evaluateForUs, type SpfForUs } from '../spf-reach.ts';

const MOST_LINES = 40;
const MOST_TEXT = 600;

/** Meant as SPF, but none: `v=spf`, `"v=spf1 …"` with its quotation marks, a blank in front, `spf1 …`. */
export const isNearSpf = (text: string): boolean =>
  !isSpf(text) &&
  /^[\s"'“”\\]*(?:v\s*=\s*)?spf(?:1|2\.0\/mfrom|v1)?[\s:"]/i.test(text) &&
  /[\s"](?:[+\-~?]?all|include:|a|mx|ip[46]:|redirect=)/i.test(text);

export async function lookAtSpf(deps: GroupDeps, domain: string): Promise<DnsSpfCheck | Untold> {
  const { resolver } = deps;
  const host = deps.host();
  const [answer, all] = await Promise.all([resolver.txt(domain), evaluateForUs(resolver, domain, host)]);
  if (answer.kind === 'failed') return untold(answer.why);
  if (all === null) return untold('own-address-unknown');
  const texts = answer.kind === 'records' ? answer.records : [];
  const records = texts.filter(isSpf);
  const near = texts.filter(isNearSpf);
  const merged = mergeSpf(records.length > 0 ? records : near.map(straightened), oursFor(all, host.hostname));
  return {
    domain,
    records: records.map((text) => text.slice(0, MOST_TEXT)),
    near: near.map((text) => text.slice(0, MOST_TEXT)),
    addresses: all.map(({ address, outcome: { result, why, at, matched, lookups, voids } }) => ({
      address,
      result,
      why,
      at,
      matched,
      lookups,
      voids,
    })),
    tree: all.length === 0 ? [] : linesOf(all[0].outcome.tree, 0).slice(0, MOST_LINES),
    former: formerIn(records, deps.configuration.outbound.formerAddresses),
    merged: merged.kind === 'merged' ? merged.value : null,
    unclear: merged.kind === 'unclear' ? merged.terms : [],
  };
}

const straightened = (text: string): string =>
  `v=spf1 ${text
    .replaceAll(/["'“”\\]/g, '')
    .trim()
    .replace(/^(?:v\s*=\s*)?\S+\s*/i, '')}`;

/**
 * What names us in a record: our host name, for one question; where the record has no question left, our addresses. A
 * passing record needs nothing.
 */
function oursFor(all: readonly SpfForUs[], hostname: string): readonly string[] {
  const isFull = all.some(({ outcome }) => outcome.why === 'too-many-lookups' || outcome.lookups >= 10);
  if (!isFull) return [`a:${hostname}`];
  return all.map(({ address }) =>
    reverseName(address)?.endsWith('ip6.arpa') === true ? `ip6:${address}` : `ip4:${address}`,
  );
}

function linesOf(step: SpfStep, depth: number): string[] {
  const by = step.by === null ? '' : `${step.by}: `;
  const matched = step.matched === null || step.matched === '' ? '' : ` (${step.matched})`;
  const line = `${'  '.repeat(depth)}${by}${step.domain}: ${step.result}${matched}`;
  return [line.slice(0, 300), ...step.below.flatMap((one) => linesOf(one, depth + 1))];
}

/** Literal addresses that were ours once, and that the record allows. */
function formerIn(records: readonly string[], former: readonly string[]): readonly string[] {
  const networks = records.flatMap(termsOf).flatMap((text) => {
    const term = readTerm(text);
    if (!('mechanism' in term) || term.mechanism.qualifier !== 'pass') return [];
    const { mechanism } = term;
    return mechanism.kind === 'ip4' || mechanism.kind === 'ip6' ? [mechanism] : [];
  });
  return former.filter((address) => networks.some((one) => isWithin(address, one.address, one.prefix)));
}
