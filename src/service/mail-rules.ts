/**
 * Use cases of what an owner wants done with his mail: rules, forwarding, vacation, senders, spam. The same for webmail,
 * centre and command line. Every change is checked whole, audited with who and from where, and refused when somebody else
 * changed the record meanwhile. Places no mail (engine/embedded/rules does).
 */
import { circlesThrough, pathOf } from '#src/model/forward-circle.ts';
import { type MailRules, MAX_RULES, MAX_SENDERS, type Vacation } from '#src/model/mail-rules.ts';
import {
  type Checked,
  checkForwarding,
  checkRule,
  checkSender,
  checkVacation,
  madeRule,
  type RuleDraft,
} from '#src/model/mail-rules-check.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { newId } from '#src/net/ids.ts';
import { forwardTargets, withoutWaiting } from '#src/model/forward-consent.ts';
import { sieveOf } from '#src/protocol/sieve/write.ts';
import { allAliases } from '#src/store/aliases.ts';
import { hopsFrom } from '#src/store/forward-hops.ts';
import { type KeptRules, putRules, rulesOfMailbox } from '#src/store/mail-rules.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { Sql } from '#src/store/tables.ts';
import { type Acting, change } from './change.ts';
import { noteTargets, type ShownConsent, shownConsents } from './forward-targets.ts';
import { waitingTargets } from './forward-waiting.ts';
import { readAddress } from './input.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';

export interface RulesView extends KeptRules {
  readonly address: string;
  /** What the addresses outside this host said to getting its mail. */
  readonly consents: readonly ShownConsent[];
  /** Circles among addresses here that go through this mailbox: each as its path, from this address to this address. */
  readonly circles: readonly (readonly string[])[];
}
export type SenderList = 'blocked' | 'allowed';
export type RulesChange =
  | { readonly kind: 'save-rule'; readonly id: string | null; readonly rule: RuleDraft }
  | { readonly kind: 'remove-rule'; readonly id: string }
  /** On or off, and nothing else: who made it, when and from where stays as it is. */
  | { readonly kind: 'switch-rule'; readonly id: string; readonly enabled: boolean }
  /** The ids in the wanted order; those left out come last, as they were. */
  | { readonly kind: 'order'; readonly ids: readonly string[] }
  | { readonly kind: 'forwarding'; readonly targets: readonly string[]; readonly keepCopy: boolean }
  | { readonly kind: 'vacation'; readonly vacation: Vacation | null }
  | { readonly kind: 'add-sender' | 'remove-sender'; readonly list: SenderList; readonly sender: string }
  | { readonly kind: 'spam'; readonly to: 'junk' | 'inbox' };
/** `from`: network address of who asks, for the trail of a rule; `version`: what he saw, null when he does not care. */
export interface ChangeRequest {
  readonly address: string;
  readonly change: RulesChange;
  readonly from?: string;
  readonly version?: number | null;
  /** `operator`: who asks vouches for new addresses outside; default only for the operator's own command line. */
  readonly consent?: 'ask' | 'operator';
}

const LISTS = { blocked: 'blockedSenders', allowed: 'allowedSenders' } as const;

/** The record of one mailbox. */
export async function showRules(
  { db, clock }: Pick<Acting, 'db' | 'clock'>,
  typed: string,
): Promise<Outcome<RulesView & { readonly mailbox: StoredMailbox }>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const mailbox = await mailboxByAddress(db.sql, address.value.text);
  if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
  const kept = await rulesOfMailbox(db.sql, mailbox.id);
  const consents = await shownConsents(db.sql, mailbox.id, forwardTargets(kept.rules), clock.now());
  const circles = await circlesOf(db.sql, mailbox.address, 'all');
  return done({ address: mailbox.address, mailbox, consents, circles, ...kept });
}

/** The same as a Sieve script, for the second engine or to take along. */
export async function sieveScript(deps: Pick<Acting, 'db' | 'clock'>, typed: string): Promise<Outcome<string>> {
  const found = await showRules(deps, typed);
  if (!found.ok) return found;
  const { address, mailbox, rules } = found.value;
  const waiting = await waitingTargets(deps.db.sql, mailbox.id);
  const aliases = (await allAliases(deps.db.sql)).filter(
    ({ targets }) => targets.length === 1 && targets[0] === address,
  );
  return done(sieveOf(withoutWaiting(rules, waiting), [address, ...aliases.map((alias) => alias.address)]));
}

/** A refusal with the field that is wrong in `args.field`. */
const faulty = <T>(checked: Extract<Checked<T>, { readonly ok: false }>): Outcome<never> =>
  misuse(checked.fault.key, { ...checked.fault.args, field: checked.fault.field });

interface Making {
  readonly own: string;
  readonly actor: string;
  readonly from: string | null;
  readonly at: number;
}

function withRule(
  rules: MailRules,
  wanted: Extract<RulesChange, { kind: 'save-rule' }>,
  making: Making,
): Outcome<MailRules> {
  const checked = checkRule(wanted.rule, making.own);
  if (!checked.ok) return faulty(checked);
  const by = { madeAt: making.at, madeBy: making.actor, madeFrom: making.from };
  if (wanted.id === null) {
    if (rules.rules.length >= MAX_RULES) return refused('ruleTooMany', { max: MAX_RULES });
    return done({ ...rules, rules: [...rules.rules, madeRule(checked.value, { id: newId(making.at), ...by })] });
  }
  const { id } = wanted;
  if (!rules.rules.some((rule) => rule.id === id)) return refused('ruleMissing');
  const list = rules.rules.map((rule) => (rule.id === id ? madeRule(checked.value, { id, ...by }) : rule));
  return done({ ...rules, rules: list });
}

