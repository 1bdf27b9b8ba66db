/** `queue …`: outgoing mail that waits. The selection is a queue id, a message id, `--domain`, `--sender` or `--all`. */
import { texts } from '#src/messages/catalogue.ts';
import type { QueueAdministration, QueueEntry, Selection } from '#src/engine/embedded/queue/administration.ts';
import { done, type Outcome, refused } from '#src/service/outcome.ts';
import type { Arguments } from '../arguments.ts';
import { type Command, command } from '../command.ts';
import { bytes, moment, table } from '../table.ts';

const SELECTION_OPTIONS = { domain: 'value', sender: 'value', all: 'flag' } as const;

function selectionOf({ words, options }: Arguments): Selection | null {
  const chosen: Selection[] = words.map((id) => ({ id }));
  if (typeof options.domain === 'string') chosen.push({ domain: options.domain });
  if (typeof options.sender === 'string') chosen.push({ sender: options.sender });
  if (options.all === true) chosen.push({ all: true });
  return chosen.length === 1 ? chosen[0] : null;
}

function rows(entries: readonly QueueEntry[], none: string): string {
  if (entries.length === 0) return none;
  return table(
    ['queue id', 'state', 'from', 'to', 'size', 'tries', 'next try', 'last reply'],
    entries.map((one) => [
      one.queueId,
      one.state,
      one.mailFrom === '' ? '<>' : one.mailFrom,
      one.address,
      bytes(one.sizeBytes),
      String(one.tries),
      one.state === 'waiting' ? moment(one.nextTryAt) : '–',
      one.lastReply === null ? '' : `${one.lastReply.host ?? ''} ${one.lastReply.text}`.trim().slice(0, 80),
    ]),
  );
}

type Change = (queue: QueueAdministration, selection: Selection, quiet: boolean) => Promise<number>;

const changing = (name: string, act: Change): Command =>
  command<{ readonly selection: Selection; readonly quiet: boolean }, { readonly recipients: number }>({
    name: `queue ${name}`,
    usage: `<id>|--domain <domain>|--sender <address>|--all${name === 'drop' ? ' [--quiet]' : ''}`,
    options: name === 'drop' ? { ...SELECTION_OPTIONS, quiet: 'flag' } : SELECTION_OPTIONS,
    parse: (args) => {
      const selection = selectionOf(args);
      return selection === null ? null : done({ selection, quiet: args.options.quiet === true });
    },
    run: async (app, { selection, quiet }): Promise<Outcome<{ readonly recipients: number }>> => {
      const recipients = await act(app.queue, selection, quiet);
      return recipients === 0 && 'id' in selection
        ? refused('queueItemUnknown', { id: selection.id })
        : done({ recipients });
    },
    render: ({ recipients }) => String(recipients),
  });

export const QUEUE_COMMANDS: readonly Command[] = [
  command<Selection, readonly QueueEntry[]>({
    name: 'queue list',
    usage: '[--domain <domain>|--sender <address>]',
    options: SELECTION_OPTIONS,
    parse: (args) => {
      if (args.words.length > 0) return null;
      return done(selectionOf(args) ?? { all: true });
    },
    run: async (app, select) => done(app.queue.list({ select })),
    render: (entries, language) => rows(entries, texts(language).host.none),
  }),
  command<{ readonly id: string }, readonly QueueEntry[]>({
    name: 'queue show',
    usage: '<id>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ id: words[0] }) : null),
    run: async (app, { id }) => {
      const entries = app.queue.show(id);
      return entries.length === 0 ? refused('queueItemUnknown', { id }) : done(entries);
    },
    render: (entries, language) => rows(entries, texts(language).host.none),
  }),
  changing('retry', (queue, selection) => queue.retry(selection)),
  changing('hold', (queue, selection) => queue.hold(selection)),
  changing('release', (queue, selection) => queue.release(selection)),
  changing('drop', (queue, selection, quiet) => queue.drop(selection, { tellSender: !quiet })),
];
