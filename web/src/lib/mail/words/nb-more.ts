/** Ord for det man åpner senere i webmailen: mappevalg, snarveier, søketips, «hvorfor kom denne hit». */
import type { KeyDeed } from '../keys.ts';
import type { TrailStep } from '../shapes.ts';

type TrailRule = Extract<TrailStep, { readonly kind: 'rule' }>;

const keys: Readonly<Record<KeyDeed, string>> = {
  next: 'Neste melding',
  previous: 'Forrige melding',
  open: 'Åpne',
  list: 'Tilbake til listen',
  choose: 'Velg eller velg bort',
  archive: 'Arkiver',
  remove: 'Slett',
  spam: 'Meld som søppelpost',
  move: 'Flytt til mappe',
  read: 'Merk som lest',
  unread: 'Merk som ulest',
  flag: 'Sett eller fjern flagg',
  undo: 'Angre det siste',
  reply: 'Svar',
  replyAll: 'Svar alle',
  forward: 'Videresend',
  compose: 'Ny melding',
  search: 'Søk',
  inbox: 'Til innboksen',
  drafts: 'Til utkast',
  sent: 'Til sendt',
  help: 'Vis snarveiene',
};

export const more = {
  folder: {
    name: 'Navn på mappen',
    inside: (folder: string): string => `Ny mappe i ${folder}`,
    create: 'Lag mappen',
    rename: 'Gi nytt navn',
    save: 'Lagre',
    remove: 'Slett mappen',
    removeAsk: (folder: string, count: number): string =>
      count === 0
        ? `Slette mappen ${folder}? Den er tom.`
        : `Slette mappen ${folder} og ${count === 1 ? 'meldingen' : `de ${count} meldingene`} i den? Det kan ikke angres.`,
    readAll: 'Merk alt som lest',
    empty: (folder: string): string => `Tøm ${folder}`,
    emptyAsk: (folder: string, count: number): string =>
      `Slette ${count === 1 ? 'meldingen' : `alle ${count} meldingene`} i ${folder} for godt?`,
    emptied: (folder: string): string => `${folder} er tømt`,
    removed: (folder: string): string => `Mappen ${folder} er slettet`,
    nameMissing: 'Skriv et navn.',
  },
  picker: {
    label: 'Flytt til',
    hint: 'Skriv et mappenavn',
    none: 'Ingen mappe heter det.',
  },
  keys: {
    title: 'Hurtigtaster',
    then: 'så',
    on: 'Bruk hurtigtaster',
    text: 'De virker når du ikke skriver. Piltaster og Enter virker alltid i listen.',
    deeds: keys,
    notify: 'Varsle meg om ny e-post',
    notifyText: 'Nettleseren viser et varsel når siden er åpen i bakgrunnen.',
    notifyDenied: 'Nettleseren sier nei til varsler fra denne siden. Du kan endre det i nettleserens innstillinger.',
    tight: 'Tettere liste',
    single: 'Vis enkeltmeldinger i stedet for samtaler',
  },
  hints: {
    title: 'Du kan også skrive',
    from: 'fra en bestemt avsender',
    to: 'til en bestemt mottaker',
    subject: 'ord i emnet',
    has: 'har vedlegg',
    unread: 'bare uleste',
    after: 'etter en dato',
    before: 'før en dato',
    values: {
      from: 'fra:',
      to: 'til:',
      subject: 'emne:',
      has: 'har:vedlegg',
      unread: 'er:ulest',
      after: 'etter:2026-01-31',
      before: 'før:2026-01-31',
    },
  },
  found: {
    count: (count: number, shown: string): string => (count === 1 ? '1 treff' : `${shown} treff`),
    understood: 'Slik forsto vi søket',
    or: 'eller',
    ignored: (piece: string): string => `${piece} forsto vi ikke, så det er ikke med`,
  },
  conversation: {
    older: (count: number): string => (count === 1 ? 'Vis 1 eldre melding' : `Vis ${count} eldre meldinger`),
    messages: (count: number): string => (count === 1 ? '1 melding' : `${count} meldinger`),
    elsewhere: (folder: string): string => `i ${folder}`,
    gone: 'Denne meldingen er borte',
    goneText: 'Den er flyttet eller slettet, kanskje fra telefonen eller et annet program.',
    next: 'Neste',
    previous: 'Forrige',
    more: 'Flere valg',
    print: 'Skriv ut',
    why: 'Hvorfor kom denne hit?',
    rule: 'Lag en regel av denne',
    block: (address: string): string => `Sperr ${address}`,
    blockAsk: (address: string): string => `Meldinger fra ${address} kommer heretter ikke i innboksen.`,
    diagnose: 'Noe som ikke stemmer? Undersøk',
    reply: 'Svar',
    replyAll: 'Svar alle',
    forward: 'Videresend',
    edit: 'Skriv videre',
    close: 'Lukk',
  },
  trail: {
    title: 'Hva skjedde med denne meldingen',
    nothing:
      'Vi har ikke noe mer å fortelle om den. Loggen går en viss tid tilbake, og meldinger som er lagt inn av et program, har ingen.',
    looking: 'Ser i loggen …',
    failed: 'Loggen kom ikke.',
    arrived: (from: string, host: string): string =>
      host === '' ? `Kom fra ${from}.` : `Kom fra ${from}, levert av ${host}.`,
    delivered: (folder: string): string => `Lagt i ${folder}.`,
    rule: (by: TrailRule['by'], name: string, did: string): string =>
      ({
        rule: `Regelen din «${name}» ${did}.`,
        'blocked-sender': `Avsenderen er på listen din over sperrede. Den ${did}.`,
        'allowed-sender': `Avsenderen er på listen din over dem som alltid slipper fram. Den ${did}.`,
        forwarding: `Videresendingen din ${did}.`,
        spam: `Vi tror det er søppelpost, og ${did}.`,
      })[by],
    effects: {
      folder: (what: string): string => `la meldingen i ${what}`,
      copy: (what: string): string => `la en kopi i ${what}`,
      forward: (what: string): string => `sendte den videre til ${what}`,
      mark: (): string => 'merket den',
      discard: (): string => 'kastet den',
      reply: (): string => 'svarte på den',
      keep: (): string => 'lot den komme til innboksen',
    },
    unanswered: 'Det automatiske svaret ditt gikk ikke ut på denne.',
    moved: (folder: string, program: string): string =>
      program === '' ? `Flyttet til ${folder}.` : `Flyttet til ${folder} av ${program}.`,
    toRules: 'Reglene mine',
    close: 'Lukk',
  },
};
export type MoreWords = typeof more;
