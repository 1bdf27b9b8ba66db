/** `operator add|list|remove`: who signs in to the operator's console. Parses, calls one use case, renders. */
import { texts } from '#src/messages/catalogue.ts';
import {
  addOperator,
  listOperators,
  type NewOperator,
  type OperatorView,
  removeOperator,
} from '#src/service/centre/operators.ts';
import { done, misuse } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';
import { moment, table } from '../table.ts';

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
];
