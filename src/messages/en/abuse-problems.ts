/** Why a quarantine or a reopening did not happen, in English. */
export const abuseProblems = {
  repairNothing: (a: { address: string }): string =>
    `Outgoing mail from ${a.address} is not closed on suspicion of abuse.`,
  repairPasswordOld: (a: { address: string }): string =>
    `Change the password of ${a.address} first. The new one must be chosen after sending was closed.`,
  repairAppPasswords: (a: { address: string; names: string }): string =>
    `${a.address} has app passwords from before sending was closed: ${a.names}. Revoke them first.`,
  quarantineReasonMissing: (): string => 'Give a reason with --reason. The customer gets to see it.',
  quarantineMissing: (a: { domain: string }): string => `The domain ${a.domain} is not in quarantine with us.`,
  untilBad: (a: { input: string }): string =>
    `"${a.input}" is no moment in the future. Write for example 2026-12-01 or 2026-12-01T12:00:00Z.`,
};
