/** Values of a plan in words and groups: which keys stand together, how a number is read. Pure, apart from the reader's language. */
import { count, money, size } from '../format.ts';
import type { PlanLine, PlanValue } from './shapes.ts';
import type { nbPolicy } from './words/policy-nb.ts';

type Text = typeof nbPolicy;
export type Group = keyof Text['groups'];

/** Which group a key stands in. */
export function groupOf(key: string): Group {
  if (/^(mailbox|domain|message|limit)\./.test(key)) return 'sending';
  if (/^(young|unknown|bounce)\./.test(key)) return 'young';
  if (key.startsWith('abuse.')) return 'abuse';
  if (key.startsWith('bulk.')) return 'bulk';
  if (key.startsWith('quota.')) return 'storage';
  if (key.startsWith('dunning.')) return 'dunning';
  return 'price';
}
export const GROUPS: readonly Group[] = ['sending', 'storage', 'price', 'dunning', 'young', 'abuse', 'bulk'];

export const valueOf = ({ values }: PlanLine, key: string): PlanValue | undefined =>
  values.find((one) => one.key === key);

/** `60 min`, `5 GB`, `300`, `avvis`. */
export function shownAs(text: Text, kind: PlanValue['kind'], value: string): string {
  const number = Number(value);
  switch (kind) {
    case 'seconds':
      return number % 86_400 === 0
        ? `${count(number / 86_400)} d`
        : number % 3600 === 0
          ? `${count(number / 3600)} t`.replace(' t', ' h')
          : number % 60 === 0
            ? `${count(number / 60)} min`
            : `${count(number)} s`;
    case 'bytes':
      return number === 0 ? '∞' : size(number);
    case 'percent':
      return `${count(number)} %`;
    case 'days':
    case 'count':
      return count(number);
    case 'word':
      return text.values[value] ?? value;
    case 'money':
    case 'currency':
      return value;
  }
}
export const shownValue = (text: Text, value: PlanValue | undefined): string =>
  value === undefined ? '' : shownAs(text, value.kind, value.value);

/** The price as money. */
export const priceOf = (plan: PlanLine): string =>
  money(valueOf(plan, 'price.amount')?.value ?? '0', valueOf(plan, 'price.currency')?.value ?? 'NOK');
