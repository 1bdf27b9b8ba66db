/** Why the centre did not do something, på svenska. Keys are those of http/api and service/centre. */
export const centreProblems = {
  signInWrong: (): string => 'Namnet eller lösenordet är fel.',
  notSignedIn: (): string => 'Du är inte inloggad.',
  secondFactorWanted: (): string => 'Bekräfta med det andra steget först.',
  secondFactorWrong: (): string => 'Koden är fel eller redan använd.',
  currentWrong: (): string => 'Lösenordet du har nu är inte rätt.',
  notAllowed: (): string => 'Det här har du inte tillgång till.',
  crossSite: (): string => 'Förfrågan kom inte från våra egna sidor.',
  otherPerson: (a: { name: string }): string =>
    `Nu är ${a.name} inloggad i den här webbläsaren, och sidan öppnades av någon annan. Ingenting har gjorts. Öppna sidan på nytt för att fortsätta som ${a.name}, eller logga in som dig själv igen.`,
  notThere: (): string => 'Det finns inte.',
  inputBad: (): string => 'Fältet är inte rätt ifyllt.',
  bodyTooLarge: (): string => 'Det är för stort.',
  unavailable: (): string => 'Det gick inte just nu. Försök igen om en stund.',
  contactIsYou: (): string => 'Du kan inte ta bort dig själv. En annan kontakt kan göra det.',
  tooManyRequests: (): string => 'Vänta en stund och försök igen.',
  operatorNameBad: (a: { name: string }): string =>
    `”${a.name}” kan inte vara ett operatörsnamn: använd en adress eller ett kort namn.`,
  operatorRoleUnknown: (a: { role: string; known: string }): string =>
    `Rollen ”${a.role}” finns inte. Kända roller: ${a.known}.`,
  operatorExists: (a: { name: string }): string => `Operatören ${a.name} finns redan.`,
  operatorMissing: (a: { name: string }): string => `Operatören ${a.name} finns inte.`,
  operatorNotFirst: (): string => 'Det finns redan en operatör.',
  operatorLastOwner: (): string => 'Den sista ägaren kan inte tas bort så länge det finns andra operatörer.',
  tooManyFactors: (): string => 'Det är för många. Ta bort en först.',
  noSecondFactor: (): string => 'Det andra steget är inte påslaget.',
  linkOver: (): string => 'Länken är använd eller för gammal. Be om en ny.',
  changedMeanwhile: (): string => 'Någon annan ändrade det här under tiden. Se vad som gäller nu och försök igen.',
  journeyOver: (): string => 'Resan är redan avslutad.',
  slowDown: (a: { seconds: number }): string =>
    `Det blev många försök. Vänta ${a.seconds} sekunder och försök igen. Du är inte spärrad.`,
  passkeyWrong: (): string => 'Inloggningsnyckeln kunde inte sparas. Försök en gång till.',
  passkeyUnknown: (): string => 'Vi känner inte igen inloggningsnyckeln. Logga in med lösenordet i stället.',
  passkeysNotHere: (): string =>
    'Inloggningsnycklar fungerar inte på den här adressen. Öppna sidan med sitt namn och https.',
  noPasskeyHere: (): string => 'Du har ingen inloggningsnyckel för den här sidan. Använd koden i stället.',
  incidentTextBad: (a: { language: string }): string =>
    `Skriv en text på högst 1000 tecken på varje språk (saknas: ${a.language}).`,
  planKeyFixed: (a: { key: string }): string => `${a.key} står i konfigurationsfilen och kan bara ändras där.`,
  operatorIsYou: (): string => 'Det här kan du inte göra med dig själv. En annan ägare kan.',
  mailAway: (): string => 'Brevlådan går inte att öppna just nu. Inget är borta. Försök igen om en stund.',
  viewOnly: (): string => 'Du ser kundcentret så som kunden ser det. Härifrån kan ingenting ändras.',
};
