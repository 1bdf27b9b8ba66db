/** Words of what is publicly known of a mail provider, på norsk bokmål. */
export const provider = {
  head: (a: { readonly name: string }): string => `Adressen hører til ${a.name}.`,
  incoming: 'Innkommende',
  outgoing: 'Utgående',
  login: { address: 'Brukernavn: hele e-postadressen.', 'local-part': 'Brukernavn: delen før @.' },
  password: {
    'app-password': 'Vanlig passord avvises i e-postprogrammer: bruk et app-passord.',
    oauth: 'E-postprogrammet må logge på via leverandørens egen påloggingsside.',
    bridge: 'Krever leverandørens eget program på maskinen.',
  },
  webmail: (a: { readonly url: string }): string => `Webmail: ${a.url}`,
  limits: (a: { readonly list: string }): string => `Grenser de oppgir: ${a.list}.`,
  per: { minute: 'i minuttet', hour: 'i timen', day: 'i døgnet', message: 'per melding' },
  of: { address: 'per adresse', domain: 'per domene', account: 'per konto' },
  stop: (a: { readonly minutes: number }): string => `Over grensen stanses utsending i ${a.minutes} minutter.`,
};
