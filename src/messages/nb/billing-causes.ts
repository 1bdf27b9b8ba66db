/** Årsaker og løsninger som gjelder fakturaer, på norsk bokmål. Føyes til i causes.ts og fixes.ts. */
import type { BillingCauseTexts, BillingFixTexts } from '../shape.ts';

export const billingCauses: BillingCauseTexts = {
  'bil-unpaid-suspended': {
    title: 'Ubetalt faktura',
    what: (a) =>
      `Faktura ${a.invoice} på ${a.amount} forfalt ${a.dueDate} og er ikke betalt. ` +
      (a.incoming === 'yes'
        ? `Derfor er både utgående og innkommende e-post stanset, det første ${a.sinceAt}. `
        : `Derfor er utgående e-post stanset ${a.sinceAt}. Innkommende e-post kommer fram som før til ${a.incomingStopsAt}. `) +
      `Ingenting slettes før ${a.notDeletedBefore}.`,
    why: 'E-posten åpnes med en gang betalingen er registrert. Pålogging virker hele tiden, så du kan lese og betale.',
  },
  'bil-paid-not-booked': {
    title: 'Betalingen er kommet, men ikke ført',
    what: (a) =>
      `${a.amount} kom inn ${a.paidOn}, ` +
      (a.match !== 'payer'
        ? `med en referanse som ligner på den for faktura ${a.invoice}, men har en skrivefeil.`
        : `betalt i kundens navn, men uten referansen til faktura ${a.invoice}.`),
    why: 'Uten riktig referanse vet ikke systemet hvilken faktura pengene gjelder, og da står fakturaen som ubetalt.',
  },
  'bil-invoice-to-obsolete-address': {
    title: 'Fakturaene når ingen',
    what: (a) =>
      `E-post fra oss til ${a.contacts} kom i retur, sist ${a.bouncedAt}. Faktura ${a.invoice} forfalt ${a.dueDate} uten at noen fikk den.`,
    why: 'Når kontaktadressen ikke virker lenger, kommer verken faktura eller påminnelse fram.',
  },
  'bil-contact-on-own-domain': {
    title: 'Ingen kontaktadresse utenfor eget domene',
    what: (a) =>
      `En faktura er forfalt, og alt vi skriver om den, går til ${a.contacts}, som ligger på det samme domenet.`,
    why: 'Stanser domenet, når heller ikke varslene om det fram.',
  },
};

export const billingFixes: BillingFixTexts = {
  'pay-invoice': (a) =>
    `Betal ${a.amount} med referansen ${a.reference}. E-posten åpnes med en gang betalingen er ført.`,
  'match-payment': (a) => `Før betalingen på ${a.amount} fra ${a.paidOn} på faktura ${a.invoice}.`,
  'correct-contact': (a) => `Bytt ut ${a.contacts} med en adresse som noen leser, og bekreft den.`,
  'add-outside-contact': (a) => `Legg til en kontaktadresse et annet sted enn der ${a.contacts} ligger.`,
};
