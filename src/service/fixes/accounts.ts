/** Appliers for mailboxes: bring one back, make one, out of an alias too, more space, another sender. Called by the engine. */
import { randomBytes } from 'node:crypto';
import type { Change } from '#src/model/change.ts';
import { DEFAULT_PLAN_VALUES } from '#src/model/plan.ts';
import { aliasByAddress } from '#src/store/aliases.ts';
import { domainByName } from '#src/store/domains.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { Tombstone } from '#src/model/tombstone.ts';
import { planByName } from '#src/store/plans.ts';
import { newestTombstone } from '#src/store/tombstones.ts';
import { addAlias, changeAlias, removeAlias } from '../aliases.ts';
import { isRestorable } from '../centre/removed.ts';
import { addMailbox, restoreMailbox } from '../mailboxes.ts';
import { setQuota } from '../mailbox-settings.ts';
import { effectiveQuota } from '../mailbox-view.ts';
import { done, refused } from '../outcome.ts';
import { type Applier, type FixDeps, type Job, textArg } from './applier.ts';

const acting = (deps: FixDeps, { actor }: Job) => ({ ...deps, actor });
/** Twenty letters and digits that are not mixed up when read aloud. */
const freshPassword = (): string =>
  Array.from(randomBytes(20), (octet) => 'abcdefghjkmnpqrstuvwxyz23456789'[octet % 31]).join('');
const gone = (job: Job) => refused('fixOutOfReach', { fix: job.fix.id });

/** What was removed under this address; for a customer only from his own domain, not from one of that name before him. */
async function stoneFor(deps: FixDeps, job: Job, address: string): Promise<Tombstone | null> {
  const stone = await newestTombstone(deps.db.sql, 'mailbox', address);
  if (stone === null || job.viewer.kind === 'operator') return stone;
  const domain = await domainByName(deps.db.sql, job.case.domain);
  return domain !== null && (await isRestorable(deps, address, domain)) ? stone : null;
}

export const restoreMailboxFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    if ((await mailboxByAddress(deps.db.sql, address)) !== null)
      return done({ kind: 'already', proving: { kind: 'rcpt' } });
    const stone = await stoneFor(deps, job, address);
    if (stone === null) return gone(job);
    const removed = new Date(stone.deletedAt).toISOString();
    return done({
      kind: 'change',
      changes: [{ kind: 'mailbox', object: address, before: `removed ${removed}`, after: 'restored' }],
      undo: { kind: 'restore', mailbox: stone.subject as never, address },
      proving: { kind: 'rcpt' },
      run: async () => {
        const restored = await restoreMailbox(acting(deps, job), address);
        return restored.ok ? done({}) : restored;
      },
    });
  },
};

/** Makes the mailbox with a password that is shown once. */
const makeMailbox = async (deps: FixDeps, job: Job, address: string) => {
  const secret = freshPassword();
  const made = await addMailbox(acting(deps, job), { address, password: secret });
  return made.ok ? done({ once: { address, secret } }) : made;
};

export const createMailboxFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    const { sql } = deps.db;
    if ((await mailboxByAddress(sql, address)) !== null) return done({ kind: 'already', proving: { kind: 'rcpt' } });
    if ((await domainByName(sql, job.case.domain)) === null) return gone(job);
    const columns = ['address'];
    return done({
      kind: 'change',
      changes: [{ kind: 'mailbox', object: address, before: null, after: 'created' }],
      undo: {
        kind: 'rows',
        scopes: [{ table: 'mailboxes', column: 'address', value: address, key: 'id', columns }],
        mail: 'made',
      },
      proving: { kind: 'rcpt' },
      run: () => makeMailbox(deps, job, address),
    });
  },
};

const broughtBack = async (deps: FixDeps, job: Job, address: string) => {
  const restored = await restoreMailbox(acting(deps, job), address);
  return restored.ok ? done({}) : restored;
};

