/** Ord på fakturor och i kommandona om dem, på svenska. */
import type { billing as shape } from '../nb/billing.ts';

export const billing: typeof shape = {
  defaultLine: 'E-post och domän',
  invoice: 'Faktura',
  cancelled: 'Krediterad',
  to: 'Till',
  from: 'Från',
  number: 'Fakturanummer',
  issued: 'Fakturadatum',
  due: 'Förfallodatum',
  reference: { kid: 'KID', ocr: 'OCR-nummer', rf: 'Referens' },
  text: 'Beskrivning',
  quantity: 'Antal',
  unitPrice: 'Pris inkl. moms',
  amount: 'Belopp',
  net: (a) => `Underlag ${a.rate} % moms`,
  vat: (a) => `Moms ${a.rate} %`,
  total: 'Att betala',
  paid: 'Betalt',
  open: 'Återstår',
  payNote: (a) => `Ange ${a.reference} när du betalar, så bokförs betalningen direkt. Betala senast ${a.due}.`,
  page: (a) => `Sida ${a.page} av ${a.of}`,
  credit: (a) => `Tillgodo: ${a.amount}`,
  states: { open: 'öppen', 'part-paid': 'delvis betald', paid: 'betald', cancelled: 'krediterad' },
  unmatchedWhy: {
    'no-reference': 'utan referens',
    'unknown-reference': 'okänd referens',
    'other-currency': 'annan valuta än fakturan',
    'other-customer': 'referensen hör till en annan kund',
    'cancelled-invoice': 'fakturan är krediterad',
  },
  contactProblems: {
    'on-own-domain': 'ligger på den egna domänen, ingen annan att skriva till',
    bounced: 'e-post från oss kom i retur',
    'never-confirmed': 'aldrig bekräftad',
  },
  imported: (a) =>
    `${a.matched} bokförda, ${a.unmatched} utan träff, ${a.known} kända sedan tidigare, ${a.skipped} överhoppade. Hävda spärrar: ${a.lifted}.`,
};
