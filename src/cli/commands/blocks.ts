/** `block …`: what stops mail on our side, since when, until when, and what has to be sent again. */
import { blockLine } from '#src/messages/block-line.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Block } from '#src/model/block.ts';
import type { Language } from '#src/model/language.ts';
import {
  addBlock,
  type BlockDetails,
  type BlockView,
  liftBlock,
  listBlocks,
  type NewOperatorBlock,
  showBlock,
} from '#src/service/operator-blocks.ts';
import { done } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';
import { moment, table } from '../table.ts';

const at = (iso: string | null): string => (iso === null ? '–' : moment(Date.parse(iso)));
const value = (option: string | true | undefined): string | undefined =>
  typeof option === 'string' ? option : undefined;

/** The line the customer hears. */
function lineOf(view: BlockView, language: Language): string {
  const block = {
    ...view,
    subjectName: view.subject,
    since: Date.parse(view.since),
    until: view.until === null ? null : Date.parse(view.until),
  } as unknown as Block;
  return blockLine(block, { language, now: Date.parse(view.since), timeZone: 'UTC' }, '');
}

function details(view: BlockView, language: Language): string {
  const words = texts(language).blocks;
  const head = `${view.code}  ${view.subject}  ${view.rule}  ${view.directions.join(',')}  ${view.mode}`;
  const span = `${at(view.since)} → ${view.until === null ? words.never : at(view.until)}`;
  const over = view.active
    ? []
    : [words.lifted({ when: at(view.liftedAt ?? view.until), by: view.liftActor ?? 'time' })];
  return [head, span, lineOf(view, language), ...over].join('\n');
}

function withAttempts(view: BlockDetails, language: Language): string {
  if (view.attempts.length === 0) return details(view, language);
  const rows = view.attempts.map((one) => [at(one.at), one.mailFrom, one.rcptTo, one.state, one.subject ?? '–']);
  return `${details(view, language)}\n\n${table(['at', 'from', 'to', 'state', 'subject'], rows)}`;
}

export const BLOCK_COMMANDS: readonly Command[] = [
  command<{ readonly subject: string | null; readonly all: boolean }, readonly BlockView[]>({
    name: 'block list',
    usage: '[<address>|<domain>|<customer>|<network>] [--all]',
    options: { all: 'flag' },
    parse: ({ words, options }) =>
      words.length <= 1 ? done({ subject: words[0] ?? null, all: options['all'] === true }) : null,
    run: (app, { subject, all }) => listBlocks(app, subject ?? undefined, { all }),
    render: (blocks, language) =>
      blocks.length === 0
        ? texts(language).blocks.none
        : table(
            ['code', 'subject', 'stops', 'rule', 'since', 'until', 'attempts'],
            blocks.map((one) => [
              one.code,
              one.subject,
              one.directions.join(','),
              one.rule,
              at(one.since),
              one.until === null ? texts(language).blocks.never : at(one.liftedAt ?? one.until),
              String(one.stopped),
            ]),
          ),
  }),
  command<{ readonly id: string }, BlockDetails>({
    name: 'block show',
    usage: '<id|code>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ id: words[0] }) : null),
    run: (app, { id }) => showBlock(app, id),
    render: withAttempts,
  }),
  command<{ readonly id: string }, BlockView>({
    name: 'block lift',
    usage: '<id|code>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ id: words[0] }) : null),
    run: (app, { id }) => liftBlock(app, id),
    render: details,
  }),
  command<NewOperatorBlock, BlockView>({
    name: 'block add',
    usage:
      '<address|domain|customer|network> --direction outgoing,incoming,sign-in --reason <text> [--until <ISO time>|--for <seconds>]',
    options: { direction: 'value', reason: 'value', until: 'value', for: 'value' },
    parse: ({ words, options }) => {
      const directions = value(options['direction']);
      const reason = value(options['reason']);
      if (words.length !== 1 || directions === undefined || reason === undefined) return null;
      const until = value(options['until']);
      const seconds = value(options['for']);
      return done({
        subject: words[0],
        directions,
        reason,
        ...(until === undefined ? {} : { until }),
        ...(seconds === undefined ? {} : { seconds }),
      });
    },
    run: (app, wanted) => addBlock(app, wanted),
    render: details,
  }),
];
