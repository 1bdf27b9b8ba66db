/** A rule read aloud: one or two sentences in the reader's language. Pure, apart from the words it is given. */
import { size } from '../format.ts';
import type { Action, Condition, Draft } from './shapes.ts';
import type { Words as Common } from './words/nb.ts';
import type { SortWords } from './words/rules-nb.ts';

/** The words that a rule is read with. */
export type Words = Pick<Common, 'folders'> & Pick<SortWords, 'sentence'>;

const ROLES: Readonly<Record<string, string>> = {
  INBOX: 'inbox',
  Junk: 'junk',
  Trash: 'trash',
  Archive: 'archive',
  Sent: 'sent',
  Drafts: 'drafts',
};
/** A folder as the reader calls it. */
export function folderName(text: Pick<Words, 'folders'>, path: string): string {
  const role = ROLES[path];
  return (role === undefined ? undefined : text.folders[role]) ?? path;
}
/** The folder that somebody means who writes its name in his language. */
export function folderPath(text: Pick<Words, 'folders'>, typed: string): string {
  const name = typed.trim();
  const role = Object.entries(text.folders).find(([, shown]) => shown.toLowerCase() === name.toLowerCase())?.[0];
  return Object.entries(ROLES).find(([, one]) => one === role)?.[0] ?? name;
}

export function conditionText(text: Words, condition: Condition): string {
  const words = text.sentence;
  switch (condition.field) {
    case 'size':
      return words[condition.match](size(condition.bytes));
    case 'spam':
      return condition.is ? words.spamYes : words.spamNo;
    default:
      return words.match[condition.match](
        words.field[condition.field],
        condition.value.trim() === '' ? '…' : condition.value,
      );
  }
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
};
export function actionText(text: Words, action: Action): string {
  const words = text.sentence;
  switch (action.kind) {
    case 'folder':
    case 'copy':
      return words[action.kind](action.folder === '' ? '…' : folderName(text, action.folder));
    case 'forward':
      return words.forward(action.to.trim() === '' ? '…' : action.to, action.keep);
    case 'mark':
      return words[action.mark];
    case 'discard':
      return words.discard;
    case 'reply':
      return words.reply(shortened(action.text));
  }
}

/** The whole rule. */
export function ruleSentence(text: Words, rule: Pick<Draft, 'match' | 'conditions' | 'actions' | 'stop'>): string {
  const words = text.sentence;
  const head =
    rule.conditions.length === 0
      ? words.every
      : words.when(
          rule.conditions.map((one) => conditionText(text, one)),
          rule.match === 'all',
        );
  const deed = words.then(rule.actions.map((one) => actionText(text, one)));
  return `${head}: ${deed}${deed.endsWith('…') ? '' : '.'}${rule.stop ? ` ${words.stop}` : ''}`;
}

/** A name for a rule that was given none. */
export function nameFor(text: Words, rule: Pick<Draft, 'conditions' | 'actions'>): string {
  const [condition] = rule.conditions;
  const [action] = rule.actions;
  const name =
    condition !== undefined && 'value' in condition && condition.value.trim() !== ''
      ? condition.value
      : action !== undefined
        ? actionText(text, action)
        : text.sentence.every;
  const line = name.replace(/\s+/g, ' ').trim().slice(0, 80);
  return line.charAt(0).toUpperCase() + line.slice(1);
}
