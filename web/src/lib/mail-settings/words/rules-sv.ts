/** Regler och hur de läses, på svenska. */
import type { SortWords } from './rules-nb.ts';

const list = (parts: readonly string[], last: string): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${last}${parts.at(-1) ?? ''}`;
export const sv: SortWords = {
  rules: {
    title: 'Regler',
    lead: 'Regler sorterar e-posten när den kommer. De används uppifrån och ned, även när inget program är öppet.',
    emptyTitle: 'Inga regler än',
    emptyText: 'Skapa en regel när något ska till en egen mapp, märkas, skickas vidare eller bort.',
    make: 'Ny regel',
    madeFrom: 'Från meddelandet du hade framme. Titta igenom och spara.',
    newTitle: 'Ny regel',
    editTitle: (name) => `Ändra ”${name}”`,
    up: (name) => `Flytta ”${name}” uppåt`,
    down: (name) => `Flytta ”${name}” nedåt`,
    moved: (name, at, of) => `”${name}” är nu nummer ${at} av ${of}.`,
    drag: 'Dra för att flytta',
    turn: (name) => `Använd ”${name}”`,
    turnedOn: (name) => `”${name}” är på.`,
    turnedOff: (name) => `”${name}” är av.`,
    edit: (name) => `Ändra ”${name}”`,
    remove: (name) => `Ta bort ”${name}”`,
    removed: (name) => `”${name}” är borttagen.`,
    kept: (name) => `”${name}” är sparad och gäller från nu.`,
    used: (n, days, last) =>
      n === 0
        ? `Inte använd de senaste ${days} dagarna`
        : `Använd ${n === 1 ? 'en gång' : `${n} gånger`} på ${days} dagar, senast ${last}`,
    made: (when, by, from) => `Sparad ${when}${by === '' ? '' : ` av ${by}`}${from === '' ? '' : ` från ${from}`}`,
    stranger: 'Finns det en regel här som du inte har gjort? Ta bort den och byt lösenord.',
  },
  sieve: {
    title: 'Reglerna som Sieve',
    text: 'Sieve är vad många andra e-posttjänster använder. Ta med texten om du flyttar.',
  },
  sentence: {
    every: 'För alla meddelanden',
    when: (conditions, isAll) => `När ${list(conditions, isAll ? ' och ' : ' eller ')}`,
    then: (actions) => list(actions, ' och '),
    field: { from: 'avsändaren', to: 'mottagaren', subject: 'ämnet', 'list-id': 'e-postlistan' },
    match: {
      contains: (what, value) => `${what} innehåller ”${value}”`,
      'not-contains': (what, value) => `${what} inte innehåller ”${value}”`,
      is: (what, value) => `${what} är ”${value}”`,
      starts: (what, value) => `${what} börjar med ”${value}”`,
      ends: (what, value) => `${what} slutar på ”${value}”`,
    },
    over: (size) => `meddelandet är större än ${size}`,
    under: (size) => `meddelandet är mindre än ${size}`,
    spamYes: 'meddelandet ser förfalskat ut',
    spamNo: 'meddelandet ser äkta ut',
    folder: (name) => `lägg det i ${name}`,
    copy: (name) => `lägg en kopia i ${name}`,
    forward: (to, keep) =>
      keep ? `skicka en kopia till ${to}` : `skicka det vidare till ${to} utan att behålla det här`,
    seen: 'märk det som läst',
    flagged: 'stjärnmärk det',
    discard: 'släng det för gott',
    reply: (text) => `svara ”${text}”`,
    stop: 'Senare regler används inte.',
  },
};
