/** The words of a Problem: its key looked up in the catalogue. A key without words shows itself, and a test forbids it. */
import type { Language } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Problem } from '#src/service/outcome.ts';

/** One line, without a final line break. */
export function problemText(problem: Problem, language: Language): string {
  const all = texts(language);
  const known = {
    ...('problems' in all ? (all.problems as object) : {}),
    ...all.centreProblems,
    ...all.host.problems,
  } as Record<string, unknown>;
  const words = known[problem.key];
  if (typeof words === 'function') return (words as (args: Problem['args']) => string)(problem.args);
  if (typeof words === 'string') return words;
  const args = Object.entries(problem.args).map(([name, value]) => `${name}=${value}`);
  return [problem.key, ...args].join(' ');
}
