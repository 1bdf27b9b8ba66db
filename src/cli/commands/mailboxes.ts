/** `mailbox …` and `app-password …`. Passwords come on standard input only: never as a word others could see. */
import { texts } from '#src/messages/catalogue.ts';
import { addAppPassword, listAppPasswords, revokeAppPassword } from '#src/service/app-passwords.ts';
import { setLanguage, setMailboxPlan, setProtocols, setQuota } from '#src/service/mailbox-settings.ts';
import type { AppPasswordView, MailboxSummary, MailboxView } from '#src/service/mailbox-view.ts';
import {
  addMailbox,
  listMailboxes,
  type NamedMailbox,
  type NewMailbox,
  removeMailbox,
  restoreMailbox,
  setPassword,
  showMailbox,
} from '#src/service/mailboxes.ts';
import { done, misuse, type Outcome } from '#src/service/outcome.ts';
import type { Arguments } from '../arguments.ts';
import { type Command, command, type ParseContext } from '../command.ts';
import { bytes, moment, table } from '../table.ts';

type Named = { readonly address: string };
type Usage = { readonly usedBytes: number; readonly messages: number };

/** The password: all of standard input without its last line break. */
async function passwordFromStdin({ options }: Arguments, { readStdin }: ParseContext): Promise<Outcome<string>> {
  if (options['password-stdin'] !== true) return misuse('passwordFromStdin');
  const secret = (await readStdin()).replace(/\r?\n$/, '');
  return secret === '' ? misuse('passwordEmpty') : done(secret);
}

const oneAddress = ({ words }: Arguments): Outcome<Named> | null =>
  words.length === 1 ? done({ address: words[0] }) : null;
const address = ({ address: text }: Named): string => text;

const WRITING: readonly Command[] = [
  command<NewMailbox, NamedMailbox>({
    name: 'mailbox add',
    usage: '<address> --password-stdin [--plan <name>] [--language nb|sv|en]',
    options: { 'password-stdin': 'flag', plan: 'value', language: 'value' },
    parse: async (args, context) => {
      if (args.words.length !== 1) return null;
      const password = await passwordFromStdin(args, context);
      if (!password.ok) return password;
      const { plan, language } = args.options;
      return done({
        address: args.words[0],
        password: password.value,
        ...(typeof plan === 'string' ? { plan } : {}),
        ...(typeof language === 'string' ? { language } : {}),
      });
    },
    run: (app, params) => addMailbox(app, params),
    render: address,
  }),
  command<Named & { readonly password: string }, NamedMailbox>({
    name: 'mailbox passwd',
    usage: '<address> --password-stdin',
    options: { 'password-stdin': 'flag' },
    parse: async (args, context) => {
      if (args.words.length !== 1) return null;
      const password = await passwordFromStdin(args, context);
      return password.ok ? done({ address: args.words[0], password: password.value }) : password;
    },
    run: (app, params) => setPassword(app, params.address, params.password),
    render: address,
  }),
  command<Named, NamedMailbox>({
    name: 'mailbox remove',
    usage: '<address>',
    options: {},
    parse: oneAddress,
    run: (app, params) => removeMailbox(app, params.address),
    render: address,
  }),
  command<Named, NamedMailbox & { readonly mail: boolean }>({
    name: 'mailbox restore',
    usage: '<address>',
    options: {},
    parse: oneAddress,
    run: (app, params) => restoreMailbox(app, params.address),
    render: address,
  }),
];

