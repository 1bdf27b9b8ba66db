/** Appliers for forwards: one that loops or leads nowhere is taken away or led elsewhere; lost ones come back. */
import type { Alias } from '#src/model/alias.ts';
import { aliasByAddress } from '#src/store/aliases.ts';
import { domainByName } from '#src/store/domains.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { newestTombstone, tombstoneData } from '#src/store/tombstones.ts';
import { addAlias, changeAlias, removeAlias } from '../aliases.ts';
import { askNew } from '../forward-consents.ts';
import { readAddress } from '../input.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { type Applier, type FixDeps, type Job, listArg, type Plan, textArg } from './applier.ts';
import type { Scope } from './rows.ts';
import { changeOwnTarget } from './wishes.ts';

const proving = { kind: 'diagnosis' } as const;
const led = (targets: readonly string[]): string | null => (targets.length === 0 ? null : `→ ${targets.join(', ')}`);
const scopesOf = (alias: Alias): readonly Scope[] => [
  { table: 'aliases', column: 'address', value: alias.address, key: 'id' },
  { table: 'tombstones', column: 'subject_id', value: alias.id, key: 'id' },
];

/** The alias with other targets, or without any: gone. */
function retarget(deps: FixDeps, job: Job, alias: Alias, targets: readonly string[]): Outcome<Plan> {
  const by = { ...deps, actor: job.actor };
  return done({
    kind: 'change',
    changes: [{ kind: 'alias', object: alias.address, before: led(alias.targets), after: led(targets) }],
    undo: { kind: 'rows', scopes: scopesOf(alias) },
    proving,
    run: async () => {
      if (targets.length === 0) {
        const removed = await removeAlias(by, alias.address);
        return removed.ok ? done({}) : removed;
      }
      const led = await changeAlias(by, alias.address, targets);
      // Who is new and elsewhere is asked first: an alias is no way to write to a stranger.
      if (led.ok) await askNew(deps, job.actor, alias.address);
      return led.ok ? done({}) : led;
    },
  });
}

/** Of the alias or mailbox that turns in a circle the targets that do go; what still leads somewhere else stays. */
export const removeForwardFix: Applier = {
  who: ['customer', 'mailbox'],
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    const alias = await aliasByAddress(deps.db.sql, address);
    const wrong = listArg(job, 'targets');
    if (alias === null && (await mailboxByAddress(deps.db.sql, address)) !== null) {
      // Which of several turns back is the owner's to say.
      const [only, ...more] = wrong;
      return only === undefined || more.length > 0
        ? refused('fixOutOfReach', { fix: job.fix.id })
        : await changeOwnTarget(deps, job, only);
    }
    if (alias === null) return done({ kind: 'already', proving });
    // A mailbox changes its own forwarding alone.
    if (job.viewer.kind === 'mailbox') return refused('fixNotYours', { fix: job.fix.id });
    return retarget(
      deps,
      job,
      alias,
      alias.targets.filter((target) => !wrong.includes(target)),
    );
  },
};

/** The target that refuses goes; `--value` names one to take its place. Without it the alias must still lead somewhere. */
export const changeForwardTargetFix: Applier = {
  who: ['customer', 'mailbox'],
  plan: async (deps, job) => {
    const address = textArg(job, 'alias');
    const recipient = textArg(job, 'recipient');
    // The owner's own forwarding, or a rule of his.
    if ((await mailboxByAddress(deps.db.sql, address)) !== null) return await changeOwnTarget(deps, job, recipient);
    const alias = await aliasByAddress(deps.db.sql, address);
    // A mailbox changes its own forwarding alone.
    if (job.viewer.kind === 'mailbox') return refused('fixNotYours', { fix: job.fix.id });
    if (alias === null || !address.endsWith(`@${job.case.domain}`))
      return refused('fixOutOfReach', { fix: job.fix.id });
    if (!alias.targets.includes(recipient)) return done({ kind: 'already', proving });
    const typed = job.answers.value === undefined ? null : readAddress(job.answers.value);
    if (typed !== null && !typed.ok) return typed;
    const targets = [
      ...alias.targets.filter((target) => target !== recipient),
      ...(typed === null ? [] : [typed.value.text]),
    ];
    if (targets.length === 0) return done({ kind: 'ask', question: 'value', names: ['target'] });
    return retarget(deps, job, alias, [...new Set(targets)]);
  },
};

type Lost = Pick<Alias, 'address' | 'targets'> & { readonly before: readonly string[] };

/** As they were when they were removed. An address that has become something else meanwhile is left alone. */
export const restoreForwardsFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const { sql } = deps.db;
    const lost: Lost[] = [];
    const domain = await domainByName(sql, job.case.domain);
    for (const address of listArg(job, 'addresses')) {
      const stone = await newestTombstone(sql, 'alias', address);
      const taken = (await aliasByAddress(sql, address)) ?? (await mailboxByAddress(sql, address));
      if (stone === null || taken !== null || !address.endsWith(`@${job.case.domain}`)) continue;
      const { targets, domain: of } = (await tombstoneData(sql, stone.id)) as Partial<Alias>;
      // Of an earlier owner of this domain nothing is taken over but the addresses: those elsewhere are asked.
      if (targets !== undefined) lost.push({ address, targets, before: of === domain?.id ? targets : [] });
    }
    if (lost.length === 0) return done({ kind: 'already', proving });
    return done({
      kind: 'change',
      changes: lost.map(({ address, targets }) => ({
        kind: 'alias' as const,
        object: address,
        before: null,
        after: led(targets),
      })),
      undo: {
        kind: 'rows',
        scopes: lost.map(({ address }) => ({ table: 'aliases', column: 'address', value: address, key: 'id' })),
      },
      proving,
      run: async () => {
        for (const { address, targets, before } of lost) {
          const added = await addAlias({ ...deps, actor: job.actor }, address, targets, { before });
          if (!added.ok) return added;
          await askNew(deps, job.actor, address);
        }
        return done({});
      },
    });
  },
};
