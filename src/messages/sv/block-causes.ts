/** Orsaker och lösningar som gäller våra egna gränser och spärrar, på svenska. Läggs till i causes.ts och fixes.ts. */
import type { BlockCauseTexts, BlockFixTexts } from '../shape.ts';
import type { Told } from '../shape.ts';

const hour = (a: Told): string => (a.minutes === '60' ? 'den senaste timmen' : `de senaste ${a.minutes} minuterna`);
const meanwhile = (a: Told): string =>
  a.refused === '0'
    ? ''
    : a.mode === 'hold'
      ? ` ${a.refusedMessages} ligger kvar hos oss och skickas av sig självt.`
      : ` ${a.refusedMessages} har avvisats sedan dess och måste skickas igen.`;
const reason = (a: Told): string => (a.reason ? ` Skälet: ${a.reason.replace(/([^.!?…])$/, '$1.')}` : '');

export const blockCauses: BlockCauseTexts = {
  'snd-account-hour-limit': {
    title: 'Timgränsen för brevlådan är nådd',
    what: (a) =>
      `${a.name} skickade ${a.sent} av ${a.limit} ${hour(a)}. Utgående e-post är stoppad sedan ${a.sinceAt} och öppnas av sig själv ${a.endsAt}.${meanwhile(a)}`,
    why: 'Inkommande e-post fungerar som förut. Nya försök innan det öppnas hjälper inte, men gör inte heller väntan längre.',
  },
  'snd-new-account-warmup': {
    title: 'Nya brevlådor har en lägre timgräns',
    what: (a) =>
      `${a.name} är yngre än ${a.youngDays} dygn och skickade ${a.sent} av ${a.limit} ${hour(a)}. Det öppnas av sig självt ${a.endsAt}.${meanwhile(a)}`,
    why: 'Nya konton missbrukas oftast för skräppost. Gränsen blir högre av sig själv när brevlådan är äldre.',
  },
  'snd-domain-hour-limit': {
    title: 'Timgränsen för hela domänen är nådd',
    what: (a) =>
      `Alla på ${a.name} skickade tillsammans ${a.sent} av ${a.limit} ${hour(a)}${a.heaviest ? `; mest kom från ${a.heaviest} (${a.heaviestSent})` : ''}. Det öppnas av sig självt ${a.endsAt}.${meanwhile(a)}`,
    why: 'Gränsen gäller summan, så även de som har skickat lite måste vänta.',
  },
  'snd-account-day-limit': {
    title: 'Dygnsgränsen är nådd och utgående e-post är stängd',
    what: (a) =>
      `${a.name} skickade ${a.sent} av ${a.limit} på ett dygn. Utgående e-post är stängd sedan ${a.sinceAt}.${meanwhile(a)}`,
    why: 'Så mycket e-post kan betyda att någon annan använder kontot, så det måste ses över innan det öppnas. Inkommande fungerar som förut.',
  },
  'snd-outbound-operator': {
    title: 'Utgående e-post är stoppad av oss',
    what: (a) =>
      `Vi stoppade utgående e-post för ${a.name} ${a.sinceAt}.${reason(a)}${a.endsAt ? ` Den öppnas av sig själv ${a.endsAt}.` : ''}${meanwhile(a)}`,
    why: 'Inkommande e-post fungerar som förut, och inloggningen fungerar.',
  },
  'acc-mailbox-suspended': {
    title: 'E-posten är stoppad av oss',
    what: (a) =>
      `Vi stoppade e-posten för ${a.name} ${a.sinceAt}.${reason(a)}${a.endsAt ? ` Den öppnas av sig själv ${a.endsAt}.` : ''}`,
    why: 'E-post som kommer in under tiden försvinner inte genast: Avsändarna försöker igen i några dagar.',
  },
  'snd-lost-during-block': {
    title: 'Meddelanden avvisades och måste skickas igen',
    what: (a) =>
      `Utgående e-post från ${a.name} var stoppad från ${a.sinceAt} till ${a.endedAt}. ${a.refusedMessages} avvisades och har inte skickats sedan dess, bland annat till ${a.recipients}.`,
    why: 'Det är öppet igen, men det som avvisades skickas inte av sig självt.',
  },
  'snd-recipients-per-message': {
    title: 'För många mottagare i ett meddelande',
    what: (a) =>
      `${a.deviceText} ville skicka ett meddelande till fler mottagare än ett meddelande kan ha, senast ${a.lastAt}.`,
    why: 'Ett meddelande kan ha ett visst antal mottagare, oavsett om de står i Till, Kopia eller Hemlig kopia.',
  },
};

export const blockFixes: BlockFixTexts = {
  'wait-for-end': (a) => `Vänta till ${a.endsAt}. Då öppnas det av sig självt.`,
  'raise-limit': () => 'Behöver du skicka mer varje timme, be oss om en högre gräns.',
  'ask-heaviest-sender': (a) =>
    `Hör med den som använder ${a.address} vad som skickas. Är det okänt där, byt lösenord.`,
  'secure-and-open': () =>
    'Byt lösenord, återkalla applösenord du inte känner igen, gå igenom regler för vidarebefordran och öppna igen i kundcentret.',
  'ask-support': () => 'Kontakta oss, så tittar vi på det tillsammans och öppnar igen.',
  'send-again': (a) => `Skicka det igen nu. Det gäller bland annat ${a.recipients}.`,
  'split-recipients': () => 'Dela upp mottagarna på flera meddelanden, eller använd en e-postlista.',
};
