/** How a finding of the settings check is made: the fault's own weight and cause, and what the judge saw. Pure. */
import type { CauseId } from '#src/model/cause-id.ts';
import type { AccountSettings, ServerSettings } from '#src/model/program-settings.ts';
import { type Fault, FAULTS, type Field, type SettingFinding } from './faults.ts';
import type { RightSettings } from './right.ts';

/** One server of one account, with all it is judged by. */
export interface Asked {
  readonly index: number;
  readonly account: AccountSettings;
  readonly address: string | null;
  readonly right: RightSettings;
  readonly way: 'incoming' | 'outgoing';
  readonly server: ServerSettings;
}
type Seen = Partial<Pick<SettingFinding, 'says' | 'should' | 'line' | 'args' | 'edits'>>;
interface Where {
  readonly index: number;
  readonly way?: 'incoming' | 'outgoing';
}

export function finding({ index, way }: Where, fault: Fault, field: Field, seen: Seen = {}): SettingFinding {
  const { weight, cause } = FAULTS[fault];
  const side = way ?? 'incoming';
  const named = (cause === 'host' || cause === 'port' ? `cli-wrong-${side}-${cause}` : cause) as CauseId | null;
  return {
    fault,
    weight,
    cause: named,
    account: index,
    server: way ?? null,
    field,
    says: seen.says === undefined || seen.says === null ? null : withoutSecrets(seen.says),
    should: seen.should ?? null,
    line: seen.line ?? null,
    args: seen.args ?? {},
    edits: seen.edits ?? [],
  };
}

/** A host or name field that somebody filled with a whole address may carry a password in it. */
export const withoutSecrets = (text: string): string =>
  text
    .replace(/(:\/\/[^/\s:@]*):[^/\s]*@/, '$1:…@')
    .replace(/^([^\s:@/]+):[^\s@]+@(?=[^\s@]+\.)/, '$1:…@')
    .slice(0, 200);
