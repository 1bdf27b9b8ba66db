/** `mailbox app-passwords-only|must-change` and `customer passwd`: which passwords open what. Parses, calls one use case, renders. */
import { setCentrePassword } from '#src/service/centre-passwords.ts';
import { setAppPasswordsOnly, setMustChange } from '#src/service/mailbox-settings.ts';
import { done, misuse } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';

type Switch = { readonly address: string; readonly isOn: boolean };

const readSwitch = (words: readonly string[]): Switch | null =>
  words.length === 2 && (words[1] === 'on' || words[1] === 'off')
    ? { address: words[0], isOn: words[1] === 'on' }
    : null;

export const MAILBOX_SIGN_IN_COMMANDS: readonly Command[] = [
  command<Switch, { readonly address: string; readonly appPasswordsOnly: boolean }>({
    name: 'mailbox app-passwords-only',
    usage: '<address> on|off',
    options: {},
    parse: ({ words }) => {
      const read = readSwitch(words);
      return read === null ? null : done(read);
    },
    run: (app, { address, isOn }) => setAppPasswordsOnly(app, address, isOn),
    render: (value) => `${value.address}: ${value.appPasswordsOnly ? 'on' : 'off'}`,
  }),
  command<Switch, { readonly address: string; readonly mustChange: boolean }>({
    name: 'mailbox must-change',
    usage: '<address> on|off',
    options: {},
    parse: ({ words }) => {
      const read = readSwitch(words);
      return read === null ? null : done(read);
    },
    run: (app, { address, isOn }) => setMustChange(app, address, isOn),
    render: (value) => `${value.address}: ${value.mustChange ? 'on' : 'off'}`,
  }),
  command<
    { readonly customer: string; readonly contact: string; readonly password: string },
    { readonly contact: string }
  >({
    name: 'customer passwd',
    usage: '<id or name> <contact address> --password-stdin',
    options: { 'password-stdin': 'flag' },
    parse: async ({ words, options }, { readStdin }) => {
      if (words.length !== 2) return null;
      if (options['password-stdin'] !== true) return misuse('passwordFromStdin');
      const password = (await readStdin()).replace(/\r?\n$/, '');
      return password === '' ? misuse('passwordEmpty') : done({ customer: words[0], contact: words[1], password });
    },
    run: (app, params) => setCentrePassword(app, params),
    render: ({ contact }) => contact,
  }),
];
