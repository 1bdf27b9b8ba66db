/** Orsaker och lösningar som gäller fakturor, på svenska. Läggs till i causes.ts och fixes.ts. */
import type { BillingCauseTexts, BillingFixTexts } from '../shape.ts';

export const billingCauses: BillingCauseTexts = {
  'bil-unpaid-suspended': {
    title: 'Obetald faktura',
    what: (a) =>
      `Faktura ${a.invoice} på ${a.amount} förföll ${a.dueDate} och är inte betald. ` +
      (a.incoming === 'yes'
        ? `Därför är både utgående och inkommande e-post stoppad, den första ${a.sinceAt}. `
        : `Därför stoppades utgående e-post ${a.sinceAt}. Inkommande e-post kommer fram som vanligt till ${a.incomingStopsAt}. `) +
      `Inget raderas före ${a.notDeletedBefore}.`,
    why: 'E-posten öppnas så snart betalningen är registrerad. Inloggningen fungerar hela tiden, så att du kan läsa och betala.',
  },
  'bil-paid-not-booked': {
    title: 'Betalningen har kommit men är inte bokförd',
    what: (a) =>
      `${a.amount} kom in ${a.paidOn}, ` +
      (a.match !== 'payer'
        ? `med en referens som liknar den för faktura ${a.invoice} men har ett skrivfel.`
        : `betalt i kundens namn men utan referensen till faktura ${a.invoice}.`),
    why: 'Utan rätt referens vet systemet inte vilken faktura pengarna gäller, och då står fakturan som obetald.',
  },
  'bil-invoice-to-obsolete-address': {
    title: 'Fakturorna når ingen',
    what: (a) =>
      `E-post från oss till ${a.contacts} kom i retur, senast ${a.bouncedAt}. Faktura ${a.invoice} förföll ${a.dueDate} utan att någon fick den.`,
    why: 'När kontaktadressen inte längre fungerar kommer varken faktura eller påminnelse fram.',
  },
  'bil-contact-on-own-domain': {
    title: 'Ingen kontaktadress utanför den egna domänen',
    what: (a) =>
      `En faktura har förfallit, och allt vi skriver om den går till ${a.contacts}, som ligger på samma domän.`,
    why: 'Om domänen stoppas når inte heller meddelandena om det fram.',
  },
};

export const billingFixes: BillingFixTexts = {
  'pay-invoice': (a) =>
    `Betala ${a.amount} med referensen ${a.reference}. E-posten öppnas så snart betalningen är bokförd.`,
  'match-payment': (a) => `Bokför betalningen på ${a.amount} från ${a.paidOn} på faktura ${a.invoice}.`,
  'correct-contact': (a) => `Byt ut ${a.contacts} mot en adress som någon läser, och bekräfta den.`,
  'add-outside-contact': (a) => `Lägg till en kontaktadress någon annanstans än där ${a.contacts} ligger.`,
};
