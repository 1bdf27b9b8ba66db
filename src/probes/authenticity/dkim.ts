/** `dns.dkim-keys`: each key that signs now against what its selector publishes. Reads public halves only. */
import type { DkimSelector, DnsDkimKeys } from '#src/diagnosis/observed-authenticity.ts';
import type { Resolver } from '#src/net/dns-answer.ts';
import { checkDkimKey, isDkimKey } from '#src/protocol/dkim/key-record.ts';
import { domainByName } from '#src/store/domains.ts';
import { signingKeysOf } from '#src/store/signing-keys.ts';
import type { GroupDeps } from '../group.ts';
import { type Untold, untold } from '../run-probe.ts';

const MOST_KEYS = 10;
const MOST_TEXT = 800;

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
  const found = texts.map((text) => text.slice(0, MOST_TEXT)).slice(0, 5);
  const keys = texts.filter(isDkimKey);
  const checks = keys.map((text) => checkDkimKey(text, key.publicKey, key.algorithm));
  const good = checks.find((one) => one.state === 'ok');
  // RFC 6376 §3.6.2.2: with several keys a verifier may take any of them.
  if (keys.length > 1) return { state: 'several', testing: false, found };
  if (good !== undefined) return { ...good, found };
  if (keys.length === 1) return { ...checks[0], found };
  const isMeant = texts.some((text) => /dkim1|k=rsa|^["\s]*p\s*[:=]/i.test(text));
  return { state: isMeant ? 'unreadable' : 'missing', testing: false, found };
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
    selectors.push({ selector, name: at, ...checked, wanted: `v=DKIM1; k=${kind}; p=${publicKey}` });
  }
  return { domain: name, selectors };
}
