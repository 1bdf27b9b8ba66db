/** `explain`: what a pasted error text, code or bounce means. Reads words, a file or standard input; calls one use case. */
import { open } from 'node:fs/promises';
import { explain, type ExplainResult } from '#src/service/explain.ts';
import { renderExplained } from '#src/service/explain-text.ts';
import { done, misuse, type Outcome } from '#src/service/outcome.ts';
import { type Command, command, type ParseContext } from '../command.ts';

const MOST_BYTES = 262_144;

/** The text: of standard input, of a file when there is one of that name, else the words themselves. */
async function textOf(words: readonly string[], { readStdin }: ParseContext): Promise<Outcome<string>> {
  if (words.length === 0 || (words.length === 1 && words[0] === '-'))
    return done((await readStdin()).slice(0, MOST_BYTES));
  const fromFile = words.length === 1 ? await fileText(words[0]) : null;
  const text = fromFile ?? words.join(' ').slice(0, MOST_BYTES);
  return text.trim() === '' ? misuse('explainNothing') : done(text);
}

async function fileText(path: string): Promise<string | null> {
  if (path.length > 4096 || path.includes('\n') || path.includes('\0')) return null;
  const file = await open(path).catch(() => null);
  if (file === null) return null;
  try {
    const buffer = Buffer.alloc(MOST_BYTES);
    const { bytesRead } = await file.read(buffer, 0, MOST_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    // A folder, or a file that cannot be read: then it was a word.
    return null;
  } finally {
    await file.close();
  }
}

export const EXPLAIN_COMMANDS: readonly Command[] = [
  command<{ readonly text: string; readonly subject?: string }, ExplainResult>({
    name: 'explain',
    usage: '[text|file|-] [--subject <address|domain>]',
    options: { subject: 'value' },
    parse: async ({ words, options }, context) => {
      const text = await textOf(words, context);
      if (!text.ok) return text;
      const { subject } = options;
      return done({ text: text.value, ...(typeof subject === 'string' ? { subject } : {}) });
    },
    run: (app, params, { language }) => explain(app, { ...params, language, viewer: { kind: 'operator' } }),
    render: (result, language) => renderExplained(result, language),
    exitCode: (result) => (result.unknown ? 1 : 0),
  }),
];
