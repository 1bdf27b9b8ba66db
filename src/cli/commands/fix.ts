/**
 * `fix <case> <finding>`: shows exactly what would change; with `--yes` it is done, looked at again and proven; `--undo` puts it
 * back; `--letter` prints the finished letter to a DNS host elsewhere. Exit: 0 fixed or shown, 1 not, 2 misuse.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import type { Change } from '#src/model/change.ts';
import { hereAndNow } from '#src/service/diagnose-text.ts';
import type { FixPreview, FixResult } from '#src/service/fix-view.ts';
import { when } from '#src/service/fix-view.ts';
import type { FixRequest } from '#src/service/fixes.ts';
import { done, refused } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';

interface Asked {
  readonly case: string;
  readonly finding: string;
  readonly action: 'preview' | 'apply' | 'undo' | 'letter';
  readonly fix?: string;
  readonly token?: string;
  readonly value?: string;
  readonly remove?: readonly string[];
}
type Answer =
  | { readonly letter: string }
  | (FixPreview & { readonly action: 'preview' })
  | (FixResult & { readonly action: 'apply' });

const changeLines = (changes: readonly Change[], language: Language): readonly string[] => {
  const { fixing } = texts(language);
  return changes.flatMap(({ kind, object, before, after }) => [
    `  ${fixing.kind[kind]} ${object}`,
    `    ${fixing.before}: ${before ?? fixing.none}`,
    `    ${fixing.after}: ${after ?? fixing.none}`,
  ]);
};

function previewLines(preview: FixPreview, language: Language): readonly string[] {
  const { fixing } = texts(language);
  const call = `postvakt fix ${preview.case} ${preview.finding} --fix ${preview.fix}`;
  const head = preview.text;
  switch (preview.kind) {
    case 'change':
      return [
        head,
        '',
        fixing.willChange,
        ...changeLines(preview.changes, language),
        '',
        fixing.toApply({ command: `${call} --yes` }),
      ];
    case 'already':
      return [head, fixing.nothing];
    case 'ask':
      return [head, preview.question ?? ''];
    case 'elsewhere': {
      const domain = preview.add[0]?.name ?? preview.remove[0]?.name ?? '';
      const lines = [
        ...preview.remove.map(({ line }) => `  - ${line}`),
        ...preview.add.map(({ line }) => `  + ${line}`),
      ];
      return [head, '', fixing.elsewhere({ domain }), ...lines, '', fixing.letterHint({ command: `${call} --letter` })];
    }
    case 'pay':
      return preview.pay === null
        ? [head]
        : [fixing.pay(preview.pay), ...(preview.pay.link === '' ? [] : [fixing.payLink({ link: preview.pay.link })])];
    case 'wait':
      return preview.until === null
        ? [head]
        : [fixing.waitUntil({ when: when(preview.until, { language, ...hereAndNow() }) })];
    case 'steps':
      return [fixing.steps, `  ${head}`];
  }
}

function resultLines(result: FixResult, language: Language): readonly string[] {
  const { fixing } = texts(language);
  const reader = { language, ...hereAndNow() };
  if (result.kind === 'stale')
    return [fixing.stale, ...(result.preview === null ? [] : previewLines(result.preview, language))];
  const changed = result.changes.length === 0 ? [] : [fixing.didChange, ...changeLines(result.changes, language), ''];
  if (result.kind === 'undone') return [...changed, fixing.undone];
  const verdict =
    result.fixed === true
      ? fixing.fixed
      : result.fixed === false
        ? fixing.notFixed
        : result.until === null
          ? fixing.settlingOpen
          : fixing.settling({ when: when(result.until, reader) });
  return [
    ...changed,
    verdict,
    ...result.proofs.filter((one) => one.good).map((one) => fixing.proof[one.kind](one)),
    ...(result.once === null ? [] : [fixing.once(result.once)]),
    ...(result.watchUntil === null ? [] : [fixing.watching({ when: when(result.watchUntil, reader) })]),
  ];
}

const text = (option: string | true | undefined): string | undefined =>
  typeof option === 'string' ? option : undefined;

export const FIX_COMMANDS: readonly Command[] = [
  command<Asked, Answer>({
    name: 'fix',
    usage:
      '<case> <finding> [--fix <id>] [--yes [--token <token>]] [--value <…>] [--remove <host,…>] [--undo] [--letter]',
    options: {
      fix: 'value',
      yes: 'flag',
      undo: 'flag',
      letter: 'flag',
      token: 'value',
      value: 'value',
      remove: 'value',
    },
    parse: ({ words, options }) => {
      const actions = (['yes', 'undo', 'letter'] as const).filter((one) => options[one] === true);
      if (words.length !== 2 || actions.length > 1) return null;
      const action = ({ yes: 'apply', undo: 'undo', letter: 'letter' } as const)[actions[0]] ?? 'preview';
      const fix = text(options.fix);
      const token = text(options.token);
      const value = text(options.value);
      const remove = text(options.remove)
        ?.split(',')
        .map((host) => host.trim().toLowerCase().replace(/\.$/, ''));
      return done({
        case: words[0].trim().toLowerCase(),
        finding: words[1],
        action,
        ...(fix === undefined ? {} : { fix }),
        ...(token === undefined ? {} : { token }),
        ...(value === undefined ? {} : { value }),
        ...(remove === undefined ? {} : { remove }),
      });
    },
    run: async (app, { action, value, remove, ...asked }, { language }) => {
      const answers = { ...(value === undefined ? {} : { value }), ...(remove === undefined ? {} : { remove }) };
      const request: FixRequest = {
        ...asked,
        answers,
        viewer: { kind: 'operator' },
        reader: { language, ...hereAndNow() },
      };
      if (action === 'letter') {
        const letter = await app.fixes.letter(request);
        if (!letter.ok) return letter;
        return letter.value === null
          ? refused('noLetter', { fix: asked.fix ?? asked.finding })
          : done({ letter: letter.value });
      }
      if (action === 'preview') {
        const preview = await app.fixes.preview(request);
        return preview.ok ? done({ ...preview.value, action }) : preview;
      }
      const result = await (action === 'apply' ? app.fixes.apply(request) : app.fixes.undo(request));
      return result.ok ? done({ ...result.value, action: 'apply' as const }) : result;
    },
    render: (answer, language) => {
      if ('letter' in answer) return answer.letter;
      return (answer.action === 'preview' ? previewLines(answer, language) : resultLines(answer, language)).join('\n');
    },
    exitCode: (answer) =>
      !('action' in answer) ||
      answer.action === 'preview' ||
      answer.kind === 'undone' ||
      (answer.kind !== 'stale' && answer.fixed !== false)
        ? 0
        : 1,
  }),
];
