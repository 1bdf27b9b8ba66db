/** The words of `explain`: text, file, standard input; and that every cause of the library has words in every language. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PATTERNS } from '#src/diagnosis/texts/library.ts';
import { readPasted } from '#src/diagnosis/texts/pasted.ts';
import { PRESENT_CAUSES } from '#src/diagnosis/present.ts';
import { texts } from '#src/messages/catalogue.ts';
import { LANGUAGES } from '#src/model/language.ts';
import { textFindings } from '#src/service/explain-findings.ts';
import { parseArguments } from '../arguments.ts';
import { findCommand } from '../commands.ts';

async function parsed(words: readonly string[], stdin = ''): Promise<unknown> {
  const command = findCommand(['explain']);
  assert.ok(command !== null);
  const args = parseArguments(words, command.options);
  if (!args.ok) return `${args.key} ${args.option}`;
  const outcome = await command.parse(args.value, { language: 'en', readStdin: async () => stdin });
  return outcome === null ? 'usage' : outcome.ok ? outcome.value : outcome.problem.key;
}

test('words are the text, a file is read, - is standard input', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'explain-'));
  try {
    const file = join(folder, 'bounce.txt');
    await writeFile(file, '550 5.1.1 no such user');
    assert.deepEqual(await parsed(['550', '5.1.1', 'unknown']), { text: '550 5.1.1 unknown' });
    assert.deepEqual(await parsed([file, '--subject', 'kari@fjord.example']), {
      text: '550 5.1.1 no such user',
      subject: 'kari@fjord.example',
    });
    assert.deepEqual(await parsed(['-'], 'from there'), { text: 'from there' });
    assert.deepEqual(await parsed([], 'from there'), { text: 'from there' });
    assert.deepEqual(await parsed([folder]), { text: folder });
    assert.equal(await parsed(['-'], ' \n'), 'explainNothing');
    assert.equal(((await parsed(['-'], 'x'.repeat(300_000))) as { text: string }).text.length, 262_144);
    await writeFile(file, 'y'.repeat(300_000));
    assert.equal(((await parsed([file])) as { text: string }).text.length, 262_144);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('every cause that a text can mean has words in every language', () => {
  const causes = [...new Set(PATTERNS.flatMap((pattern) => pattern.causes))];
  const pasted = readPasted('550 5.1.1 <ola@far.example>: user unknown');
  for (const language of LANGUAGES) {
    const reader = { language, now: Date.UTC(2026, 10, 22), timeZone: 'Europe/Oslo' };
    for (const cause of causes) {
      const candidate = {
        cause,
        certainty: 'possible',
        program: 'server',
        quote: 'user unknown',
        pattern: 'x',
      } as const;
      const [finding] = textFindings(pasted, [candidate], '2026-11-22T00:00:00.000Z', reader);
      assert.ok(finding !== undefined, `${language} ${cause}`);
      assert.ok(!/undefined|NaN|\[object/.test(JSON.stringify(finding)), `${language} ${cause}`);
      assert.ok(finding.title !== '' && finding.fix.length > 0, cause);
    }
    const others = Object.keys(texts(language).explain.others);
    assert.deepEqual(others.sort(), Object.keys(texts('nb').explain.others).sort());
  }
  assert.ok(PRESENT_CAUSES.length > 0);
});
