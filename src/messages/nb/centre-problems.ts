/** Why the centre did not do something, på norsk bokmål. Keys are those of http/api and service/centre. */
export const centreProblems = {
  signInWrong: (): string => 'Navnet eller passordet er feil.',
  notSignedIn: (): string => 'Du er ikke logget inn.',
  secondFactorWanted: (): string => 'Bekreft med det andre steget først.',
  secondFactorWrong: (): string => 'Koden er feil eller brukt før.',
  currentWrong: (): string => 'Passordet du har nå, er ikke riktig.',
  notAllowed: (): string => 'Dette har du ikke tilgang til.',
  crossSite: (): string => 'Forespørselen kom ikke fra våre egne sider.',
  otherPerson: (a: { name: string }): string =>
    `Nå er ${a.name} logget inn i denne nettleseren, og siden ble åpnet av en annen. Ingenting er gjort. Åpne siden på nytt for å fortsette som ${a.name}, eller logg inn som deg selv igjen.`,
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
  slowDown: (a: { seconds: number }): string =>
    `Det ble mange forsøk. Vent ${a.seconds} sekunder, og prøv igjen. Du er ikke sperret.`,
  passkeyWrong: (): string => 'Passnøkkelen kunne ikke lagres. Prøv en gang til.',
  passkeyUnknown: (): string => 'Vi kjenner ikke igjen passnøkkelen. Logg inn med passordet i stedet.',
  passkeysNotHere: (): string => 'Passnøkler virker ikke på denne adressen. Åpne siden med navnet sitt og https.',
  noPasskeyHere: (): string => 'Du har ingen passnøkkel for denne siden. Bruk koden i stedet.',
  incidentTextBad: (a: { language: string }): string =>
    `Skriv en tekst på inntil 1000 tegn på hvert språk (mangler: ${a.language}).`,
  planKeyFixed: (a: { key: string }): string => `${a.key} står i konfigurasjonsfilen og kan bare endres der.`,
  operatorIsYou: (): string => 'Dette kan du ikke gjøre med deg selv. En annen eier kan.',
  mailAway: (): string => 'Postkassen kan ikke åpnes akkurat nå. Ingenting er borte. Prøv igjen om litt.',
  viewOnly: (): string => 'Du ser kundesenteret slik kunden ser det. Herfra kan ingenting endres.',
};
