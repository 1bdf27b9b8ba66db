/** Orden på sidan för den som får vidarebefordrad e-post, på svenska. */
import type { Words } from './nb.ts';

export const sv: Words = {
  title: 'Vidarebefordrad e-post',
  none: 'Den här länken är inte hel. Öppna den från brevet, eller kopiera hela länken.',
  asks: (from) => `${from} vill vidarebefordra e-post till dig`,
  lead: (to) => `Om du säger ja skickas e-posten dit också till ${to}. Inget är skickat än.`,
  yes: 'Ja, jag vill ha den',
  no: 'Nej tack',
  never: 'Nej, och fråga aldrig den här adressen igen',
  unknown: 'Känner du inte till det här kan du låta det vara. Då händer ingenting.',
  over: 'Frågan är för gammal',
  overText: (from) => `Vill du fortfarande ha e-posten måste ${from} be oss fråga igen. Nej kan du säga när som helst.`,
  confirmed: 'Du får e-posten',
  confirmedText: (from, to) =>
    `Det som kommer till ${from} skickas vidare till ${to}. Spara brevet: här kan du stoppa det när du vill.`,
  stop: 'Stoppa de här breven',
  refused: 'Du får inte e-posten',
  refusedText: (from) => `Inget vidarebefordras till dig från ${from}.`,
  change: 'Jag ångrade mig: ja, jag vill ha den',
  operator: 'Vidarebefordringen är inställd av driften',
  operatorText: (from) => `E-post från ${from} vidarebefordras till dig. Du kan stoppa den här.`,
  broken: 'Något gick fel. Försök igen om en stund.',
};
