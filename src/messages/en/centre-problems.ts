/** Why the centre did not do something, in English. Keys are those of http/api and service/centre. */
export const centreProblems = {
  signInWrong: (): string => 'The name or the password is wrong.',
  notSignedIn: (): string => 'You are not signed in.',
  secondFactorWanted: (): string => 'Confirm with the second step first.',
  secondFactorWrong: (): string => 'The code is wrong or was used before.',
  currentWrong: (): string => 'The password until now is not right.',
  notAllowed: (): string => 'You have no access to this.',
  crossSite: (): string => 'The request did not come from our own pages.',
  notThere: (): string => 'That does not exist.',
  inputBad: (): string => 'The field is not filled in correctly.',
  bodyTooLarge: (): string => 'That is too large.',
  unavailable: (): string => 'That did not work just now. Try again in a little while.',
  contactIsYou: (): string => 'You cannot remove yourself. Another contact can.',
  tooManyRequests: (): string => 'Wait a little and try again.',
};
