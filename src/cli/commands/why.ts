/** `diagnose` and `trace`: why, and what happened. */
import { parseAddress, parseDomain } from '#src/model/address.ts';
import type { Symptom } from '#src/diagnosis/finding.ts';
import { type DiagnoseResult, renderText } from '#src/service/diagnose.ts';
import { done, misuse, type Outcome } from '#src/service/outcome.ts';
import { renderTrace, type TraceResult } from '#src/service/trace.ts';
import { type Command, command } from '../command.ts';

const SYMPTOMS: readonly Symptom[] = ['receive', 'send', 'both', 'some', 'slow', 'unknown'];

function readSubject(typed: string): Outcome<string> {
  const parsed = typed.includes('@') ? parseAddress(typed) : parseDomain(typed);
  if (!parsed.ok) return misuse('subjectNeither', { subject: JSON.stringify(typed.slice(0, 320)).slice(1, -1) });
  return done(typeof parsed.value === 'string' ? parsed.value : parsed.value.text);
}

export const WHY_COMMANDS: readonly Command[] = [
  command<{ readonly subject: string; readonly symptom: Symptom }, DiagnoseResult>({
    name: 'diagnose',
    usage: '<address|domain> [--symptom receive|send|both|some|slow]',
    options: { symptom: 'value' },
    parse: ({ words, options }) => {
      if (words.length !== 1) return null;
      const subject = readSubject(words[0]);
      if (!subject.ok) return subject;
      const symptom = SYMPTOMS.find((one) => one === (options.symptom ?? 'unknown'));
      if (symptom === undefined) return misuse('badSymptom', { symptom: String(options.symptom) });
      return done({ subject: subject.value, symptom });
    },
    run: (app, params, { language }) => app.diagnose({ ...params, language }),
    render: (result, language) => renderText(result, language).trimEnd(),
    exitCode: (result) => (result.verdict === 'healthy' ? 0 : 1),
  }),
  command<{ readonly subject: string }, TraceResult>({
    name: 'trace',
    usage: '<address|message-id>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ subject: words[0] }) : null),
    run: (app, { subject }) => app.trace(subject),
    render: (result, language) => renderTrace(result, language).trimEnd(),
  }),
];
