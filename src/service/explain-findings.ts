/** Findings of `explain` that no probe made: a cause that a text alone names, and a Block told from its own record. */
import { textArguments } from '#src/diagnosis/causes/pasted/said.ts';
import { answerFixes } from '#src/diagnosis/causes/pasted/answers.ts';
import { settingFixes } from '#src/diagnosis/causes/pasted/setting.ts';
import type { PastedCandidate, PastedText } from '#src/diagnosis/observed-pasted.ts';
import type { Arguments, Fix } from '#src/diagnosis/finding.ts';
import { fix, type FixId } from '#src/diagnosis/fixes.ts';
import { PRESENT_CAUSES, type PresentCause } from '#src/diagnosis/present.ts';
import { PASTED_IDS } from '#src/diagnosis/causes/pasted/ids.ts';
import { blockLine } from '#src/messages/block-line.ts';
import { texts } from '#src/messages/catalogue.ts';
import { type Reader, tell } from '#src/messages/telling.ts';
import type { Block } from '#src/model/block.ts';
import type { Program } from '#src/diagnosis/texts/pattern.ts';
import type { ExplainedFinding } from './explain.ts';

const isPresent = (cause: string): cause is PresentCause => (PRESENT_CAUSES as readonly string[]).includes(cause);
const isOfTexts = (cause: string): boolean => (PASTED_IDS as readonly string[]).includes(cause);

/** The candidates as findings, with the words of the catalogue; those that it has no words for are left out. */
export function textFindings(
  pasted: PastedText,
  candidates: readonly PastedCandidate[],
  at: string,
  reader: Reader,
): readonly ExplainedFinding[] {
  const { causes, explain } = texts(reader.language);
  return candidates.flatMap((candidate): ExplainedFinding[] => {
    const { cause, certainty, quote, program } = candidate;
    if (!isPresent(cause)) return [];
    const words = causes[cause];
    const args = textArguments(pasted, candidate);
    const named = explain.programs[program as Program] ?? program;
    const summary =
      isOfTexts(cause) && cause !== 'acc-backscatter'
        ? words.what(tell(args, reader))
        : explain.fits({ quote, program: named });
    return [
      {
        cause,
        certainty,
        role: 'also',
        about: {},
        title: words.title,
        summary,
        why: words.why,
        evidence: [
          {
            probe: 'pasted.text',
            vantage: 'text',
            at,
            observed: { quote, program, code: pasted.code, bounce: pasted.bounce },
          },
        ],
        fix: inWords(fixesOf(cause, args), reader),
      },
    ];
  });
}

const fixesOf = (cause: PresentCause, args: Arguments): readonly Fix[] =>
  answerFixes(cause, args) ??
  settingFixes(cause, args, null) ??
  (cause === 'acc-backscatter'
    ? [fix('ignore-foreign-bounces'), fix('check-own-sign-ins')]
    : [fix('ask-with-address')]);

const inWords = (fixes: readonly Fix[], reader: Reader): ExplainedFinding['fix'] =>
  fixes.map(({ id, level, args }) => ({
    id,
    level,
    text: texts(reader.language).fixes[id as FixId](tell(args, reader)),
  }));

/** A Block that the text's link names, proven by its own record. */
export function blockFinding(block: Block, reader: Reader): ExplainedFinding {
  const words = isPresent(block.cause) ? texts(reader.language).causes[block.cause] : null;
  const line = blockLine(block, reader, '');
  return {
    cause: block.cause,
    certainty: 'proven',
    role: 'root',
    about: block.subjectName.includes('@') ? { address: block.subjectName } : {},
    title: words?.title ?? line,
    summary: line,
    why: words?.why ?? '',
    evidence: [
      {
        probe: 'pasted.own',
        vantage: 'state',
        at: new Date(reader.now).toISOString(),
        observed: {
          code: block.code,
          rule: block.rule,
          subject: block.subjectName,
          since: new Date(block.since).toISOString(),
          until: block.until === null ? null : new Date(block.until).toISOString(),
          lifted: block.liftedAt === null ? null : new Date(block.liftedAt).toISOString(),
        },
      },
    ],
    fix: inWords(
      block.lifters.includes('time') && block.until !== null ? [wait(block.until)] : [fix('ask-support')],
      reader,
    ),
  };
}
const wait = (until: number): Fix => fix('wait-for-end', { endsAt: new Date(until).toISOString() });
