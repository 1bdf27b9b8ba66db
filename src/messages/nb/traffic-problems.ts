/** Hvorfor et varsel om arbeid ikke ble noe av, på norsk bokmål. */
export const trafficProblems = {
  maintenanceTimeBad: (a: { input: string }): string =>
    `«${a.input}» kan ikke være slutten. Arbeidet må slutte etter nå, etter at det begynner, og vare høyst 31 døgn.`,
  maintenancePartBad: (a: { input: string }): string =>
    `«${a.input}» kan ikke være under arbeid. Velg all, sending, receiving eller reading.`,
  maintenanceTextBad: (): string => 'Skriv på én linje hva som gjøres, 1 til 300 tegn. Kunden får se det.',
  maintenanceMissing: (a: { id: string }): string => `Det finnes ikke noe varslet arbeid med id «${a.id}».`,
};
