/** "Rule from this message": what the address of the page says of a message, as the beginning of a rule. Pure. */
import type { Condition, Draft } from './shapes.ts';

const MOST = 300;
/** `?from=…&subject=…&list=…`; null when nothing of it is there. A mailing list is told by its list id, better than by a sender. */
export function ruleFrom(search: Pick<URLSearchParams, 'get'>): Draft | null {
  const value = (name: string): string => (search.get(name) ?? '').trim().slice(0, MOST);
  const [from, subject, list] = [value('from'), value('subject'), value('list')];
  const conditions: Condition[] = [];
  if (list !== '') conditions.push({ field: 'list-id', match: 'contains', value: list });
  else if (from !== '') conditions.push({ field: 'from', match: from.includes('@') ? 'is' : 'contains', value: from });
  if (subject !== '') conditions.push({ field: 'subject', match: 'contains', value: subject });
  if (conditions.length === 0) return null;
  return { name: '', enabled: true, match: 'all', conditions, actions: [{ kind: 'folder', folder: '' }], stop: false };
}
