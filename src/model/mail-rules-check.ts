/**
 * Is what somebody typed a rule we can follow? Gives the record as it is kept, or the field that is wrong and why. Called by
 * the use cases; knows no mailbox but the one it is for. Pure.
 */
import { parseAddress, parseDomain } from './address.ts';
import { normaliseFolderName } from './folder-name.ts';
import {
  type Condition,
  type Forwarding,
  type MailRule,
  MAX_ACTIONS,
  MAX_CONDITIONS,
  MAX_EVERY_DAYS,
  MAX_FORWARDS,
  MAX_REPLY,
  MAX_VALUE,
  type RuleAction,
  TEXT_FIELDS,
  TEXT_MATCHES,
  type TextField,
  type TextMatch,
  type Vacation,
} from './mail-rules.ts';

/** `field`: a path such as `conditions.0.value`. */
export interface RuleFault {
  readonly field: string;
  readonly key:
    | 'ruleNameBad'
    | 'ruleEmpty'
    | 'ruleTooLong'
    | 'ruleTextBad'
    | 'ruleSizeBad'
    | 'ruleFolderBad'
    | 'ruleAddressBad'
    | 'ruleForwardSelf'
    | 'ruleReplyBad'
    | 'ruleTimesBad'
    | 'ruleDaysBad'
    | 'ruleSenderBad';
  readonly args: Readonly<Record<string, string | number>>;
}
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: RuleFault };

const good = <T>(value: T): Checked<T> => ({ ok: true, value });
const bad = (field: string, key: RuleFault['key'], args: RuleFault['args'] = {}): Checked<never> => ({
  ok: false,
  fault: { field, key, args },
});

/** As typed; what made it (time, person) is added by the use case. */
export interface RuleDraft {
  readonly name: string;
  readonly enabled: boolean;
  readonly match: 'all' | 'any';
  readonly conditions: readonly Condition[];
  readonly actions: readonly RuleAction[];
  readonly stop: boolean;
}

// oxlint-disable-next-line no-control-regex
const hasControls = (text: string): boolean => /[\u0000-\u001f\u007f]/.test(text);
/** Line breaks and tabs are fine in a letter. */
// oxlint-disable-next-line no-control-regex
const isLetterText = (text: string): boolean => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);

function checkCondition(condition: Condition, field: string): Checked<Condition> {
  switch (condition.field) {
    case 'size': {
      const { bytes } = condition;
      return Number.isSafeInteger(bytes) && bytes >= 0 ? good(condition) : bad(`${field}.bytes`, 'ruleSizeBad');
    }
    case 'spam':
      return good(condition);
    case 'from':
    case 'to':
    case 'subject':
    case 'list-id': {
      const value = condition.value.normalize('NFC').trim();
      if (value === '' || value.length > MAX_VALUE || hasControls(value))
        return bad(`${field}.value`, 'ruleTextBad', { max: MAX_VALUE });
      if (!TEXT_FIELDS.includes(condition.field as TextField) || !TEXT_MATCHES.includes(condition.match as TextMatch))
        return bad(field, 'ruleTextBad', { max: MAX_VALUE });
      return good({ ...condition, value });
    }
  }
}

function checkTarget(typed: string, own: string, field: string): Checked<string> {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return bad(field, 'ruleAddressBad', { address: typed.slice(0, 100) });
  return parsed.value.text === own ? bad(field, 'ruleForwardSelf', { address: own }) : good(parsed.value.text);
}

/** A letter that goes out by itself. */
function checkReply(text: string, field: string): Checked<string> {
  const trimmed = text.normalize('NFC').trim();
  const isGood = trimmed !== '' && trimmed.length <= MAX_REPLY && isLetterText(trimmed);
  return isGood ? good(trimmed) : bad(field, 'ruleReplyBad', { max: MAX_REPLY });
}

