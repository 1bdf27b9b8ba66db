/** `mailbox countries|travel|vendors|abroad`: from where a mailbox may be signed in to. Parses, calls one use case, renders. */
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import {
  type AbroadView,
  addTravel,
  clearTravel,
  type Journey,
  setCountries,
  setVendors,
  showAbroad,
} from '#src/service/abroad/settings.ts';
import { done, misuse } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';
import { moment } from '../table.ts';

type Named = { readonly address: string };

function render({ address, mode, countries, vendors, travel }: AbroadView, language: Language): string {
  const words = texts(language).abroad;
  const list = words.countryList({ countries });
  const rule = {
    off: words.modeOff(),
    warn: words.modeWarn({ countries: list }),
    allow: words.modeAllow({ countries: list }),
  };
  const journeys = travel.map((window) =>
    words.travel({
      countries: words.countryList({ countries: window.countries }),
      from: moment(window.from),
      until: moment(window.until),
    }),
  );
  const servers = mode === 'off' ? [] : [vendors === 'allow' ? words.vendorsAllow() : words.vendorsRefuse()];
  return [`${address}: ${rule[mode]}`, ...servers, ...journeys].join('\n');
}

export const ABROAD_COMMANDS: readonly Command[] = [
  command<Named & { readonly countries: readonly string[]; readonly mode: 'allow' | 'warn' }, AbroadView>({
    name: 'mailbox countries',
    usage: '<address> NO SE …|any [--warn]',
    options: { warn: 'flag' },
    parse: ({ words, options }) =>
      words.length >= 2
        ? done({
            address: words[0],
            countries: words.slice(1),
            mode: options['warn'] === true ? 'warn' : 'allow',
          })
        : null,
    run: (app, { address, countries, mode }) => setCountries(app, address, countries, mode),
    render,
  }),
  command<Named & ({ readonly clear: true } | { readonly clear: false; readonly journey: Journey }), AbroadView>({
    name: 'mailbox travel',
    usage: '<address> ES FR … --from 2026-12-01 --until 2026-12-20 | <address> --clear',
    options: { from: 'value', until: 'value', clear: 'flag' },
    parse: ({ words, options: { from, until, clear } }) => {
      const [address, ...countries] = words;
      if (address === undefined) return null;
      if (clear === true) return countries.length === 0 ? done({ address, clear: true }) : null;
      if (countries.length === 0) return null;
      if (typeof from !== 'string') return misuse('optionNeedsValue', { option: '--from' });
      if (typeof until !== 'string') return misuse('optionNeedsValue', { option: '--until' });
      return done({ address, clear: false, journey: { countries, from, until } });
    },
    run: (app, params) =>
      params.clear ? clearTravel(app, params.address) : addTravel(app, params.address, params.journey),
    render,
  }),
  command<Named & { readonly vendors: string }, AbroadView>({
    name: 'mailbox vendors',
    usage: '<address> allow|refuse',
    options: {},
    parse: ({ words }) => (words.length === 2 ? done({ address: words[0], vendors: words[1] }) : null),
    run: (app, { address, vendors }) => setVendors(app, address, vendors),
    render,
  }),
  command<Named, AbroadView>({
    name: 'mailbox abroad',
    usage: '<address>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ address: words[0] }) : null),
    run: (app, { address }) => showAbroad(app, address),
    render,
  }),
];
