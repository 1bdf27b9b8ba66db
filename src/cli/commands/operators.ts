/**
 * `operator add|list|remove|passwd|unlock`, `customer unlock`, `mailbox unlock`: who signs in to the operator's console, and
 * the way back for whoever lost his second proof. Parses, calls one use case, renders.
 */
import { texts } from '#src/messages/catalogue.ts';
import {
  addOperator,
  listOperators,
  type NewOperator,
  type OperatorView,
  removeOperator,
  setOperatorPasswordByName,
} from '#src/service/centre/operators.ts';
import { unlockContact, unlockMailbox, unlockOperator, type Unlocked } from '#src/service/centre/unlock.ts';
import { done, misuse } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';
import { moment, table } from '../table.ts';

const unlocked = ({ name, removed }: Unlocked): string => `${name}: -${removed}`;

export const OPERATOR_COMMANDS: readonly Command[] = [
  command<NewOperator, OperatorView>({
    name: 'operator add',
    usage: '<name> --role owner|support|billing|reader --password-stdin [--language nb|sv|en]',
    options: { role: 'value', 'password-stdin': 'flag', language: 'value' },
    parse: async ({ words, options }, { readStdin }) => {
      if (words.length !== 1) return null;
      if (typeof options.role !== 'string') return misuse('optionNeedsValue', { option: '--role' });
      if (options['password-stdin'] !== true) return misuse('passwordFromStdin');
      const password = (await readStdin()).replace(/\r?\n$/, '');
      if (password === '') return misuse('passwordEmpty');
      const { role, language } = options;
      return done({ name: words[0], role, password, ...(typeof language === 'string' ? { language } : {}) });
    },
    run: (app, params) => addOperator(app, params),
    render: ({ name, role }) => `${name}: ${role}`,
  }),
  command<null, readonly OperatorView[]>({
    name: 'operator list',
    usage: '',
    options: {},
    parse: ({ words }) => (words.length === 0 ? done(null) : null),
    run: async (app) => done(await listOperators(app)),
    render: (operators, language) =>
      operators.length === 0
        ? texts(language).host.none
        : table(
            ['name', 'role', 'language', 'created'],
            operators.map((one) => [one.name, one.role, one.language, moment(one.createdAt)]),
          ),
  }),
  command<{ readonly name: string }, { readonly name: string }>({
    name: 'operator remove',
    usage: '<name>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ name: words[0] }) : null),
    run: (app, { name }) => removeOperator(app, name),
    render: ({ name }) => name,
  }),
  command<{ readonly name: string; readonly password: string }, { readonly name: string }>({
    name: 'operator passwd',
    usage: '<name> --password-stdin',
    options: { 'password-stdin': 'flag' },
    parse: async ({ words, options }, { readStdin }) => {
      if (words.length !== 1) return null;
      if (options['password-stdin'] !== true) return misuse('passwordFromStdin');
      const password = (await readStdin()).replace(/\r?\n$/, '');
      return password === '' ? misuse('passwordEmpty') : done({ name: words[0], password });
    },
    run: (app, params) => setOperatorPasswordByName(app, params),
    render: ({ name }) => name,
  }),
  command<{ readonly name: string }, Unlocked>({
    name: 'operator unlock',
    usage: '<name>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ name: words[0] }) : null),
    run: (app, { name }) => unlockOperator(app, name),
    render: unlocked,
  }),
  command<{ readonly customer: string; readonly contact: string }, Unlocked>({
    name: 'customer unlock',
    usage: '<id or name> <contact address>',
    options: {},
    parse: ({ words }) => (words.length === 2 ? done({ customer: words[0], contact: words[1] }) : null),
    run: (app, params) => unlockContact(app, params),
    render: unlocked,
  }),
  command<{ readonly address: string }, Unlocked>({
    name: 'mailbox unlock',
    usage: '<address>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ address: words[0] }) : null),
    run: (app, { address }) => unlockMailbox(app, address),
    render: unlocked,
  }),
];
