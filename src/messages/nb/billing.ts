/** Ord på fakturaer og i kommandoene om dem, på norsk bokmål. */

export const billing = {
  defaultLine: 'E-post og domene',
  invoice: 'Faktura',
  cancelled: 'Kreditert',
  to: 'Til',
  from: 'Fra',
  number: 'Fakturanummer',
  issued: 'Fakturadato',
  due: 'Forfallsdato',
  /** Referansen banken sjekker, etter land. */
  reference: { kid: 'KID', ocr: 'OCR-nummer', rf: 'Referanse' },
  text: 'Beskrivelse',
  quantity: 'Antall',
  unitPrice: 'Pris inkl. mva.',
  amount: 'Beløp',
  net: (a: { rate: string }): string => `Grunnlag ${a.rate} % mva.`,
  vat: (a: { rate: string }): string => `Mva. ${a.rate} %`,
  total: 'Å betale',
  paid: 'Betalt',
  open: 'Gjenstår',
  payNote: (a: { reference: string; due: string }): string =>
    `Oppgi ${a.reference} når du betaler, så føres betalingen med en gang. Betal senest ${a.due}.`,
  page: (a: { page: number; of: number }): string => `Side ${a.page} av ${a.of}`,
  credit: (a: { amount: string }): string => `Til gode: ${a.amount}`,
  states: { open: 'åpen', 'part-paid': 'delvis betalt', paid: 'betalt', cancelled: 'kreditert' },
  unmatchedWhy: {
    'no-reference': 'uten referanse',
    'unknown-reference': 'ukjent referanse',
    'other-currency': 'annen valuta enn fakturaen',
    'other-customer': 'referansen hører til en annen kunde',
    'cancelled-invoice': 'fakturaen er kreditert',
  },
  contactProblems: {
    'on-own-domain': 'ligger på eget domene, ingen andre å skrive til',
    bounced: 'e-post fra oss kom i retur',
    'never-confirmed': 'aldri bekreftet',
  },
  imported: (a: { matched: number; unmatched: number; known: number; skipped: number; lifted: number }): string =>
    `${a.matched} ført, ${a.unmatched} uten treff, ${a.known} kjent fra før, ${a.skipped} hoppet over. Sperrer opphevet: ${a.lifted}.`,
};
