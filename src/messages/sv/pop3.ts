/** Vad POP3-servern svarar, på svenska: en rad var, så som e-postprogrammet visar dem. */
import type { pop3 as shape } from '../nb/pop3.ts';

export const pop3: typeof shape = {
  noSuchMessage: (a) => `Meddelande ${a.number} finns inte här.`,
  messageGone: (a) => `Meddelande ${a.number} har under tiden raderats av ett annat program.`,
  damaged: (a) => `Meddelande ${a.number} är skadat hos oss. De andra går att läsa; kontakta kundtjänst.`,
  signInFirst: () => 'Logga in först, med hela e-postadressen och lösenordet.',
  userFirst: () => 'Användarnamnet måste komma före lösenordet.',
  alreadySignedIn: () => 'Du är redan inloggad.',
  alreadyEncrypted: () => 'Anslutningen är redan krypterad.',
  unknownCommand: () => 'Kommandot finns inte här.',
  badArguments: (a) => `Kommandot ${a.command} måste skrivas på ett annat sätt.`,
  lineTooLong: () => 'Raden är för lång.',
  notNow: () => 'Kommandot kan inte användas nu.',
  notBase64: () => 'Inloggningen gick inte att läsa.',
  thisIsPop3: (a) => `Det här är POP3, men programmet talar IMAP. Använd port ${a.imapsPort} med SSL/TLS för IMAP.`,
  noApop: () => 'APOP finns inte här. Välj ”vanligt lösenord” med SSL/TLS.',
  notRemoved: () => 'Meddelandena kunde inte raderas just nu. De ligger kvar.',
  serverTrouble: () => 'Något gick fel hos oss. Försök igen om en stund; byt inte lösenord.',
};
