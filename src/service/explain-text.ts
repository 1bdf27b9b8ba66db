/** An explained text for people: what was recognised, what it means, what to do. Used by the command line. */
import { texts } from '#src/messages/catalogue.ts';
import { whenText, type Reader } from '#src/messages/telling.ts';
import type { Language } from '#src/model/language.ts';
import type { Program } from '#src/diagnosis/texts/pattern.ts';
import { hereAndNow } from './diagnose-text.ts';
import type { ExplainedFinding, ExplainResult } from './explain.ts';

/** Lines for a terminal. */
export function renderExplained(
  result: ExplainResult,
  language: Language,
  place: Omit<Reader, 'language'> = hereAndNow(),
): string {
  const reader: Reader = { language, ...place };
  const { explain } = texts(language);
  if (result.unknown) return `${explain.unknown}\n${explain.unknownAdvice}`;
  const lines = [explain.recognised, ...recognised(result, reader), ''];
  const [first, ...others] = result.findings;
  if (first !== undefined) lines.push(...findingLines(first, reader, true), '');
  if (others.length > 0) {
    lines.push(first?.certainty === 'possible' ? explain.causes : texts(language).diagnose.also);
    for (const other of others) lines.push(...findingLines(other, reader, false));
    lines.push('');
  }
  const { subject } = result.text;
  lines.push(subject === null ? explain.alone : explain.ownDecides({ subject }));
  return lines.join('\n');
}

function recognised({ text }: ExplainResult, reader: Reader): string[] {
  const { explain } = texts(reader.language);
  const { bounce } = text;
  const failed = bounce?.recipients.find((one) => text.recipients.includes(one.address));
  const program = text.program === null ? null : (explain.programs[text.program as Program] ?? text.program);
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    [explain.program, program],
    [explain.code, text.code],
    [explain.recipient, failed?.address],
    [explain.answer, failed?.diagnostic ?? (text.quote === null ? null : `«${text.quote}»`)],
    [explain.remote, failed?.remoteMta],
    [explain.reporter, bounce?.reportingMta],
    [explain.sent, bounce?.originalDate == null ? null : whenText(Date.parse(bounce.originalDate), reader)],
  ];
  const told = rows.flatMap(([name, value]) => (value == null || value === '' ? [] : [`  ${name}: ${value}`]));
  return text.direction === null ? told : [...told, `  ${explain.direction[text.direction]}`];
}

function findingLines(finding: ExplainedFinding, reader: Reader, isFirst: boolean): string[] {
  const { diagnose } = texts(reader.language);
  const head = `  ${finding.title} (${diagnose.certainty[finding.certainty]})`;
  if (!isFirst) return [head];
  return [
    head,
    `  ${finding.summary}`,
    `  ${diagnose.why} ${finding.why}`,
    ...(finding.fix.length === 0 ? [] : [`  ${diagnose.todo}`]),
    ...finding.fix.map((one, index) => `    ${index + 1}. ${one.text}`),
  ];
}
