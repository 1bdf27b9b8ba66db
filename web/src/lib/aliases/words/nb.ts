/** Ordene om alias på siden til et domene på bokmål; svensk og engelsk følger typen. */
export const nb = {
  title: 'Alias',
  lead: 'Adresser uten egen postkasse, som leder e-posten til andre.',
  none: 'Domenet har ingen alias.',
  contact: 'Skal et alias legges inn eller endres? Si fra til oss.',
  leadsTo: 'leder til',
  stopped: 'Tar ikke imot e-post nå',
  stoppedText: 'Ingen som aliaset leder til, har sagt ja. Avsenderen får vite hvorfor.',
  here: 'Hos oss',
  waiting: 'Venter på et ja',
  over: 'Ikke svart',
  confirmed: 'Har sagt ja',
  refused: 'Har sagt nei',
  operator: 'Satt opp av driften',
  earlier: 'Fra før',
  text: {
    asked: (on: string, until: string): string =>
      `Vi spurte ${on}.${until === '' ? '' : ` Lenken i brevet virker til ${until}.`} Ingenting sendes dit før svaret er ja.`,
    over: (on: string): string => `Vi spurte ${on}, og fristen er ute. Ingenting sendes dit.`,
    notAsked: 'Brevet er ikke sendt ennå. Ingenting sendes dit før svaret er ja.',
    refused: 'Ingenting sendes dit. Lenken i brevet vårt virker fortsatt hvis mottakeren ombestemmer seg.',
    earlier: 'Satt opp før vi begynte å spørre mottakere. Det virker som før.',
  },
  ask: 'Send brevet',
  again: 'Spør igjen',
  againFor: (address: string): string => `Spør ${address} igjen`,
  sent: (address: string): string => `Vi har sendt et brev til ${address}.`,
};
export type Words = typeof nb;
