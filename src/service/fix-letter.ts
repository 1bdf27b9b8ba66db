/**
 * The finished letter to whoever has the DNS: who we are, exactly which records, why, how to see that it is done. In the
 * language asked for. Called by CLI and API for fixes whose zone is not ours to write; sends nothing.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { Reader } from '#src/messages/telling.ts';
import { tell } from '#src/messages/telling.ts';
import type { PresentCause } from '#src/diagnosis/present.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import type { CaseFinding } from '#src/store/cases.ts';
import type { FixPreview } from './fix-view.ts';

/** Null when the fix is not one for another DNS host. */
export async function letterFor(
  deps: { readonly resolver: DnsResolver; readonly hostname: string },
  about: { readonly domain: string; readonly finding: CaseFinding; readonly preview: FixPreview },
  reader: Reader,
): Promise<string | null> {
  const { domain, finding, preview } = about;
  if (preview.kind !== 'elsewhere') return null;
  const words = texts(reader.language);
  const answer = await deps.resolver.ns(domain);
  const sets = new Map([...preview.add, ...preview.remove].map((one) => [`${one.name} ${one.type}`, one]));
  const { what } = words.causes[finding.cause as PresentCause];
  return words.letters.dns({
    domain,
    servers: answer.kind === 'records' ? [...answer.records].sort().slice(0, 6).join(', ') : '',
    host: deps.hostname,
    remove: preview.remove.map((one) => one.line),
    add: preview.add.map((one) => one.line),
    panel: preview.add.map(({ name, type, value, ttl }) => ({ name, type, value, ttl })),
    why: what(tell(finding.args, reader)),
    checks: [...sets.values()].map(({ name, type }) => `dig +short ${name} ${type}`),
  });
}
