/** Avslag på svenska: en rad var, så som e-postprogrammet visar dem. */
import type { refusals as shape } from '../nb/refusals.ts';

export const refusals: typeof shape = {
  unknownMailbox: (a) => `Adressen ${a.address} finns inte här.`,
  relayDenied: (a) =>
    `Den här servern tar inte emot e-post till ${a.address}. Ska du skicka? Slå på inloggning för utgående server.`,
  quotaFull: (a) => `Brevlådan ${a.address} är full och kan inte ta emot mer just nu.`,
  signInWrong: () => 'Användarnamn eller lösenord stämmer inte. Användarnamnet är hela e-postadressen.',
  signInNeedsTls: (a) => `Lösenordet får inte skickas utan kryptering. Välj port ${a.port} med SSL/TLS.`,
  signInUnavailable: () =>
    'Inloggningen är tillfälligt otillgänglig hos oss. Byt inte lösenord; försök igen om en stund.',
  senderNotOwned: (a) =>
    `Du är inloggad som ${a.login} men vill skicka som ${a.from}. Kontot måste först få rätt till det.`,
  messageTooLarge: (a) => `Meddelandet är för stort. Gränsen är ${a.maxMegabytes} MB.`,
  storageTrouble: () =>
    'Vi kan inte spara meddelandet just nu. Det är inte förlorat hos avsändaren; det skickas igen av sig självt.',
};
