/** Pålogging fra utlandet og vern mot gjetting, på norsk bokmål: avslag i døra, regelen i kommandolinjen. */
const names = new Intl.DisplayNames('nb', { type: 'region', fallback: 'code' });
const list = new Intl.ListFormat('nb', { type: 'conjunction' });

export const abroad = {
  /** ISO 3166-koden som navn. */
  countryName: (a: { country: string }): string =>
    a.country === '' ? 'ukjent land' : (names.of(a.country) ?? a.country),
  countryList: (a: { countries: readonly string[] }): string =>
    list.format(a.countries.map((code) => names.of(code) ?? code)),
  /** For one line: at most four by name. */
  countryListShort: (a: { countries: readonly string[] }): string => {
    const named = a.countries.map((code) => names.of(code) ?? code);
    return list.format(named.length <= 5 ? named : [...named.slice(0, 4), `${named.length - 4} andre land`]);
  },
  /** Sies bare når passordet var riktig. */
  countryRefused: (a: { country: string; allowed: string; link: string }): string =>
    `Passordet er riktig, men postkassen tar bare imot pålogging fra ${a.allowed}, og du er i ${a.country}. Det gjelder til eieren åpner landet, og det kan du gjøre derfra du er: ${a.link}`,
  /** Før passordet leses: nettet er sperret en stund. */
  networkStopped: (a: { time: string; link: string }): string =>
    `For mange ulike passord er prøvd fra nettet ditt. Derfor er pålogging herfra stoppet til ${a.time} UTC, og vi har ikke sett på passordet ditt. Ikke bytt det. Mer: ${a.link}`,
  /** Bare dette brukernavnet fra dette nettet. */
  loginStopped: (a: { time: string; link: string }): string =>
    `For mange ulike passord er prøvd for dette brukernavnet fra nettet ditt. Pålogging med det herfra er stoppet til ${a.time} UTC. Vi har ikke sett på passordet; ikke bytt det. Mer: ${a.link}`,
  modeOff: (): string => 'alle land',
  modeWarn: (a: { countries: string }): string => `varsle ved pålogging utenfor ${a.countries}`,
  modeAllow: (a: { countries: string }): string => `bare ${a.countries}`,
  vendorsAllow: (): string => 'servere hos kjente leverandører (Outlook, Gmail …) er tillatt',
  vendorsRefuse: (): string => 'servere hos kjente leverandører følger landregelen',
  travel: (a: { countries: string; from: string; until: string }): string =>
    `reise: ${a.countries}, fra ${a.from} til ${a.until}`,
  /** Siden der eieren åpner et land derfra han eller hun er. */
  page: {
    title: 'Åpne postkassen fra utlandet',
    intro:
      'Postkassen tar imot pålogging bare fra bestemte land. Her åpner du landet du er i, med passordet til postkassen. Det virker med en gang.',
    address: 'E-postadresse',
    password: 'Passordet til postkassen',
    country: 'Land',
    chooseCountry: 'Velg land',
    until: 'Til og med',
    open: 'Åpne landet',
    doneTitle: 'Landet er åpent',
    done: (a: { country: string; until: string }): string =>
      `Åpent for ${a.country} til og med ${a.until}. Prøv e-postprogrammet på nytt.`,
    wrong: 'E-postadressen eller passordet stemmer ikke. Ingenting er endret.',
    appPassword:
      'Dette er et app-passord. Det gjelder bare for e-postprogrammet. Bruk det vanlige passordet til postkassen her.',
    badCountry: 'Velg landet du er i.',
    badDay: (a: { max: number }): string =>
      `Velg en dato fra i dag og høyst ${a.max} dager fram. Skriv den slik: 2026-12-01.`,
    tooMany: 'Det er allerede åpnet for så mange reiser som det er plass til. Kontakt den som drifter e-posten din.',
    unavailable: 'Vi fikk ikke gjort dette akkurat nå. Feilen er hos oss. Prøv igjen om noen minutter.',
    elsewhere: 'Skjemaet ble ikke sendt fra denne siden, så ingenting er endret. Åpne siden på nytt og prøv igjen.',
    tooLong: 'Det som ble sendt, er for langt. Ingenting er endret.',
  },
};