const SETTINGS: readonly Command[] = [
  command<Named & { readonly language: string }, Named & { readonly language: string }>({
    name: 'mailbox language',
    usage: '<address> nb|sv|en',
    options: {},
    parse: ({ words }) => (words.length === 2 ? done({ address: words[0], language: words[1] }) : null),
    run: (app, params) => setLanguage(app, params.address, params.language),
    render: (value) => `${value.address}: ${value.language}`,
  }),
  command<Named & { readonly quota: string }, Named & { readonly quotaBytes: number | null }>({
    name: 'mailbox quota',
    usage: '<address> <bytes>|plan',
    options: {},
    parse: ({ words }) => (words.length === 2 ? done({ address: words[0], quota: words[1] }) : null),
    run: (app, params) =>
      setQuota(
        app,
        params.address,
        params.quota === 'plan' ? 'plan' : /^\d{1,16}$/.test(params.quota) ? Number(params.quota) : Number.NaN,
      ),
    render: (value) => `${value.address}: ${value.quotaBytes ?? 'plan'}`,
  }),
  command<Named & { readonly plan: string }, Named & { readonly plan: string }>({
    name: 'mailbox plan',
    usage: '<address> <plan>',
    options: {},
    parse: ({ words }) => (words.length === 2 ? done({ address: words[0], plan: words[1] }) : null),
    run: (app, params) => setMailboxPlan(app, params.address, params.plan),
    render: (value) => `${value.address}: ${value.plan}`,
  }),
  command<Named & { readonly protocols: readonly string[] }, Named & { readonly protocols: readonly string[] }>({
    name: 'mailbox protocols',
    usage: '<address> imap pop3 smtp|none',
    options: {},
    parse: ({ words }) =>
      words.length >= 2 ? done({ address: words[0], protocols: words[1] === 'none' ? [] : words.slice(1) }) : null,
    run: (app, params) => setProtocols(app, params.address, params.protocols),
    render: (value) => `${value.address}: ${value.protocols.join(' ') || 'none'}`,
  }),
];

const READING: readonly Command[] = [
  command<{ readonly domain?: string }, readonly MailboxSummary[]>({
    name: 'mailbox list',
    usage: '[<domain>]',
    options: {},
    parse: ({ words }) => (words.length > 1 ? null : done(words.length === 1 ? { domain: words[0] } : {})),
    run: (app, { domain }) => listMailboxes(app, domain),
    render: (mailboxes, language) =>
      mailboxes.length === 0
        ? texts(language).host.none
        : table(
            ['address', 'plan', 'quota', 'language', 'created'],
            mailboxes.map((one) => [
              one.address,
              one.plan,
              one.quotaBytes === 0 ? '–' : bytes(one.quotaBytes),
              one.language,
              moment(one.createdAt),
            ]),
          ),
  }),
  command<Named, MailboxView & Usage>({
    name: 'mailbox show',
    usage: '<address>',
    options: {},
    parse: oneAddress,
    run: async (app, params) => {
      const shown = await showMailbox(app, params.address);
      if (!shown.ok) return shown;
      const usage = await app.store.usage(shown.value.id);
      return done({ ...shown.value, usedBytes: usage.bytes, messages: usage.messages });
    },
    render: (one) =>
      table(
        [one.address, ''],
        [
          ['plan', one.plan],
          ['quota', one.quotaBytes === 0 ? '–' : bytes(one.quotaBytes)],
          ['used', `${bytes(one.usedBytes)} (${one.messages})`],
          ['language', one.language],
          ['protocols', one.protocols.join(' ')],
          ['countries', one.signInCountries?.join(' ') ?? 'any'],
          ['password changed', moment(one.passwordChangedAt)],
          ['created', moment(one.createdAt)],
          ...one.appPasswords.map((entry) => ['app password', `${entry.name} (${moment(entry.lastUsedAt)})`]),
        ],
      ),
  }),
];

const APP_PASSWORDS: readonly Command[] = [
  command<Named & { readonly name: string }, { readonly name: string; readonly secret: string }>({
    name: 'app-password add',
    usage: '<address> <name>',
    options: {},
    parse: ({ words }) => (words.length === 2 ? done({ address: words[0], name: words[1] }) : null),
    run: (app, params) => addAppPassword(app, params),
    render: ({ secret }) => secret,
  }),
  command<Named, readonly AppPasswordView[]>({
    name: 'app-password list',
    usage: '<address>',
    options: {},
    parse: oneAddress,
    run: (app, params) => listAppPasswords(app, params.address),
    render: (list, language) =>
      list.length === 0
        ? texts(language).host.none
        : table(
            ['name', 'scopes', 'created', 'last used'],
            list.map((one) => [one.name, one.scopes.join(' '), moment(one.createdAt), moment(one.lastUsedAt)]),
          ),
  }),
  command<Named & { readonly name: string }, { readonly name: string }>({
    name: 'app-password revoke',
    usage: '<address> <name>',
    options: {},
    parse: ({ words }) => (words.length === 2 ? done({ address: words[0], name: words[1] }) : null),
    run: (app, params) => revokeAppPassword(app, params.address, params.name),
    render: ({ name }) => name,
  }),
];

export const MAILBOX_COMMANDS: readonly Command[] = [...WRITING, ...READING, ...SETTINGS, ...APP_PASSWORDS];
