/** `alias …`: addresses without a mailbox that lead to others, and what those elsewhere said to it. */
import { texts } from '#src/messages/catalogue.ts';
import {
  addAlias,
  type AddedAlias,
  type AliasOptions,
  listAliases,
  removeAlias,
  showAlias,
  type ShownAlias,
} from '#src/service/aliases.ts';
import { askNew, askOnceMore } from '#src/service/forward-consents.ts';
import { done } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';

/** One line each, and one for each address elsewhere: as `forward set` says it. */
const shown = ({ address, targets, consents }: Pick<ShownAlias, 'address' | 'targets' | 'consents'>): string =>
  [
    `${address} → ${targets.join(', ')}`,
    ...consents.map(({ target, state, isOver }) => `  consent: ${target} ${isOver ? 'no answer' : state}`),
  ].join('\n');

interface Adding extends Pick<AliasOptions, 'consent'> {
  readonly address: string;
  readonly targets: readonly string[];
}
interface Asking {
  readonly address: string;
  readonly target: string;
}

export const ALIAS_COMMANDS: readonly Command[] = [
  command<Adding, AddedAlias>({
    name: 'alias add',
    usage: '<address> <target>… [--ask]',
    options: { ask: 'flag' },
    parse: ({ words, options }) => {
      if (words.length < 2) return null;
      const asked = options.ask === true ? { consent: 'ask' as const } : {};
      return done({ address: words[0], targets: words.slice(1), ...asked });
    },
    run: async (app, { address, targets, consent }) => {
      const added = await addAlias(app, address, targets, consent === undefined ? {} : { consent });
      if (!added.ok || !added.value.consents.some(({ state }) => state === 'waiting')) return added;
      await askNew(app, app.actor, added.value.address);
      const now = await showAlias(app, address);
      return now.ok ? done({ ...added.value, consents: now.value.consents }) : added;
    },
    render: shown,
  }),
  command<Asking, ShownAlias>({
    name: 'alias ask',
    usage: '<address> <target>',
    options: {},
    parse: ({ words }) => (words.length === 2 ? done({ address: words[0], target: words[1] }) : null),
    run: async (app, { address, target }) => {
      const found = await showAlias(app, address);
      if (!found.ok) return found;
      const asked = await askOnceMore(app, app.actor, found.value.address, target.toLowerCase());
      return asked.ok ? await showAlias(app, address) : asked;
    },
    render: shown,
  }),
  command<{ readonly address: string }, { readonly address: string }>({
    name: 'alias remove',
    usage: '<address>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ address: words[0] }) : null),
    run: (app, { address }) => removeAlias(app, address),
    render: ({ address }) => address,
  }),
  command<null, readonly ShownAlias[]>({
    name: 'alias list',
    usage: '',
    options: {},
    parse: ({ words }) => (words.length === 0 ? done(null) : null),
    run: async (app) => done(await listAliases(app)),
    render: (aliases, language) =>
      aliases.length === 0 ? texts(language).host.none : aliases.map((alias) => shown(alias)).join('\n'),
  }),
];
