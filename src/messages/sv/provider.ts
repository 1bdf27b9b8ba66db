/** Words of what is publicly known of a mail provider, på svenska. */
export const provider = {
  head: (a: { readonly name: string }): string => `Adressen hör till ${a.name}.`,
  incoming: 'Inkommande',
  outgoing: 'Utgående',
  login: { address: 'Användarnamn: hela e-postadressen.', 'local-part': 'Användarnamn: delen före @.' },
  password: {
    'app-password': 'Det vanliga lösenordet avvisas i e-postprogram: använd ett applösenord.',
    oauth: 'E-postprogrammet måste logga in via leverantörens egen inloggningssida.',
    bridge: 'Kräver leverantörens eget program på datorn.',
  },
  webmail: (a: { readonly url: string }): string => `Webbmejl: ${a.url}`,
  limits: (a: { readonly list: string }): string => `Gränser som de anger: ${a.list}.`,
  per: { minute: 'i minuten', hour: 'i timmen', day: 'per dygn', message: 'per meddelande' },
  of: { address: 'per adress', domain: 'per domän', account: 'per konto' },
  stop: (a: { readonly minutes: number }): string => `Över gränsen stoppas utskick i ${a.minutes} minuter.`,
};
