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
};