function checkAction(action: RuleAction, own: string, field: string): Checked<RuleAction> {
  switch (action.kind) {
    case 'folder':
    case 'copy': {
      const folder = normaliseFolderName(action.folder.trim());
      return folder === null
        ? bad(`${field}.folder`, 'ruleFolderBad', { folder: action.folder.slice(0, 100) })
        : good({ kind: action.kind, folder });
    }
    case 'forward': {
      const to = checkTarget(action.to, own, `${field}.to`);
      return to.ok ? good({ kind: 'forward', to: to.value, keep: action.keep }) : to;
    }
    case 'reply': {
      const text = checkReply(action.text, `${field}.text`);
      return text.ok ? good({ kind: 'reply', text: text.value }) : text;
    }
    case 'mark':
    case 'discard':
      return good(action);
  }
}

function each<T>(items: readonly T[], check: (item: T, index: number) => Checked<T>): Checked<readonly T[]> {
  const values: T[] = [];
  for (const [index, item] of items.entries()) {
    const checked = check(item, index);
    if (!checked.ok) return checked;
    values.push(checked.value);
  }
  return good(values);
}

/** One rule. `own`: canonical address of the mailbox. */
export function checkRule(draft: RuleDraft, own: string): Checked<RuleDraft> {
  const name = draft.name.normalize('NFC').trim();
  if (name === '' || name.length > 100 || hasControls(name)) return bad('name', 'ruleNameBad');
  if (draft.actions.length === 0) return bad('actions', 'ruleEmpty');
  if (draft.conditions.length > MAX_CONDITIONS) return bad('conditions', 'ruleTooLong', { max: MAX_CONDITIONS });
  if (draft.actions.length > MAX_ACTIONS) return bad('actions', 'ruleTooLong', { max: MAX_ACTIONS });
  const conditions = each(draft.conditions, (one, index) => checkCondition(one, `conditions.${index}`));
  if (!conditions.ok) return conditions;
  const actions = each(draft.actions, (one, index) => checkAction(one, own, `actions.${index}`));
  if (!actions.ok) return actions;
  const { enabled, match, stop } = draft;
  return good({ name, enabled, match, stop, conditions: conditions.value, actions: actions.value });
}

export function checkForwarding(
  typed: Pick<Forwarding, 'targets' | 'keepCopy'>,
  own: string,
): Checked<Pick<Forwarding, 'targets' | 'keepCopy'>> {
  if (typed.targets.length > MAX_FORWARDS) return bad('targets', 'ruleTooLong', { max: MAX_FORWARDS });
  const targets = each(typed.targets, (one, index) => checkTarget(one, own, `targets.${index}`));
  return targets.ok ? good({ targets: [...new Set(targets.value)], keepCopy: typed.keepCopy }) : targets;
}

export function checkVacation(typed: Vacation): Checked<Vacation> {
  const text = checkReply(typed.text, 'text');
  if (!text.ok) return text;
  const { fromAt, untilAt, everyDays } = typed;
  if (fromAt !== null && untilAt !== null && untilAt <= fromAt) return bad('untilAt', 'ruleTimesBad');
  if (!Number.isInteger(everyDays) || everyDays < 1 || everyDays > MAX_EVERY_DAYS)
    return bad('everyDays', 'ruleDaysBad', { max: MAX_EVERY_DAYS });
  const subject = typed.subject?.replace(/\s+/g, ' ').trim().slice(0, 200) ?? '';
  return good({ ...typed, text: text.value, subject: subject === '' ? null : subject });
}

/** An entry of a list of senders: an address, or a domain with or without `@`. */
export function checkSender(typed: string): Checked<string> {
  const text = typed.trim().toLowerCase();
  const address = parseAddress(text);
  if (address.ok) return good(address.value.text);
  const domain = parseDomain(text.replace(/^\*?@/, ''));
  return domain.ok && domain.value.includes('.')
    ? good(`@${domain.value}`)
    : bad('sender', 'ruleSenderBad', { sender: typed.slice(0, 100) });
}

/** The rule as kept. */
export const madeRule = (
  draft: RuleDraft,
  made: Pick<MailRule, 'id' | 'madeAt' | 'madeBy' | 'madeFrom'>,
): MailRule => ({
  ...draft,
  ...made,
});
