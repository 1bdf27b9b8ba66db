/**
 * Directory (engine/ports.ts): who lives here. Answers from memory in the common case; asks the control database
 * otherwise. Called by SMTP doors, intake and delivery. Decides nothing about who may do what.
 */
import type { Directory, Mailbox, Recipient, SigningKey } from '#src/engine/ports.ts';
import { type Address, parseAddress, parseDomain, withoutDetail } from '#src/model/address.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { Clock } from '#src/net/clock.ts';
import { srsReverse } from '#src/protocol/srs.ts';
import { aliasReach } from '#src/store/alias-reach.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import { signingKeysOf } from '#src/store/signing-keys.ts';
import { newestTombstone } from '#src/store/tombstones.ts';
import { effectiveQuota } from './mailbox-view.ts';
import { postmasterTargets } from './postmaster.ts';
import { dayOf, srsSecret } from './rule-book.ts';
import { createStateCache } from './state-cache.ts';

export interface DirectoryDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** How old memory may be about writes of other processes; 1000 ms. */
  readonly recheckMs?: number;
}

/** A mailbox as sessions see it, with its effective quota. */
export async function sessionMailbox(db: Database, stored: StoredMailbox): Promise<Mailbox> {
  const quotaBytes = effectiveQuota(stored, await planByName(db.sql, stored.plan));
  return { id: stored.id, address: stored.address, language: stored.language, quotaBytes };
}

/** RFC 5321 §4.1.2: `"kari"@…` is the same mailbox as `kari@…`; a quoted local part that needs its quotes is none of ours. */
function unquoted(address: string): string {
  const match = /^"((?:[^"\\]|\\.){0,64})"(@[^"]*)$/.exec(address.trim());
  return match === null ? address : `${match[1].replace(/\\(.)/g, '$1')}${match[2]}`;
}

export function createDirectory(deps: DirectoryDeps): Directory & { close(): void } {
  const { db } = deps;
  const cache = createStateCache(deps);
  let secret: Promise<Buffer> | null = null;

  const isLocal = (name: string): Promise<boolean> =>
    cache.get(`d:${name}`, async () => (await domainByName(db.sql, name))?.state === 'active');

  /** The mailbox or alias of exactly this address. */
  const exact = async (address: string): Promise<Recipient | null> => {
    const stored = await mailboxByAddress(db.sql, address);
    if (stored !== null) return { kind: 'mailbox', mailbox: await sessionMailbox(db, stored) };
    const reach = await aliasReach(db.sql, address);
    if (reach === null) return null;
    const { targets, held } = reach;
    if (targets.length > 0 || held.length === 0) return { kind: 'alias', address, targets };
    return { kind: 'alias', address, targets, noConsent: held.some(({ isOpen }) => isOpen) ? 'waits' : 'refused' };
  };

  const lookUp = async (parsed: Address): Promise<Recipient> => {
    const found = await exact(parsed.text);
    if (found !== null) return found;
    const base = withoutDetail(parsed.text);
    const behind = base === null ? null : await exact(base);
    if (behind !== null) return behind;
    const postmaster = await postmasterTargets(db.sql, parsed.text);
    if (postmaster !== null) return { kind: 'alias', address: parsed.text, targets: postmaster };
    for (const address of [parsed.text, base]) {
      if (address === null) continue;
      for (const kind of ['mailbox', 'alias'] as const) {
        if ((await newestTombstone(db.sql, kind, address)) !== null) {
          return { kind: 'unknown', cause: 'acc-mailbox-deleted' };
        }
      }
    }
    return { kind: 'unknown', cause: 'acc-mailbox-never-existed' };
  };

  /** A sender that we rewrote when we passed its message on: what comes to it goes back to that sender. */
  const behindRewriting = async (address: string): Promise<Recipient | null> => {
    if (!/^SRS[01][=+-]/i.test(address)) return null;
    secret ??= srsSecret(db);
    const found = srsReverse(address, { secret: await secret, day: dayOf(deps.clock.now()) });
    if (found.kind === 'not-srs') return null;
    if (found.kind === 'bad') return { kind: 'unknown', cause: 'acc-mailbox-never-existed' };
    return { kind: 'alias', address: address.toLowerCase(), targets: [found.address] };
  };

  const recipient = async (address: string): Promise<Recipient> => {
    const parsed = parseAddress(unquoted(address));
    if (!parsed.ok) return { kind: 'not-local' };
    const { value } = parsed;
    if (!(await isLocal(value.domain))) return { kind: 'not-local' };
    const bounced = await behindRewriting(unquoted(address));
    if (bounced !== null) return bounced;
    return await cache.get(`r:${value.text}`, () => lookUp(value));
  };

  return {
    isLocalDomain: async (domain) => {
      const parsed = parseDomain(domain);
      return parsed.ok && (await isLocal(parsed.value));
    },
    recipient,
    maySendAs: async (mailbox, address) => {
      const found = await recipient(address);
      if (found.kind === 'mailbox') return found.mailbox.id === mailbox;
      if (found.kind !== 'alias') return false;
      for (const target of found.targets) {
        const end = await recipient(target);
        if (end.kind === 'mailbox' && end.mailbox.id === mailbox) return true;
      }
      return false;
    },
    signingKeys: async (domain) => {
      const parsed = parseDomain(domain);
      if (!parsed.ok) return [];
      return await cache.get(`k:${parsed.value}`, async (): Promise<readonly SigningKey[]> => {
        const found = await domainByName(db.sql, parsed.value);
        if (found?.state !== 'active') return [];
        const keys = await signingKeysOf(db.sql, found.id);
        return keys
          .filter((key) => key.active)
          .map(({ selector, privateKey, algorithm }) => ({ domain: found.name, selector, privateKey, algorithm }));
      });
    },
    close: () => cache.close(),
  };
}
