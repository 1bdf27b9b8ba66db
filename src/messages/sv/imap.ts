/** IMAP-serverns svar på svenska: en rad var, så som e-postprogrammet visar dem. */
import type { imap as shape } from '../nb/imap.ts';

export const imap: typeof shape = {
  noSuchFolder: (a) => `Mappen ”${a.folder}” finns inte.`,
  folderExists: (a) => `Mappen ”${a.folder}” finns redan.`,
  folderHasChildren: (a) => `Mappen ”${a.folder}” har undermappar. Ta bort eller flytta dem först.`,
  badFolderName: (a) => `”${a.folder}” kan inte vara namnet på en mapp.`,
  notAllowed: (a) => `Mappen ”${a.folder}” kan inte ändras så.`,
  tooManyFolders: () => 'Brevlådan har så många mappar som den kan ha.',
  mailboxFull: () => 'Brevlådan är full. Ta bort något eller be om mer utrymme.',
  noSpace: () => 'Vi kan inte spara just nu. Felet ligger hos oss; försök igen om en stund.',
  readOnly: () => 'Mappen är öppnad endast för läsning.',
  someGone: () => 'Några av meddelandena har under tiden tagits bort av ett annat program.',
  damaged: () => 'Ett meddelande är skadat hos oss. De andra kan läsas; kontakta kundtjänst.',
  folderGone: () => 'Mappen togs bort av ett annat program.',
  tooManyConnections: (a) =>
    `För många samtidiga anslutningar till brevlådan (högst ${a.max}). Stäng några e-postprogram.`,
  serverTrouble: () => 'Något gick fel hos oss. Anslutningen avslutas; försök igen.',
  quotaBySupport: () => 'Utrymmet ändras i kundcentret, inte härifrån.',
};