function withSender(
  rules: MailRules,
  wanted: Extract<RulesChange, { kind: 'add-sender' | 'remove-sender' }>,
): Outcome<MailRules> {
  const checked = checkSender(wanted.sender);
  if (!checked.ok) return faulty(checked);
  const name = LISTS[wanted.list];
  const others = rules[name].filter((entry) => entry !== checked.value);
  if (wanted.kind === 'remove-sender') return done({ ...rules, [name]: others });
  if (others.length >= MAX_SENDERS) return refused('ruleTooLong', { max: MAX_SENDERS });
  return done({ ...rules, [name]: [...others, checked.value] });
}

/** The record after the change, or why not. */
function changed(rules: MailRules, wanted: RulesChange, making: Making): Outcome<MailRules> {
  switch (wanted.kind) {
    case 'save-rule':
      return withRule(rules, wanted, making);
    case 'remove-rule': {
      const left = rules.rules.filter(({ id }) => id !== wanted.id);
      return left.length === rules.rules.length ? refused('ruleMissing') : done({ ...rules, rules: left });
    }
    case 'switch-rule': {
      if (!rules.rules.some(({ id }) => id === wanted.id)) return refused('ruleMissing');
      const { id, enabled } = wanted;
      return done({ ...rules, rules: rules.rules.map((rule) => (rule.id === id ? { ...rule, enabled } : rule)) });
    }
    case 'order': {
      const place = (id: string): number => (wanted.ids.includes(id) ? wanted.ids.indexOf(id) : MAX_RULES);
      return done({ ...rules, rules: rules.rules.toSorted((a, b) => place(a.id) - place(b.id)) });
    }
    case 'forwarding': {
      const checked = checkForwarding(wanted, making.own);
      if (!checked.ok) return faulty(checked);
      const made = { ...checked.value, madeAt: making.at, madeFrom: making.from };
      return done({ ...rules, forwarding: made.targets.length === 0 ? null : made });
    }
    case 'vacation': {
      if (wanted.vacation === null) return done({ ...rules, vacation: null });
      const checked = checkVacation(wanted.vacation);
      return checked.ok ? done({ ...rules, vacation: checked.value }) : faulty(checked);
    }
    case 'add-sender':
    case 'remove-sender':
      return withSender(rules, wanted);
    case 'spam':
      return done({ ...rules, spam: wanted.to });
  }
}

/** Circles through a mailbox as things are now; `always`: only those without conditions, by aliases and forwardings. */
async function circlesOf(sql: Sql, own: string, which: 'all' | 'always'): Promise<readonly (readonly string[])[]> {
  const circles = await circlesThrough(own, async (address) => {
    const hops = await hopsFrom(sql, address);
    return which === 'all' ? hops : hops.filter(({ by }) => by !== 'rule');
  });
  return circles.map(pathOf);
}

/** Makes one change; the answer is the whole record as it is now. */
export async function changeRules(deps: Acting, request: ChangeRequest): Promise<Outcome<RulesView>> {
  const address = readAddress(request.address);
  if (!address.ok) return address;
  return await change(deps, async (tx, audit) => {
    const mailbox = await mailboxByAddress(tx, address.value.text);
    if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
    const before = await rulesOfMailbox(tx, mailbox.id);
    if (request.version !== undefined && request.version !== null && request.version !== before.version)
      return refused('ruleChangedMeanwhile');
    const at = deps.clock.now();
    const making = { own: mailbox.address, actor: deps.actor, from: request.from ?? null, at };
    const after = changed(before.rules, request.change, making);
    if (!after.ok) return after;
    const kept = { rules: after.value, version: before.version + 1 };
    await putRules(tx, mailbox.id, kept, at);
    if (request.change.kind === 'forwarding') {
      const [found] = await circlesOf(tx, mailbox.address, 'always');
      if (found !== undefined) return misuse('ruleForwardLoop', { path: found.join(' → '), field: 'targets' });
    }
    const isVouched = (request.consent ?? (deps.actor === 'operator' ? 'operator' : 'ask')) === 'operator';
    const vouched = await noteTargets(tx, {
      owner: mailbox.id,
      before: forwardTargets(before.rules),
      after: forwardTargets(after.value),
      at,
      by: deps.actor,
      isVouched,
    });
    for (const target of vouched)
      await audit('mailbox.forward-consent.operator', mailbox.address, null, { target, by: deps.actor });
    const from = request.from === undefined ? {} : { from: request.from };
    await audit(`mailbox.rules.${request.change.kind}`, mailbox.address, shown(before.rules), {
      ...shown(after.value),
      ...from,
    });
    const consents = await shownConsents(tx, mailbox.id, forwardTargets(kept.rules), at);
    const circles = await circlesOf(tx, mailbox.address, 'all');
    return done({ address: mailbox.address, consents, circles, ...kept });
  });
}

/** What the audit log keeps: enough to see and to undo, without long letters. */
const shown = (rules: MailRules) => ({
  rules: JSON.stringify(rules.rules).slice(0, 4000),
  forwarding: JSON.stringify(rules.forwarding),
  vacation: JSON.stringify(rules.vacation).slice(0, 1000),
  senders: JSON.stringify([rules.blockedSenders, rules.allowedSenders]).slice(0, 2000),
  spam: rules.spam,
});
