/** A diagnosis as text for people: one root cause in plain words, the proof, what to do, what was checked. Used by the CLI. */
import type { Observed } from '#src/diagnosis/evidence.ts';
import { texts } from '#src/messages/catalogue.ts';
import { listText, whenText, type Reader } from '#src/messages/telling.ts';
import type { Language } from '#src/model/language.ts';
import { systemClock } from '#src/net/clock.ts';
import type { DiagnosedFinding, DiagnoseResult } from './diagnose-result.ts';

/** The clock and time zone of this machine: for words only. */
export const hereAndNow = (): Omit<Reader, 'language'> => ({
  now: systemClock.now(),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

type Evidence = DiagnosedFinding['evidence'][number];
const list = (value: unknown): readonly Record<string, unknown>[] => (Array.isArray(value) ? value : []);
const word = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** The observation in the technical words that can be checked: a record as in a zone file, an attempt as in a log. */
function shown(probe: string, observed: Observed, reader: Reader): string {
  const when = (row: Record<string, unknown>): string => whenText(Date.parse(word(row['lastAt'])), reader);
  const rows = [...list(observed['attempts']), ...list(observed['mismatches']), ...list(observed['refusals'])];
  if (rows.length > 0)
    return rows
      .slice(0, 3)
      .map((row) =>
        [
          when(row),
          word(row['endpoint']),
          word(row['remoteAddress']),
          word(row['login']),
          word(row['outcome']) || word(row['cause']),
          `×${word(row['count'])}`,
        ]
          .filter((part) => part !== '')
          .join(' · '),
      )
      .join('; ');
  switch (probe) {
    case 'dns.mx': {
      const records = list(observed['records']).map((one) => `${word(one['preference'])} ${word(one['host']) || '.'}`);
      return `${word(observed['domain'])} MX ${records.join(', ') || '–'}`;
    }
    case 'dns.mx-addresses':
      return list(observed['hosts'])
        .map(
          (one) =>
            `${word(one['host'])} → ${Array.isArray(one['addresses']) ? one['addresses'].join(', ') || '–' : '?'}`,
        )
        .join('; ');
    default: {
      const pairs = Object.entries(observed).filter(([, value]) => typeof value !== 'object' || Array.isArray(value));
      return pairs
        .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
        .join(' ')
        .slice(0, 240);
    }
  }
}

function proofLine(evidence: Evidence, reader: Reader): string {
  const { diagnose } = texts(reader.language);
  const name = diagnose.probes[evidence.probe] ?? evidence.probe;
  return `  ${diagnose.proof} ${name} (${whenText(Date.parse(evidence.at), reader)}): ${shown(evidence.probe, evidence.observed, reader)}`;
}

function findingLines(finding: DiagnosedFinding, reader: Reader, isShort: boolean): string[] {
  const { diagnose } = texts(reader.language);
  const head = `  ${finding.title} (${diagnose.certainty[finding.certainty]})`;
  if (isShort) return [head, `    ${finding.summary}`, ...finding.fix.map((one) => `    → ${one.text}`)];
  return [
    head,
    `  ${finding.summary}`,
    `  ${diagnose.why} ${finding.why}`,
    ...finding.evidence.map((one) => proofLine(one, reader)),
    ...(finding.fix.length === 0 ? [] : [`  ${diagnose.todo}`]),
    ...finding.fix.map((one, index) => `    ${index + 1}. ${one.text}`),
  ];
}

/** Whose the settings are that were brought along, and where the corrected file is. */
function programLines({ program, written }: DiagnoseResult, language: Language): readonly string[] {
  if (program === undefined) return [];
  const words = texts(language).programSettings;
  const format = program.settings?.format ?? null;
  const file = written === undefined || format === null ? [] : [words.fileMade(written), words.putBack[format]];
  return [program.text, ...file, ''];
}

/** Settings and limits of somebody else's customer, as that provider states them. */
function providerLines({ provider }: DiagnoseResult, { language }: Reader): readonly string[] {
  if (provider === undefined) return [];
  const words = texts(language).provider;
  const lines = [words.head(provider)];
  for (const [name, door] of [
    [words.incoming, provider.incoming],
    [words.outgoing, provider.outgoing],
  ] as const)
    if (door !== null)
      lines.push(`${name}: ${door.host}:${door.port} (${door.mode === 'tls' ? 'SSL/TLS' : 'STARTTLS'})`);
  if (provider.incoming !== null) lines.push(words.login[provider.login]);
  if (provider.password !== 'own') lines.push(words.password[provider.password]);
  if (provider.webmail !== null) lines.push(words.webmail({ url: provider.webmail }));
  const limits = provider.limits.map((one) =>
    `${one.count} ${words.per[one.per]} ${one.per === 'message' ? '' : words.of[one.of]}`.trim(),
  );
  if (limits.length > 0) lines.push(words.limits({ list: listText(limits, language) }));
  if (provider.stopMinutes !== null) lines.push(words.stop({ minutes: provider.stopMinutes }));
  return [...lines.map((line, index) => (index === 0 ? line : `  ${line}`)), ''];
}

/** Lines for a terminal. */
export function renderText(
  result: DiagnoseResult,
  language: Language,
  place: Omit<Reader, 'language'> = hereAndNow(),
): string {
  const reader: Reader = { language, ...place };
  const { diagnose } = texts(reader.language);
  const headline = { 'cause-found': diagnose.found, healthy: diagnose.healthy, inconclusive: diagnose.inconclusive };
  const part = (role: string): readonly DiagnosedFinding[] => result.findings.filter((one) => one.role === role);
  const nameOf = (probe: string): string => diagnose.probes[probe] ?? probe;
  const lines = [headline[result.verdict]({ subject: result.subject }), ''];
  const below = (above: DiagnosedFinding): readonly DiagnosedFinding[] =>
    part('consequence').filter((one) => one.under === above.cause);
  const folded = (above: DiagnosedFinding): string[] =>
    below(above).length === 0
      ? []
      : [diagnose.consequence, ...below(above).flatMap((one) => findingLines(one, reader, true)), ''];
  for (const finding of part('root')) lines.push(...findingLines(finding, reader, false), '', ...folded(finding));
  const beside = part('also');
  if (beside.length > 0) lines.push(result.verdict === 'cause-found' ? diagnose.also : diagnose.note);
  for (const finding of beside) lines.push(...findingLines(finding, reader, true), ...folded(finding));
  if (beside.length > 0) lines.push('');
  lines.push(...programLines(result, language), ...providerLines(result, reader));
  lines.push(diagnose.verified({ list: listText(result.verified.map(nameOf), reader.language) }));
  if (result.unchecked.length > 0)
    lines.push(
      diagnose.unchecked,
      ...result.unchecked.map(({ probe, why }) => `  ${nameOf(probe)}: ${diagnose.whys[why] ?? why}`),
    );
  const mendable = result.findings.find((one) => one.fix.length > 0);
  if (result.case !== undefined && mendable !== undefined)
    lines.push('', texts(language).fixing.caseLine({ command: `postvakt fix ${result.case} ${mendable.id}` }));
  return `${lines.join('\n')}\n`;
}
