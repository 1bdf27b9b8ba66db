/** A rule while somebody builds it: every row has all fields, so that changing its kind loses nothing that was typed. Pure. */
import { folderName, folderPath, nameFor, type Words } from './sentence.ts';
import type { Action, Condition, Draft, TextField, TextMatch } from './shapes.ts';
import { TEXT_FIELDS } from './shapes.ts';

export const FIELDS = [...TEXT_FIELDS, 'size', 'spam'] as const;
export type Field = (typeof FIELDS)[number];
export const DEEDS = ['folder', 'copy', 'seen', 'flagged', 'forward', 'reply', 'discard'] as const;
export type Deed = (typeof DEEDS)[number];

export interface ConditionRow {
  readonly key: number;
  field: Field;
  match: TextMatch;
  value: string;
  over: 'over' | 'under';
  megabytes: string;
  spam: 'yes' | 'no';
}
export interface ActionRow {
  readonly key: number;
  deed: Deed;
  folder: string;
  to: string;
  keep: boolean;
  text: string;
}
let last = 0;
const BYTES = 1_000_000;

export const newCondition = (field: Field = 'from', value = '', match: TextMatch = 'contains'): ConditionRow => ({
  key: ++last,
  field,
  match,
  value,
  over: 'over',
  megabytes: '5',
  spam: 'yes',
});
export const newAction = (deed: Deed = 'folder'): ActionRow => ({
  key: ++last,
  deed,
  folder: '',
  to: '',
  keep: true,
  text: '',
});

export function conditionRow(condition: Condition): ConditionRow {
  const row = newCondition(condition.field);
  if (condition.field === 'size')
    return { ...row, over: condition.match, megabytes: String(condition.bytes / BYTES).replace('.', ',') };
  if (condition.field === 'spam') return { ...row, spam: condition.is ? 'yes' : 'no' };
  return { ...row, match: condition.match, value: condition.value };
}
export function actionRow(text: Words, action: Action): ActionRow {
  const row = newAction(action.kind === 'mark' ? action.mark : action.kind);
  if (action.kind === 'folder' || action.kind === 'copy') return { ...row, folder: folderName(text, action.folder) };
  if (action.kind === 'forward') return { ...row, to: action.to, keep: action.keep };
  return action.kind === 'reply' ? { ...row, text: action.text } : row;
}

function condition(row: ConditionRow): Condition {
  if (row.field === 'size') {
    const megabytes = Number(row.megabytes.trim().replace(',', '.'));
    // What is no number is refused by the server, beside the field.
    const bytes = row.megabytes.trim() === '' || !Number.isFinite(megabytes) ? -1 : Math.round(megabytes * BYTES);
    return { field: 'size', match: row.over, bytes };
  }
  if (row.field === 'spam') return { field: 'spam', is: row.spam === 'yes' };
  return { field: row.field as TextField, match: row.match, value: row.value };
}
function action(text: Words, row: ActionRow): Action {
  switch (row.deed) {
    case 'folder':
    case 'copy':
      return { kind: row.deed, folder: folderPath(text, row.folder) };
    case 'forward':
      return { kind: 'forward', to: row.to, keep: row.keep };
    case 'reply':
      return { kind: 'reply', text: row.text };
    case 'discard':
      return { kind: 'discard' };
    default:
      return { kind: 'mark', mark: row.deed };
  }
}

export interface Building {
  readonly name: string;
  readonly enabled: boolean;
  readonly match: 'all' | 'any';
  readonly conditions: readonly ConditionRow[];
  readonly actions: readonly ActionRow[];
  readonly stop: boolean;
}
/** As the API takes it; a rule without a name gets one. */
export function draftOf(text: Words, building: Building): Draft {
  const conditions = building.conditions.map(condition);
  const actions = building.actions.map((row) => action(text, row));
  const name = building.name.trim() === '' ? nameFor(text, { conditions, actions }) : building.name;
  return { name, enabled: building.enabled, match: building.match, conditions, actions, stop: building.stop };
}
