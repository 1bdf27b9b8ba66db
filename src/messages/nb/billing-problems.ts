/** Hvorfor noe med fakturaer, betalinger og kontakter ikke ble gjort, på norsk bokmål. Føyes til i problems.ts. */

const amounts: Readonly<Record<string, string>> = {
  'not-an-amount': 'skriv tall med punktum, for eksempel 125.00',
  negative: 'det må være mer enn null',
  zero: 'det må være mer enn null',
  'too-many-decimals': 'det har flere desimaler enn valutaen',
  'too-large': 'det er for stort',
};

export const billingProblems = {
  amountBad: (a: { amount: string; currency: string; why: string }): string =>
    `«${a.amount}» ${a.currency} er ikke et beløp som kan brukes: ${amounts[a.why] ?? a.why}.`,
  currencyUnknown: (a: { currency: string; known: string }): string =>
    `Valutaen «${a.currency}» kan ikke brukes. Velg mellom ${a.known}.`,
  vatBad: (a: { vat: string }): string =>
    `«${a.vat}» er ikke en momssats. Oppgi prosent fra 0 til 100, for eksempel 25.`,
  dayBad: (a: { day: string }): string => `«${a.day}» er ikke en dato. Skriv den slik: 2026-10-01.`,
  invoiceLineBad: (a: { text: string }): string =>
    `«${a.text}» kan ikke stå på en faktura. Bruk 1 til 200 vanlige tegn, og et helt antall fra 1.`,
  invoiceSumBad: (): string => 'Fakturaen må ha en sum over null.',
  invoiceMissing: (a: { invoice: string }): string => `Det finnes ingen faktura «${a.invoice}».`,
  invoicePaidAlready: (a: { invoice: string }): string =>
    `Faktura ${a.invoice} er betalt allerede. Ingenting er endret.`,
  invoiceCancelled: (a: { invoice: string }): string => `Faktura ${a.invoice} er kreditert. Ingenting er endret.`,
  invoiceHasPayment: (a: { invoice: string }): string =>
    `Det er betalt på faktura ${a.invoice}. Den kan ikke krediteres her.`,
  invoiceOtherCurrency: (a: { invoice: string; currency: string }): string =>
    `Faktura ${a.invoice} er i ${a.currency}. En betaling i en annen valuta kan ikke føres på den.`,
  paymentMissing: (a: { payment: string }): string => `Det finnes ingen betaling «${a.payment}».`,
  paymentMatchedAlready: (a: { payment: string }): string =>
    `Betalingen ${a.payment} hører allerede til en kunde. Ingenting er endret.`,
  bankFileBad: (a: { why: string; line: number }): string =>
    `Filen kan ikke leses som CAMT.054 (linje ${a.line}): ${a.why}. Ingenting er ført.`,
  bankFileUnreadable: (a: { file: string }): string => `Filen ${a.file} kan ikke leses.`,
  fileNotWritten: (a: { file: string }): string => `Filen ${a.file} kan ikke skrives.`,
  providerUnknown: (a: { provider: string }): string => `Betalingstjenesten «${a.provider}» er ikke satt opp her.`,
  providerSignatureBad: (): string => 'Signaturen på meldingen stemmer ikke. Ingenting er ført.',
  providerEventBad: (a: { why: string }): string => `Vi forstår ikke meldingen fra betalingstjenesten: ${a.why}.`,
  contactMissing: (a: { contact: string }): string => `Kunden har ingen kontakt med adressen ${a.contact}.`,
  contactExists: (a: { contact: string }): string => `${a.contact} er allerede kontakt for kunden.`,
  contactRoleUnknown: (a: { role: string; known: string }): string =>
    `Rollen «${a.role}» finnes ikke. Velg mellom ${a.known}.`,
  contactLast: (a: { contact: string }): string =>
    `${a.contact} er kundens siste kontakt. Legg til en annen først, ellers når vi ikke kunden.`,
  planDunningOrder: (a: { key: string; after: string }): string =>
    `${a.key} må være flere dager enn ${a.after}. Ingenting er endret.`,
};
