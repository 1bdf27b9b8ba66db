/** A run over many subjects as text for people: counts, and what changed since the last run. Used by the CLI. */
import { texts } from '#src/messages/catalogue.ts';
import type { PresentCause } from '#src/diagnosis/present.ts';
import type { Language } from '#src/model/language.ts';
import type { BatchResult } from './batch.ts';

/** Lines for a terminal; at most 200 changes are named. */
export function renderBatch(result: BatchResult, language: Language): string {
  const { batch, causes } = texts(language);
  const title = (id: string | null): string => (id === null ? '–' : (causes[id as PresentCause]?.title ?? id));
  const lines = [batch.done(result)];
  if (result.resumed > 0) lines.push(batch.resumed({ count: result.resumed }));
  lines.push(batch.speed(result));
  if (!result.compared) lines.push(batch.first);
  else if (result.changes.length === 0) lines.push(batch.unchanged);
  else lines.push(batch.changes);
  for (const { subject, kind, before, after } of result.changes.slice(0, 200))
    lines.push(`  ${subject}: ${batch.change[kind]({ before: title(before), after: title(after) })}`);
  if (result.changes.length > 200) lines.push(`  … +${result.changes.length - 200}`);
  if (result.out !== null) lines.push(batch.out({ file: result.out }));
  return lines.join('\n');
}
