/** Ordene på siden for den som får videresendt e-post, på norsk bokmål. */
export const nb = {
  title: 'Videresendt e-post',
  none: 'Denne lenken er ikke hel. Åpne den fra brevet, eller kopier hele lenken.',
  asks: (from: string): string => `${from} vil sende e-post videre til deg`,
  lead: (to: string): string => `Sier du ja, sendes e-posten dit også til ${to}. Ingenting er sendt ennå.`,
  yes: 'Ja, jeg vil ha den',
  no: 'Nei takk',
  never: 'Nei, og spør aldri denne adressen igjen',
  unknown: 'Kjenner du ikke til dette, kan du la det være. Da skjer det ingenting.',
  over: 'Spørsmålet er for gammelt',
  overText: (from: string): string =>
    `Vil du fortsatt ha e-posten, må ${from} be om at vi spør igjen. Nei kan du si når som helst.`,
  confirmed: 'Du får e-posten',
  confirmedText: (from: string, to: string): string =>
    `Det som kommer til ${from}, sendes videre til ${to}. Ta vare på brevet: her kan du stoppe det når du vil.`,
  stop: 'Stopp disse e-postene',
  refused: 'Du får ikke e-posten',
  refusedText: (from: string): string => `Ingenting sendes videre til deg fra ${from}.`,
  change: 'Jeg ombestemte meg: ja, jeg vil ha den',
  operator: 'Videresendingen er satt opp av driften',
  operatorText: (from: string): string => `E-post fra ${from} sendes videre til deg. Du kan stoppe den her.`,
  broken: 'Noe gikk galt. Prøv igjen om litt.',
};
export type Words = typeof nb;
