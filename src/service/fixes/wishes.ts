/** Appliers for what an owner wants done with mail: a rule, his forwarding, his lists, his automatic answer. Called by the engine. */
import type { MailRule, MailRules, RuleAction } from '#src/model/mail-rules.ts';
import type { Change } from '#src/model/change.ts';
import { askNew } from '../forward-consents.ts';
import { showRules, changeRules, type RulesChange } from '../mail-rules.ts';
import { readAddress } from '../input.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { type Applier, type FixDeps, type Job, listArg, type Plan, textArg } from './applier.ts';
import type { Scope } from './rows.ts';

const OWNERS: Applier['who'] = ['customer', 'mailbox'];
const proving = { kind: 'diagnosis' } as const;
const gone = (job: Job) => refused('fixOutOfReach', { fix: job.fix.id });
export const scopesOf = (mailbox: string): readonly Scope[] => [
  { table: 'mail_rules', column: 'mailbox_id', value: mailbox, key: 'mailbox_id' },
];

interface Wanted {
  readonly changes: readonly Change[];
  /** Made one after the other. */
  readonly make: readonly RulesChange[];
}
/** The record of the mailbox of this case: of no other. */
export async function recordOf(deps: FixDeps, job: Job) {
  const address = textArg(job, 'address') || textArg(job, 'alias');
  const { address: own, domain } = job.case;
  if (own === null ? !address.endsWith(`@${domain}`) : address !== own) return null;
  const found = await showRules(deps, address);
  return found.ok ? found.value : null;
}

/** Makes all changes of one plan; a refusal ends it. Whom they would send mail to elsewhere is asked. */
export async function make(deps: FixDeps, job: Job, address: string, changes: readonly RulesChange[]) {
  for (const change of changes) {
    const made = await changeRules({ ...deps, actor: job.actor }, { address, change });
    if (!made.ok) return made;
  }
  const found = await showRules(deps, address);
  if (found.ok) await askNew(deps, job.actor, found.value.mailbox.id);
  return done({});
}

async function planned(
  deps: FixDeps,
  job: Job,
  wanted: (rules: MailRules, address: string) => Wanted | 'already' | null,
): Promise<Outcome<Plan>> {
  const record = await recordOf(deps, job);
  if (record === null) return gone(job);
  const { rules, mailbox } = record;
  const plan = wanted(rules, mailbox.address);
  if (plan === null) return gone(job);
  if (plan === 'already') return done({ kind: 'already', proving });
  return done({
    kind: 'change',
    changes: plan.changes,
    undo: { kind: 'rows', scopes: scopesOf(mailbox.id) },
    proving,
    run: () => make(deps, job, mailbox.address, plan.make),
  });
}

const other = (object: string, before: string | null, after: string | null): Change => ({
  kind: 'other',
  object,
  before,
  after,
});
const named = (address: string, { name }: Pick<MailRule, 'name'>): string => `${address} rule "${name}"`;
/** What a rule does, short: for the preview. */
const doing = ({ actions }: MailRule): string =>
  actions
    .map((action) =>
      action.kind === 'folder' || action.kind === 'copy'
        ? `${action.kind} ${action.folder}`
        : action.kind === 'forward'
          ? `forward ${action.to}`
          : action.kind,
    )
    .join(', ');

/** Off, not deleted: its owner can correct it. */
export const switchOffRuleFix: Applier = {
  who: OWNERS,
  plan: (deps, job) =>
    planned(deps, job, ({ rules }, address) => {
      const rule = rules.find(({ id }) => id === textArg(job, 'rule'));
      if (rule === undefined || !rule.enabled) return 'already';
      return {
        changes: [other(named(address, rule), `on: ${doing(rule)}`, 'off')],
        make: [{ kind: 'switch-rule', id: rule.id, enabled: false }],
      };
    }),
};

/** Rules and forwarding that an intruder left; kept with the fix, so that they can come back. */
export const takeRulesAwayFix: Applier = {
  who: OWNERS,
  plan: (deps, job) =>
    planned(deps, job, ({ rules, forwarding }, address) => {
      const wrong = rules.filter(({ id }) => listArg(job, 'rules').includes(id));
      const isForwarding = textArg(job, 'forwarding') !== '' && forwarding !== null;
      if (wrong.length === 0 && !isForwarding) return 'already';
      return {
        changes: [
          ...wrong.map((rule) => other(named(address, rule), doing(rule), null)),
          ...(isForwarding ? [other(`${address} forwarding`, forwarding.targets.join(', '), null)] : []),
        ],
        make: [
          ...wrong.map(({ id }) => ({ kind: 'remove-rule', id }) as const),
          ...(isForwarding ? [{ kind: 'forwarding', targets: [], keepCopy: true } as const] : []),
        ],
      };
    }),
};

const keeping = (action: RuleAction): RuleAction => (action.kind === 'forward' ? { ...action, keep: true } : action);