export const aliasToMailboxFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    if ((await mailboxByAddress(deps.db.sql, address)) !== null)
      return done({ kind: 'already', proving: { kind: 'rcpt' } });
    const alias = await aliasByAddress(deps.db.sql, address);
    if (alias === null) return gone(job);
    const old = await stoneFor(deps, job, address);
    const changes: readonly Change[] = [
      { kind: 'alias', object: address, before: `→ ${alias.targets.join(', ')}`, after: null },
      old === null
        ? { kind: 'mailbox', object: address, before: null, after: 'created' }
        : {
            kind: 'mailbox',
            object: address,
            before: `removed ${new Date(old.deletedAt).toISOString()}`,
            after: 'restored',
          },
    ];
    return done({
      kind: 'change',
      changes,
      // What comes back from its grave took its stone along: that is not undone, only removed again.
      undo:
        old !== null
          ? { kind: 'none' }
          : {
              kind: 'rows',
              scopes: [
                { table: 'mailboxes', column: 'address', value: address, key: 'id', columns: ['address'] },
                { table: 'aliases', column: 'address', value: address, key: 'id' },
                { table: 'tombstones', column: 'subject_id', value: alias.id, key: 'id' },
              ],
              mail: 'made',
            },
      proving: { kind: 'rcpt' },
      run: async () => {
        const removed = await removeAlias(acting(deps, job), address);
        if (!removed.ok) return removed;
        const made = old === null ? await makeMailbox(deps, job, address) : await broughtBack(deps, job, address);
        // Neither without the other: an address that is nothing would lose mail.
        if (!made.ok) await addAlias(acting(deps, job), address, alias.targets, { before: alias.targets });
        return made;
      },
    });
  },
};

/** How far a customer may go alone, in times of the plan's quota. */
const CUSTOMER_TIMES = 2;

export const raiseQuotaFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    const mailbox = await mailboxByAddress(deps.db.sql, address);
    if (mailbox === null) return gone(job);
    const plan = await planByName(deps.db.sql, mailbox.plan);
    const now = effectiveQuota(mailbox, plan);
    const { bytes } = await deps.store.usage(mailbox.id);
    // Room for a while: twice what it was, and a quarter more than what is used.
    const wanted = Math.ceil(Math.max(now * 2, bytes * 1.25, 1) / 1_000_000) * 1_000_000;
    const planQuota = (plan?.values ?? DEFAULT_PLAN_VALUES)['quota.bytes'];
    const most = job.viewer.kind === 'operator' ? Number.MAX_SAFE_INTEGER : planQuota * CUSTOMER_TIMES;
    const target = Math.min(wanted, most);
    if (now === 0 || bytes < now * 0.8) return done({ kind: 'already', proving: { kind: 'rcpt' } });
    if (target <= now) return refused('quotaTooSmall', { address, limit: String(most) });
    return done({
      kind: 'change',
      changes: [{ kind: 'quota', object: address, before: `${now} bytes`, after: `${target} bytes` }],
      undo: {
        kind: 'rows',
        scopes: [{ table: 'mailboxes', column: 'id', value: mailbox.id, key: 'id', columns: ['quota_bytes'] }],
      },
      proving: { kind: 'rcpt' },
      run: async () => {
        const set = await setQuota(acting(deps, job), address, target);
        return set.ok ? done({}) : set;
      },
    });
  },
};

/** May `address` send as `from`? As the gate says: itself, or an alias of this host that leads to it. */
const maySendAs = async (deps: FixDeps, address: string, from: string): Promise<boolean> =>
  (await aliasByAddress(deps.db.sql, from))?.targets.includes(address) === true;

/** An alias that leads here: then mail to the sender's address arrives here as well. Of the same customer's domains only. */
export const allowSenderFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    const from = textArg(job, 'from');
    const { sql } = deps.db;
    const ask = async () => ({ good: await maySendAs(deps, address, from), address, reply: from });
    const proving = { kind: 'rule', ask } as const;
    const [own, other] = await Promise.all([
      domainByName(sql, job.case.domain),
      domainByName(sql, from.slice(from.lastIndexOf('@') + 1)),
    ]);
    const taken = (await mailboxByAddress(sql, from)) !== null;
    if (own === null || other === null || own.customer !== other.customer || taken) return gone(job);
    const alias = await aliasByAddress(sql, from);
    if (alias?.targets.includes(address) === true) return done({ kind: 'already', proving });
    const targets = [...(alias?.targets ?? []), address];
    return done({
      kind: 'change',
      changes: [
        {
          kind: 'alias',
          object: from,
          before: alias === null ? null : `→ ${alias.targets.join(', ')}`,
          after: `→ ${targets.join(', ')}`,
        },
      ],
      undo: {
        kind: 'rows',
        scopes: [
          { table: 'aliases', column: 'address', value: from, key: 'id' },
          ...(alias === null
            ? []
            : ([{ table: 'tombstones', column: 'subject_id', value: alias.id, key: 'id' }] as const)),
        ],
      },
      proving,
      run: async () => {
        const by = acting(deps, job);
        const added = alias === null ? await addAlias(by, from, targets) : await changeAlias(by, from, targets);
        return added.ok ? done({}) : added;
      },
    });
  },
};
