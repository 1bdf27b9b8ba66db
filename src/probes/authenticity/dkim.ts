/** `dns.dkim-keys`: each key that signs now against what its selector publishes. Reads public halves only. */
import type { DkimSelector, DnsDkimKeys } from '#src/diagnosis/observed-authenticity.ts';
import type { Resolver } from '#src/net/dns-answer.ts';
import { checkDkimKey, isDkimKey } from '#src/protocol/dkim/key-record.ts';
import { domainByName } from '#src/store/domains.ts';
import { signingKeysOf } from '#src/store/signing-keys.ts';
import type { GroupDeps } from '../group.ts';
import { type Untold, untold } from '../run-probe.ts';

const MOST_KEYS = 10;
const MOST_TEXT = 2000;

export interface PublishedKey {
  readonly name: string;
  readonly publicKey: string;
  readonly algorithm: 'rsa' | 'ed25519';
}

/** What receivers find under a selector; text when DNS did not say. A CNAME is followed by the resolver. */
export async function checkSelector(
  resolver: Resolver,
  key: PublishedKey,
): Promise<Pick<DkimSelector, 'state' | 'testing' | 'found'> | string> {
  const answer = await resolver.txt(key.name);
  if (answer.kind === 'failed') return answer.why;
  const texts = answer.kind === 'records' ? answer.records : [];
  const keys = texts.filter(isDkimKey);
  const meant = keys.length > 0 ? keys : texts.filter((text) => /dkim1|k=rsa|^["\s]*p\s*[:=]/i.test(text));
  const found = meant.map((text) => text.slice(0, MOST_TEXT)).slice(0, 5);
  // RFC 6376 §3.6.2.2: of several keys a verifier may take any.
  if (keys.length > 1) return { state: 'several', testing: false, found };
  if (keys.length === 1) return { ...checkDkimKey(keys[0], key.publicKey, key.algorithm), found };
  return { state: meant.length > 0 ? 'unreadable' : 'missing', testing: false, found };
}

/** The name that a selector is an alias of: there, and not under the selector, the key has to be mended. */
async function aliasOf(resolver: Resolver, name: string): Promise<string | null> {
  const answer = await resolver.cname(name);
  return answer.kind === 'records' ? (answer.records[0] ?? null) : null;
}

export async function lookAtDkim(deps: GroupDeps, name: string): Promise<DnsDkimKeys | Untold> {
  const domain = await domainByName(deps.db.sql, name);
  if (domain === null) return untold('not-ours');
  const keys = (await signingKeysOf(deps.db.sql, domain.id)).filter((key) => key.active).slice(-MOST_KEYS);
  const selectors: DkimSelector[] = [];
  for (const { selector, publicKey, algorithm } of keys) {
    const kind = algorithm === 'ed25519-sha256' ? 'ed25519' : 'rsa';
    const at = `${selector}._domainkey.${name}`;
    const checked = await checkSelector(deps.resolver, { name: at, publicKey, algorithm: kind });
    if (typeof checked === 'string') return untold(checked);
    const alias = checked.state === 'ok' || checked.state === 'missing' ? null : await aliasOf(deps.resolver, at);
    selectors.push({ selector, name: at, ...checked, alias, wanted: `v=DKIM1; k=${kind}; p=${publicKey}` });
  }
  return { domain: name, selectors };
}
