/** Ord i brevet selv når noen svarer eller sender videre, og om det som er på vei, på norsk bokmål. */
export const webmailWriting = {
  /** Stands above a quote. */
  wrote: (a: { when: string; who: string }): string => `${a.when} skrev ${a.who}:`,
  wroteUndated: (a: { who: string }): string => `${a.who} skrev:`,
  forwarded: (): string => '---------- Videresendt melding ----------',
  from: (a: { value: string }): string => `Fra: ${a.value}`,
  date: (a: { value: string }): string => `Dato: ${a.value}`,
  subject: (a: { value: string }): string => `Emne: ${a.value}`,
  to: (a: { value: string }): string => `Til: ${a.value}`,
  cc: (a: { value: string }): string => `Kopi: ${a.value}`,
  /** Of one recipient, as far as we know. */
  waiting: (): string => 'Venter på å bli sendt',
  queued: (): string => 'På vei',
  held: (): string => 'Holdes tilbake hos oss inntil videre',
  delivered: (): string => 'Levert i postkassen',
  sent: (a: { host: string }): string => `Tatt imot av ${a.host}`,
  delayed: (a: { host: string; reply: string; when: string }): string =>
    `Venter fortsatt${a.host === '' ? '' : ` hos ${a.host}`}${a.reply === '' ? '' : `: «${a.reply}»`}.${a.when === '' ? '' : ` Vi prøver igjen ${a.when}.`}`,
  bounced: (a: { host: string; reply: string }): string =>
    `Ble ikke levert${a.reply === '' ? '' : `: «${a.reply}»`}${a.host === '' ? '' : ` (${a.host})`}. Du har fått en melding om det.`,
  refused: (a: { reply: string }): string => `Fikk den ikke: «${a.reply}»`,
  /** Its copy in Sent. */
  unfiled: (): string =>
    'Den ble sendt, men kopien fikk ikke plass i Sendt, for postkassen er full. Slett noe, så legger vi den der; den sendes ikke en gang til.',
};
