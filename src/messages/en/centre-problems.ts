/** Why the centre did not do something, in English. Keys are those of http/api and service/centre. */
export const centreProblems = {
  signInWrong: (): string => 'The name or the password is wrong.',
  notSignedIn: (): string => 'You are not signed in.',
  secondFactorWanted: (): string => 'Confirm with the second step first.',
  secondFactorWrong: (): string => 'The code is wrong or was used before.',
  currentWrong: (): string => 'The password until now is not right.',
  notAllowed: (): string => 'You have no access to this.',
  crossSite: (): string => 'The request did not come from our own pages.',
  otherPerson: (a: { name: string }): string =>
    `${a.name} is signed in in this browser now, and the page was opened by somebody else. Nothing was done. Open the page again to go on as ${a.name}, or sign in as yourself again.`,
  notThere: (): string => 'That does not exist.',
  inputBad: (): string => 'The field is not filled in correctly.',
  bodyTooLarge: (): string => 'That is too large.',
  unavailable: (): string => 'That did not work just now. Try again in a little while.',
  contactIsYou: (): string => 'You cannot remove yourself. Another contact can.',
  tooManyRequests: (): string => 'Wait a little and try again.',
  operatorNameBad: (a: { name: string }): string =>
    `“${a.name}” cannot be an operator’s name: use an address or a short name.`,
  operatorRoleUnknown: (a: { role: string; known: string }): string =>
    `There is no role “${a.role}”. Known roles: ${a.known}.`,
  operatorExists: (a: { name: string }): string => `The operator ${a.name} is there already.`,
  operatorMissing: (a: { name: string }): string => `There is no operator ${a.name}.`,
  operatorNotFirst: (): string => 'There is an operator already.',
  operatorLastOwner: (): string => 'The last owner cannot be removed while there are other operators.',
  tooManyFactors: (): string => 'There are too many. Remove one first.',
  noSecondFactor: (): string => 'The second step is not switched on.',
  linkOver: (): string => 'The link was used or is too old. Ask for a new one.',
  changedMeanwhile: (): string => 'Somebody else changed this meanwhile. Look at what it says now, and try again.',
  journeyOver: (): string => 'The journey has ended already.',
  slowDown: (a: { seconds: number }): string =>
    `There were many tries. Wait ${a.seconds} seconds and try again. You are not locked out.`,
  passkeyWrong: (): string => 'The passkey could not be saved. Try once more.',
  passkeyUnknown: (): string => 'We do not recognise that passkey. Sign in with the password instead.',
  passkeysNotHere: (): string => 'Passkeys do not work at this address. Open the page by its name, with https.',
  noPasskeyHere: (): string => 'You have no passkey for this page. Use the code instead.',
  incidentTextBad: (a: { language: string }): string =>
    `Write a text of at most 1000 characters in each language (missing: ${a.language}).`,
  planKeyFixed: (a: { key: string }): string =>
    `${a.key} is set in the configuration file and can only be changed there.`,
  operatorIsYou: (): string => 'You cannot do this to yourself. Another owner can.',
  mailAway: (): string => 'The mailbox cannot be opened just now. Nothing is lost. Try again in a moment.',
  viewOnly: (): string => 'You see the customer centre as the customer sees it. Nothing can be changed from here.',
};
