/** Varför något med fakturor, betalningar och kontakter inte gjordes, på svenska. Läggs till i problems.ts. */
import type { billingProblems as shape } from '../nb/billing-problems.ts';

const amounts: Readonly<Record<string, string>> = {
  'not-an-amount': 'skriv siffror med punkt, till exempel 125.00',
  negative: 'det måste vara mer än noll',
  zero: 'det måste vara mer än noll',
  'too-many-decimals': 'det har fler decimaler än valutan',
  'too-large': 'det är för stort',
};

export const billingProblems: typeof shape = {
  amountBad: (a) => `”${a.amount}” ${a.currency} är inget belopp som kan användas: ${amounts[a.why] ?? a.why}.`,
  currencyUnknown: (a) => `Valutan ”${a.currency}” kan inte användas. Välj mellan ${a.known}.`,
  vatBad: (a) => `”${a.vat}” är ingen momssats. Ange procent från 0 till 100, till exempel 25.`,
  dayBad: (a) => `”${a.day}” är inget datum. Skriv det så här: 2026-10-01.`,
  invoiceLineBad: (a) =>
    `”${a.text}” kan inte stå på en faktura. Använd 1 till 200 vanliga tecken, och ett helt antal från 1.`,
  invoiceSumBad: () => 'Fakturan måste ha en summa över noll som går att räkna.',
  invoiceMissing: (a) => `Det finns ingen faktura ”${a.invoice}”.`,
  invoicePaidAlready: (a) => `Faktura ${a.invoice} är redan betald. Inget har ändrats.`,
  invoiceCancelled: (a) => `Faktura ${a.invoice} är krediterad. Inget har ändrats.`,
  invoiceHasPayment: (a) => `Det finns en betalning på faktura ${a.invoice}. Den kan inte krediteras här.`,
  invoiceOtherCurrency: (a) =>
    `Faktura ${a.invoice} är i ${a.currency}. En betalning i en annan valuta kan inte bokföras på den.`,
  paymentMissing: (a) => `Det finns ingen betalning ”${a.payment}”.`,
  paymentMatchedAlready: (a) => `Betalningen ${a.payment} hör redan till en kund. Inget har ändrats.`,
  bankFileBad: (a) => `Filen går inte att läsa som CAMT.054 (rad ${a.line}): ${a.why}. Inget har bokförts.`,
  bankFileUnreadable: (a) => `Filen ${a.file} går inte att läsa.`,
  fileNotWritten: (a) => `Filen ${a.file} går inte att skriva.`,
  providerUnknown: (a) => `Betaltjänsten ”${a.provider}” är inte inställd här.`,
  providerSignatureBad: () => 'Meddelandets signatur stämmer inte. Inget har bokförts.',
  providerEventBad: (a) => `Meddelandet från betaltjänsten går inte att förstå: ${a.why}.`,
  contactMissing: (a) => `Kunden har ingen kontakt med adressen ${a.contact}.`,
  contactExists: (a) => `${a.contact} är redan kontakt för kunden.`,
  contactRoleUnknown: (a) => `Rollen ”${a.role}” finns inte. Välj mellan ${a.known}.`,
  contactLast: (a) => `${a.contact} är kundens sista kontakt. Lägg till en annan först, annars når vi inte kunden.`,
  planDunningOrder: (a) => `${a.key} måste vara fler dagar än ${a.after}. Inget har ändrats.`,
};