export const keepForwardCopyFix: Applier = {
  who: OWNERS,
  plan: (deps, job) =>
    planned(deps, job, ({ rules, forwarding }, address) => {
      const id = textArg(job, 'rule');
      const before = 'no copy here';
      const after = 'a copy here';
      if (id === '') {
        if (forwarding === null || forwarding.keepCopy) return 'already';
        const { targets } = forwarding;
        return {
          changes: [other(`${address} forwarding → ${targets.join(', ')}`, before, after)],
          make: [{ kind: 'forwarding', targets, keepCopy: true }],
        };
      }
      const rule = rules.find((one) => one.id === id);
      const isKept = rule?.actions.every((action) => action.kind !== 'forward' || action.keep) ?? true;
      if (rule === undefined || isKept) return 'already';
      const draft = { ...rule, actions: rule.actions.map(keeping) };
      return {
        changes: [other(named(address, rule), before, after)],
        make: [{ kind: 'save-rule', id, rule: draft }],
      };
    }),
};

export const unblockFix: Applier = {
  who: OWNERS,
  plan: (deps, job) =>
    planned(deps, job, ({ blockedSenders }, address) => {
      const sender = textArg(job, 'entry');
      if (!blockedSenders.includes(sender)) return 'already';
      return {
        changes: [other(`${address} blocked senders`, sender, null)],
        make: [{ kind: 'remove-sender', list: 'blocked', sender }],
      };
    }),
};

export const stopAnswersFix: Applier = {
  who: OWNERS,
  plan: (deps, job) =>
    planned(deps, job, ({ rules, vacation }, address) => {
      const handle = textArg(job, 'handle');
      const rule = rules.find(({ id }) => id === handle);
      if (rule !== undefined)
        return rule.enabled
          ? {
              changes: [other(named(address, rule), `on: ${doing(rule)}`, 'off')],
              make: [{ kind: 'switch-rule', id: rule.id, enabled: false }],
            }
          : 'already';
      if (vacation?.enabled !== true) return 'already';
      return {
        changes: [other(`${address} automatic answer`, 'on', 'off')],
        make: [{ kind: 'vacation', vacation: { ...vacation, enabled: false } }],
      };
    }),
};

/** The end of the last day, or null. */
function endOf(day: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T23:59:59Z`) : Number.NaN;
  return Number.isFinite(at) ? at : null;
}
const iso = (at: number | null): string => (at === null ? '–' : new Date(at).toISOString());

/** From now to the end of a day that only the owner knows. */
export const correctVacationFix: Applier = {
  who: OWNERS,
  plan: async (deps, job) => {
    const untilAt = job.answers.value === undefined ? null : endOf(job.answers.value.trim());
    if (untilAt === null || untilAt <= deps.clock.now())
      return done({ kind: 'ask', question: 'value', names: ['lastDay'] });
    return await planned(deps, job, ({ vacation }, address) => {
      if (vacation === null) return null;
      const before = `${vacation.enabled ? 'on' : 'off'}, ${iso(vacation.fromAt)} – ${iso(vacation.untilAt)}`;
      return {
        changes: [other(`${address} automatic answer`, before, `on, – ${iso(untilAt)}`)],
        make: [{ kind: 'vacation', vacation: { ...vacation, enabled: true, fromAt: null, untilAt } }],
      };
    });
  },
};

/** Another target for the owner's own forwarding, or for the rule that passes on; none: it ends there. */
export const changeOwnTarget = (deps: FixDeps, job: Job, recipient: string): Promise<Outcome<Plan>> => {
  const typed = job.answers.value === undefined ? null : readAddress(job.answers.value);
  if (typed !== null && !typed.ok) return Promise.resolve(typed);
  const instead = typed?.value.text ?? null;
  return planned(deps, job, ({ rules, forwarding }, address) => {
    const changed = (before: string): Change => other(`${address} forwarding`, before, instead);
    if (forwarding?.targets.includes(recipient) === true) {
      const targets = forwarding.targets.flatMap((one) =>
        one !== recipient ? [one] : instead === null ? [] : [instead],
      );
      return {
        changes: [changed(recipient)],
        make: [{ kind: 'forwarding', targets: [...new Set(targets)], keepCopy: forwarding.keepCopy }],
      };
    }
    const wrong = rules.filter(({ actions }) => actions.some((one) => one.kind === 'forward' && one.to === recipient));
    if (wrong.length === 0) return 'already';
    return {
      changes: wrong.map((rule) => other(named(address, rule), `forward ${recipient}`, instead ?? 'off')),
      make: wrong.map((rule): RulesChange => retargeted(rule, recipient, instead)),
    };
  });
};
function retargeted(rule: MailRule, recipient: string, instead: string | null): RulesChange {
  if (instead === null) return { kind: 'switch-rule', id: rule.id, enabled: false };
  const actions = rule.actions.map((one) =>
    one.kind === 'forward' && one.to === recipient ? { ...one, to: instead } : one,
  );
  return { kind: 'save-rule', id: rule.id, rule: { ...rule, actions } };
}
