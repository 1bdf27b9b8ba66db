/** Hvorfor en karantene eller en gjenåpning ikke ble noe av, på norsk bokmål. */
export const abuseProblems = {
  repairNothing: (a: { address: string }): string =>
    `Utgående e-post fra ${a.address} er ikke stengt på mistanke om misbruk.`,
  repairPasswordOld: (a: { address: string }): string =>
    `Bytt passord på ${a.address} først. Det nye må være valgt etter at sendingen ble stengt.`,
  repairAppPasswords: (a: { address: string; names: string }): string =>
    `${a.address} har app-passord fra før sendingen ble stengt: ${a.names}. Trekk dem tilbake først.`,
  quarantineReasonMissing: (): string => 'Skriv en grunn med --reason. Kunden får se den.',
  quarantineMissing: (a: { domain: string }): string => `Domenet ${a.domain} er ikke i karantene hos oss.`,
  untilBad: (a: { input: string }): string =>
    `«${a.input}» er ikke et tidspunkt fram i tid. Skriv for eksempel 2026-12-01 eller 2026-12-01T12:00:00Z.`,
};
