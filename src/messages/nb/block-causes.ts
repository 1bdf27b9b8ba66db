/** Årsaker og løsninger som gjelder våre egne grenser og sperrer, på norsk bokmål. Føyes til i causes.ts og fixes.ts. */
import type { BlockCauseTexts, BlockFixTexts } from '../shape.ts';
import type { Told } from '../shape.ts';

const hour = (a: Told): string => (a.minutes === '60' ? 'den siste timen' : `de siste ${a.minutes} minuttene`);
const meanwhile = (a: Told): string =>
  a.refused === '0'
    ? ''
    : a.mode === 'hold'
      ? ` ${a.refusedMessages} ligger på vent og sendes av seg selv.`
      : ` ${a.refusedMessages} er avvist siden da og må sendes på nytt.`;
const reason = (a: Told): string => (a.reason ? ` Grunnen: ${a.reason.replace(/([^.!?…])$/, '$1.')}` : '');

export const blockCauses: BlockCauseTexts = {
  'snd-account-hour-limit': {
    title: 'Timegrensen for postkassen er nådd',
    what: (a) =>
      `${a.name} sendte ${a.sent} av ${a.limit} ${hour(a)}. Sending er stanset siden ${a.sinceAt} og åpner av seg selv ${a.endsAt}.${meanwhile(a)}`,
    why: 'Innkommende e-post går som før. Nye forsøk før det åpner, hjelper ikke, men gjør heller ikke ventetiden lengre.',
  },
  'snd-new-account-warmup': {
    title: 'Nye postkasser har en lavere timegrense',
    what: (a) =>
      `${a.name} er yngre enn ${a.youngDays} døgn og sendte ${a.sent} av ${a.limit} ${hour(a)}. Sending åpner av seg selv ${a.endsAt}.${meanwhile(a)}`,
    why: 'Nye kontoer misbrukes oftest til søppelpost. Grensen blir høyere av seg selv når postkassen er eldre.',
  },
  'snd-domain-hour-limit': {
    title: 'Timegrensen for hele domenet er nådd',
    what: (a) =>
      `Alle på ${a.name} sendte til sammen ${a.sent} av ${a.limit} ${hour(a)}${a.heaviest ? `; mest kom fra ${a.heaviest} (${a.heaviestSent})` : ''}. Sending åpner av seg selv ${a.endsAt}.${meanwhile(a)}`,
    why: 'Grensen gjelder summen, så også de som har sendt lite, må vente.',
  },
  'snd-account-day-limit': {
    title: 'Døgngrensen er nådd, og utgående e-post er stengt',
    what: (a) =>
      `${a.name} sendte ${a.sent} av ${a.limit} på ett døgn. Utgående e-post er stengt siden ${a.sinceAt}.${meanwhile(a)}`,
    why: 'Så mye e-post kan bety at noen andre bruker kontoen, så den må ses på før den åpner. Innkommende går som før.',
  },
  'snd-outbound-operator': {
    title: 'Utgående e-post er stanset av oss',
    what: (a) =>
      `Vi stanset utgående e-post for ${a.name} ${a.sinceAt}.${reason(a)}${a.endsAt ? ` Den åpner av seg selv ${a.endsAt}.` : ''}${meanwhile(a)}`,
    why: 'Innkommende e-post går som før, og pålogging virker.',
  },
  'acc-mailbox-suspended': {
    title: 'E-posten er stanset av oss',
    what: (a) =>
      `Vi stanset e-posten for ${a.name} ${a.sinceAt}.${reason(a)}${a.endsAt ? ` Den åpner av seg selv ${a.endsAt}.` : ''}`,
    why: 'E-post som kommer inn imens, blir ikke borte med en gang: Avsenderne prøver på nytt i noen dager.',
  },
  'snd-lost-during-block': {
    title: 'Meldinger ble avvist og må sendes på nytt',
    what: (a) =>
      `Sendingen fra ${a.name} var stanset fra ${a.sinceAt} til ${a.endedAt}. ${a.refusedMessages} ble avvist og er ikke sendt siden, blant annet til ${a.recipients}.`,
    why: 'Sendingen er åpen igjen, men det som ble avvist, sendes ikke av seg selv.',
  },
  'snd-recipients-per-message': {
    title: 'For mange mottakere i én melding',
    what: (a) => `${a.deviceText} ville sende én melding til flere mottakere enn en melding kan ha, sist ${a.lastAt}.`,
    why: 'En melding kan ha et bestemt antall mottakere, uansett om de står i Til, Kopi eller Blindkopi.',
  },
};

export const blockFixes: BlockFixTexts = {
  'wait-for-end': (a) => `Vent til ${a.endsAt}. Da åpner sendingen av seg selv.`,
  'raise-limit': () => 'Trenger du å sende mer hver time, be oss om en høyere grense.',
  'ask-heaviest-sender': (a) => `Hør med den som bruker ${a.address}, hva som sendes. Er det ukjent der, bytt passord.`,
  'secure-and-open': () =>
    'Bytt passord, trekk tilbake app-passord du ikke kjenner, se gjennom regler for videresending, og åpne igjen i kundesenteret.',
  'ask-support': () => 'Ta kontakt med oss, så ser vi på det sammen og åpner igjen.',
  'send-again': (a) => `Send det på nytt nå. Det gjelder blant annet ${a.recipients}.`,
  'split-recipients': () => 'Del mottakerne på flere meldinger, eller bruk en e-postliste.',
};
