/** Why the centre did not do something, på norsk bokmål. Keys are those of http/api and service/centre. */
export const centreProblems = {
  signInWrong: (): string => 'Navnet eller passordet er feil.',
  notSignedIn: (): string => 'Du er ikke logget inn.',
  secondFactorWanted: (): string => 'Bekreft med det andre steget først.',
  secondFactorWrong: (): string => 'Koden er feil eller brukt før.',
  currentWrong: (): string => 'Passordet du har nå, er ikke riktig.',
  notAllowed: (): string => 'Dette har du ikke tilgang til.',
  crossSite: (): string => 'Forespørselen kom ikke fra våre egne sider.',
  notThere: (): string => 'Det finnes ikke.',
  inputBad: (): string => 'Feltet er ikke riktig utfylt.',
  bodyTooLarge: (): string => 'Det er for stort.',
  unavailable: (): string => 'Det gikk ikke akkurat nå. Prøv igjen om litt.',
  contactIsYou: (): string => 'Du kan ikke fjerne deg selv. En annen kontakt kan gjøre det.',
  tooManyRequests: (): string => 'Vent litt og prøv igjen.',
  operatorNameBad: (a: { name: string }): string =>
    `«${a.name}» kan ikke være et operatørnavn: bruk en adresse eller et kort navn.`,
  operatorRoleUnknown: (a: { role: string; known: string }): string =>
    `Rollen «${a.role}» finnes ikke. Kjente roller: ${a.known}.`,
  operatorExists: (a: { name: string }): string => `Operatøren ${a.name} finnes allerede.`,
  operatorMissing: (a: { name: string }): string => `Operatøren ${a.name} finnes ikke.`,
  operatorNotFirst: (): string => 'Det finnes allerede en operatør.',
  operatorLastOwner: (): string => 'Den siste eieren kan ikke fjernes så lenge det finnes andre operatører.',
  tooManyFactors: (): string => 'Det er for mange. Fjern en først.',
  noSecondFactor: (): string => 'Det andre steget er ikke slått på.',
  linkOver: (): string => 'Lenken er brukt eller utløpt. Be om en ny.',
  changedMeanwhile: (): string => 'Noen andre endret dette mens du holdt på. Se på det som står der nå, og prøv igjen.',
  journeyOver: (): string => 'Reisen er allerede avsluttet.',
};
