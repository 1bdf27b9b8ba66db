/** Why the centre did not do something, på svenska. Keys are those of http/api and service/centre. */
export const centreProblems = {
  signInWrong: (): string => 'Namnet eller lösenordet är fel.',
  notSignedIn: (): string => 'Du är inte inloggad.',
  secondFactorWanted: (): string => 'Bekräfta med det andra steget först.',
  secondFactorWrong: (): string => 'Koden är fel eller redan använd.',
  currentWrong: (): string => 'Lösenordet du har nu är inte rätt.',
  notAllowed: (): string => 'Det här har du inte tillgång till.',
  crossSite: (): string => 'Förfrågan kom inte från våra egna sidor.',
  notThere: (): string => 'Det finns inte.',
  inputBad: (): string => 'Fältet är inte rätt ifyllt.',
  bodyTooLarge: (): string => 'Det är för stort.',
  unavailable: (): string => 'Det gick inte just nu. Försök igen om en stund.',
  contactIsYou: (): string => 'Du kan inte ta bort dig själv. En annan kontakt kan göra det.',
  tooManyRequests: (): string => 'Vänta en stund och försök igen.',
};
