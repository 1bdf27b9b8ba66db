/** What a fix answers: previews, results, records and letters as values for CLI and API. Made by fixes.ts; types and words. */
import type { FixLevel } from '#src/diagnosis/finding.ts';
import { texts } from '#src/messages/catalogue.ts';
import { listText, type Reader, whenText } from '#src/messages/telling.ts';
import type { FixId } from '#src/diagnosis/fixes.ts';
import { tell } from '#src/messages/telling.ts';
import type { Change } from '#src/model/change.ts';
import type { ZoneRecord } from '#src/net/dns-write/writer.ts';
import type { WatchEntry } from '#src/store/cases.ts';
import type { Job, Plan } from './fixes/applier.ts';
import type { Proof } from './fix-prove.ts';

export interface RecordView {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  /** As a panel wants it: no quotes, no final dot. */
  readonly value: string;
  /** As a zone file writes it, the whole line. */
  readonly line: string;
}
export interface FixPreview {
  readonly case: string;
  readonly finding: string;
  readonly fix: string;
  readonly level: FixLevel;
  readonly text: string;
  /** What happens when it is applied: `change` needs consent, `already` needs nothing, the rest is told. */
  readonly kind: Plan['kind'] | 'steps';
  readonly changes: readonly Change[];
  /** Stands for exactly these changes: consent names it. */
  readonly token: string | null;
  /** What has to be answered first. */
  readonly question: string | null;
  readonly remove: readonly RecordView[];
  readonly add: readonly RecordView[];
  readonly pay: {
    readonly invoice: string;
    readonly amount: string;
    readonly reference: string;
    readonly link: string;
  } | null;
  readonly until: string | null;
  readonly canUndo: boolean;
  readonly watch: { readonly until: string; readonly state: string; readonly log: readonly WatchEntry[] } | null;
}
export interface FixResult {
  readonly case: string;
  readonly finding: string;
  readonly fix: string;
  /** `stale`: the world is no longer as in the preview, nothing was done; `preview` shows it as it is. */
  readonly kind: 'applied' | 'already' | 'stale' | 'undone';
  readonly fixed: boolean | 'settling';
  /** The last moment at which the old answer may still be seen. */
  readonly until: string | null;
  readonly changes: readonly Change[];
  readonly proofs: readonly Proof[];
  readonly preview: FixPreview | null;
  readonly once: { readonly address: string; readonly secret: string } | null;
  readonly watchUntil: string | null;
}

const panelValue = (record: ZoneRecord, text: string): string =>
  record.type === 'TXT' ? text : record.value.replace(/\.$/, '');

export const recordView = (record: ZoneRecord, text: string): RecordView => ({
  name: record.name,
  type: record.type,
  ttl: record.ttlSeconds,
  value: panelValue(record, text),
  line: `${record.name}. ${record.ttlSeconds} IN ${record.type} ${record.value}`,
});

/** The sentence that the diagnosis told for this fix. */
export const fixText = ({ fix }: Job, reader: Reader): string =>
  texts(reader.language).fixes[fix.id as FixId](tell(fix.args, reader));

/** The question of a plan in words, with the option that answers it. */
export function questionText(plan: Extract<Plan, { kind: 'ask' }>, reader: Reader): string {
  const { fixing } = texts(reader.language);
  if (plan.question === 'value') {
    const what = fixing.what[plan.names[0] as keyof typeof fixing.what];
    return fixing.ask.value({ what, option: '--value <…>' });
  }
  return fixing.ask[plan.question]({
    hosts: listText(plan.names, reader.language),
    option: `--remove ${plan.names.join(',')}`,
  });
}

export const when = (iso: string, reader: Reader): string => whenText(Date.parse(iso), reader);
