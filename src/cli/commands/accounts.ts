/** `customer …`: who pays. */
import { texts } from '#src/messages/catalogue.ts';
import type { Customer } from '#src/model/customer.ts';
import {
  addCustomer,
  type CustomerView,
  listCustomers,
  type NewCustomer,
  showCustomer,
} from '#src/service/customers.ts';
import { done } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';
import { moment, table } from '../table.ts';

const option = (value: string | true | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

export const ACCOUNT_COMMANDS: readonly Command[] = [
  command<NewCustomer, { readonly id: string }>({
    name: 'customer add',
    usage: '<name> --contact <address>',
    options: { contact: 'value', language: 'value' },
    parse: ({ words, options }) => {
      const contact = option(options.contact);
      const language = option(options.language);
      if (words.length !== 1) return null;
      return done({
        name: words[0],
        ...(contact === undefined ? {} : { contact }),
        ...(language === undefined ? {} : { language }),
      });
    },
    run: (app, params) => addCustomer(app, params),
    render: ({ id }) => id,
  }),
  command<null, readonly Customer[]>({
    name: 'customer list',
    usage: '',
    options: {},
    parse: ({ words }) => (words.length === 0 ? done(null) : null),
    run: async (app) => done(await listCustomers(app)),
    render: (customers, language) =>
      customers.length === 0
        ? texts(language).host.none
        : table(
            ['id', 'name', 'language', 'created'],
            customers.map((one) => [one.id, one.name, one.language, moment(one.createdAt)]),
          ),
  }),
  command<{ readonly customer: string }, CustomerView>({
    name: 'customer show',
    usage: '<id or name>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ customer: words[0] }) : null),
    run: (app, { customer }) => showCustomer(app, customer),
    render: (one) =>
      [
        `${one.name} (${one.id}), ${one.language}, ${moment(one.createdAt)}`,
        ...one.contacts.map((contact) => `  ${contact.role}: ${contact.address}`),
        ...one.domains.map((domain) => `  ${domain}`),
      ].join('\n'),
  }),
];
