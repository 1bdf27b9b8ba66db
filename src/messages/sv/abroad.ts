/** Inloggning från utlandet och skydd mot gissning, på svenska: nej i dörren, regeln på kommandoraden. */
import type { abroad as shape } from '../nb/abroad.ts';

const names = new Intl.DisplayNames('sv', { type: 'region', fallback: 'code' });
const list = new Intl.ListFormat('sv', { type: 'conjunction' });

export const abroad: typeof shape = {
  countryName: (a) => (a.country === '' ? 'okänt land' : (names.of(a.country) ?? a.country)),
  countryList: (a) => list.format(a.countries.map((code) => names.of(code) ?? code)),
  /** For one line: at most four by name. */
  countryListShort: (a) => {
    const named = a.countries.map((code) => names.of(code) ?? code);
    return list.format(named.length <= 5 ? named : [...named.slice(0, 4), `${named.length - 4} andra länder`]);
  },
  countryRefused: (a) =>
    `Lösenordet är rätt, men brevlådan tar bara emot inloggning från ${a.allowed}, och du är i ${a.country}. Det gäller tills ägaren öppnar landet, och det går att göra därifrån du är: ${a.link}`,
  networkStopped: (a) =>
    `För många olika lösenord har provats från ditt nät. Därför är inloggning härifrån stoppad till ${a.time} UTC, och vi har inte tittat på ditt lösenord. Byt det inte. Mer: ${a.link}`,
  loginStopped: (a) =>
    `För många olika lösenord har provats för det här användarnamnet från ditt nät. Inloggning med det härifrån är stoppad till ${a.time} UTC. Vi har inte tittat på lösenordet; byt det inte. Mer: ${a.link}`,
  modeOff: () => 'alla länder',
  modeWarn: (a) => `varna vid inloggning utanför ${a.countries}`,
  modeAllow: (a) => `bara ${a.countries}`,
  vendorsAllow: () => 'servrar hos kända leverantörer (Outlook, Gmail …) är tillåtna',
  vendorsRefuse: () => 'servrar hos kända leverantörer följer landregeln',
  travel: (a) => `resa: ${a.countries}, från ${a.from} till ${a.until}`,
};
