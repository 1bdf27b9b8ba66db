/** Letters about somebody's own way in to the customer centre, in English. Keys are those of model/notice.ts. */
import type { SecurityWords } from '../security-shape.ts';

export const security: SecurityWords = {
  'new-device': {
    title: (a) => `New sign-in to ${a.name}`,
    what: (a) =>
      `Somebody signed in to the customer centre as ${a.name} ${a.when}, from a browser we have not seen before.`,
    todo: 'If it was not you, change the password and end the other sign-ins under Settings.',
  },
  'password-changed': {
    title: (a) => `The password of ${a.name} was changed`,
    what: (a) => `The password of ${a.name} was changed ${a.when}. All other sign-ins were ended.`,
    todo: 'If it was not you, choose “Forgotten the password?” on the sign-in page, and tell us.',
  },
  'password-reset': {
    title: (a) => `A new password for ${a.name} by a link`,
    what: (a) => `Somebody chose a new password for ${a.name} ${a.when} with a link that we sent by e-mail.`,
    todo: 'If it was none of you, ask for a new link on the sign-in page, and tell us.',
  },
  'factor-added': {
    title: (a) => `A new secure sign-in for ${a.name}`,
    what: (a) => `A passkey or a code app was added for ${a.name} ${a.when}.`,
    todo: 'If it was not you, change the password and remove it under Settings.',
  },
  'factor-removed': {
    title: (a) => `A secure sign-in of ${a.name} was removed`,
    what: (a) => `A passkey or a code app was removed from ${a.name} ${a.when}.`,
    todo: 'If it was none of you, change the password at once, and tell us.',
  },
  'recovery-code-used': {
    title: (a) => `A recovery code of ${a.name} was used`,
    what: (a) => `Somebody signed in as ${a.name} with a recovery code ${a.when}. That code no longer works.`,
    todo: 'If it was not you, change the password and make new codes under Settings.',
  },
  'codes-guessed': {
    title: (a) => `Somebody knows the password of ${a.name}`,
    what: (a) =>
      `Somebody typed the right password of ${a.name} and then a wrong code many times, last ${a.when}. They did not get in.`,
    todo: 'Change the password now. If it was you, sign in with a passkey or a recovery code.',
  },
  where: (a) => `It came from ${a.program} at the address ${a.remote}.`,
  byOperator: 'It was done by support.',
  unknownProgram: 'an unknown browser',
  wasYou: 'If it was you, there is nothing to do.',
};
