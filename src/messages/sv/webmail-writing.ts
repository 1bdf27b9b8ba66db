/** Ord i själva brevet när någon svarar eller vidarebefordrar, och om det som är på väg, på svenska. */
import type { webmailWriting as nb } from '../nb/webmail-writing.ts';

export const webmailWriting: typeof nb = {
  wrote: (a) => `${a.when} skrev ${a.who}:`,
  wroteUndated: (a) => `${a.who} skrev:`,
  forwarded: () => '---------- Vidarebefordrat meddelande ----------',
  from: (a) => `Från: ${a.value}`,
  date: (a) => `Datum: ${a.value}`,
  subject: (a) => `Ämne: ${a.value}`,
  to: (a) => `Till: ${a.value}`,
  cc: (a) => `Kopia: ${a.value}`,
  waiting: () => 'Väntar på att skickas',
  queued: () => 'På väg',
  held: () => 'Hålls kvar hos oss tills vidare',
  delivered: () => 'Levererat till brevlådan',
  sent: (a) => `Mottaget av ${a.host}`,
  delayed: (a) =>
    `Väntar fortfarande${a.host === '' ? '' : ` hos ${a.host}`}${a.reply === '' ? '' : `: ”${a.reply}”`}.${a.when === '' ? '' : ` Vi försöker igen ${a.when}.`}`,
  bounced: (a) =>
    `Kom inte fram${a.reply === '' ? '' : `: ”${a.reply}”`}${a.host === '' ? '' : ` (${a.host})`}. Du har fått ett meddelande om det.`,
  refused: (a) => `Fick det inte: ”${a.reply}”`,
  /** Its copy in Sent. */
  unfiled: () =>
    'Det skickades, men kopian fick inte plats i Skickat eftersom brevlådan är full. Ta bort något, så lägger vi den där. Det skickas inte en gång till.',
};
