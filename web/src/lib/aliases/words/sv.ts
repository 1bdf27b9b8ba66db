/** Orden om alias på en domäns sida, på svenska. */
import type { Words } from './nb.ts';

export const sv: Words = {
  title: 'Alias',
  lead: 'Adresser utan egen brevlåda, som leder e-posten till andra.',
  none: 'Domänen har inga alias.',
  contact: 'Ska ett alias läggas in eller ändras? Säg till oss.',
  leadsTo: 'leder till',
  stopped: 'Tar inte emot e-post nu',
  stoppedText: 'Ingen som aliaset leder till har sagt ja. Avsändaren får veta varför.',
  here: 'Hos oss',
  waiting: 'Väntar på ett ja',
  over: 'Har inte svarat',
  confirmed: 'Har sagt ja',
  refused: 'Har sagt nej',
  operator: 'Inställd av driften',
  earlier: 'Sedan tidigare',
  text: {
    asked: (on, until) =>
      `Vi frågade ${on}.${until === '' ? '' : ` Länken i brevet fungerar till ${until}.`} Inget skickas dit förrän svaret är ja.`,
    over: (on) => `Vi frågade ${on} och tiden har gått ut. Inget skickas dit.`,
    notAsked: 'Brevet är inte skickat än. Inget skickas dit förrän svaret är ja.',
    refused: 'Inget skickas dit. Länken i vårt brev fungerar fortfarande om mottagaren ångrar sig.',
    earlier: 'Inställd innan vi började fråga mottagare. Den fungerar som förut.',
  },
  ask: 'Skicka brevet',
  again: 'Fråga igen',
  againFor: (address) => `Fråga ${address} igen`,
  sent: (address) => `Vi har skickat ett brev till ${address}.`,
};
