/** Varför en karantän eller ett återöppnande inte blev av, på svenska. */
export const abuseProblems = {
  repairNothing: (a: { address: string }): string =>
    `Utgående e-post från ${a.address} är inte stängd på misstanke om missbruk.`,
  repairPasswordOld: (a: { address: string }): string =>
    `Byt lösenord på ${a.address} först. Det nya måste ha valts efter att utskicken stängdes.`,
  repairAppPasswords: (a: { address: string; names: string }): string =>
    `${a.address} har applösenord från innan utskicken stängdes: ${a.names}. Återkalla dem först.`,
  quarantineReasonMissing: (): string => 'Ange ett skäl med --reason. Kunden får se det.',
  quarantineMissing: (a: { domain: string }): string => `Domänen ${a.domain} är inte i karantän hos oss.`,
  untilBad: (a: { input: string }): string =>
    `”${a.input}” är inte en tidpunkt framåt i tiden. Skriv till exempel 2026-12-01 eller 2026-12-01T12:00:00Z.`,
};
