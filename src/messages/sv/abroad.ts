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
  vendorsRefuse: () => 'servrar hos kända leverantörer följer landsregeln',
  travel: (a) => `resa: ${a.countries}, från ${a.from} till ${a.until}`,
  page: {
    title: 'Öppna brevlådan från utlandet',
    intro:
      'Brevlådan tar bara emot inloggning från vissa länder. Här öppnar du landet du är i, med brevlådans lösenord. Det gäller direkt.',
    address: 'E-postadress',
    password: 'Brevlådans lösenord',
    country: 'Land',
    chooseCountry: 'Välj land',
    until: 'Till och med',
    open: 'Öppna landet',
    doneTitle: 'Landet är öppet',
    done: (a) => `Öppet för ${a.country} till och med ${a.until}. Försök igen i e-postprogrammet.`,
    wrong: 'E-postadressen eller lösenordet stämmer inte. Inget har ändrats.',
    appPassword:
      'Det här är ett applösenord, som bara gäller för e-postprogrammet. Använd brevlådans vanliga lösenord här.',
    badCountry: 'Välj landet du är i.',
    badDay: (a) => `Välj ett datum från i dag och högst ${a.max} dagar framåt. Skriv det så här: 2026-12-01.`,
    tooMany: 'Det finns redan så många öppna resor som det finns plats för. Kontakta den som sköter din e-post.',
    unavailable: 'Vi kunde inte göra det här just nu. Felet är vårt. Försök igen om några minuter.',
    elsewhere:
      'Formuläret skickades inte från den här sidan, så inget har ändrats. Öppna sidan på nytt och försök igen.',
    tooLong: 'Det som skickades är för långt. Inget har ändrats.',
  },
};
