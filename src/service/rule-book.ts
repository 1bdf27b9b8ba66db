/**
 * RuleBook (engine/ports.ts): what owners want done with their mail, from memory in the common case; who was answered; and
 * the envelope senders of what is passed on. Called by intake and delivery. Changes no rule.
 */
import { createHmac } from 'node:crypto';
import type { Mailbox, OwnersWishes, RuleBook } from '#src/engine/ports.ts';
import type { Clock } from '#src/net/clock.ts';
import { srsForward } from '#src/protocol/srs.ts';
import { allAliases } from '#src/store/aliases.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import { putReply, repliesOf, rulesOfMailbox } from '#src/store/mail-rules.ts';
import { waitingTargets } from './forward-waiting.ts';
import { hostSecret } from './host-secret.ts';
import { createStateCache } from './state-cache.ts';

const DAY_MS = 86_400_000;
export const dayOf = (at: number): number => Math.floor(at / DAY_MS);

/** The key of rewritten senders: of this host's own secret, and good for nothing else. */
export const srsSecret = async (db: Database): Promise<Buffer> =>
  createHmac('sha256', await hostSecret(db))
    .update('srs')
    .digest();

export function createRuleBook(deps: { readonly db: Database; readonly clock: Clock }): RuleBook & { close(): void } {
  const { db, clock } = deps;
  const cache = createStateCache(deps);
  let secret: Promise<Buffer> | null = null;

  /** Aliases that lead to this mailbox and to nobody else. */
  const ownAliases = async (address: string): Promise<readonly string[]> => {
    const all = await cache.get('aliases', () => allAliases(db.sql));
    return all.filter(({ targets }) => targets.length === 1 && targets[0] === address).map((alias) => alias.address);
  };
  const wishesOf = (mailbox: Mailbox): Promise<OwnersWishes> =>
    cache.get(`r:${mailbox.id}`, async () => ({
      rules: (await rulesOfMailbox(db.sql, mailbox.id)).rules,
      own: new Set([mailbox.address, ...(await ownAliases(mailbox.address))]),
      waiting: await waitingTargets(db.sql, mailbox.id),
    }));

  return {
    wishesOf,
    claimReply: ({ mailbox, handle, sender, at }, decide) =>
      db.write(async (tx) => {
        const silence = decide(await repliesOf(tx, mailbox, handle, sender, at - DAY_MS));
        if (silence === null) await putReply(tx, mailbox, handle, sender, at);
        return silence;
      }),
    senderFor: async (sender, address) => {
      const domain = sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();
      // Our own domains name us in their SPF already.
      if (sender === '' || (await cache.get(`d:${domain}`, async () => (await domainByName(db.sql, domain)) !== null)))
        return null;
      secret ??= srsSecret(db);
      return srsForward(sender, address.slice(address.lastIndexOf('@') + 1), {
        secret: await secret,
        day: dayOf(clock.now()),
      });
    },
    close: () => cache.close(),
  };
}
