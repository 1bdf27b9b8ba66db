/** Regler og hvordan de leses, på bokmål. */
const list = (parts: readonly string[], last: string): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${last}${parts.at(-1) ?? ''}`;
export const nb = {
  rules: {
    title: 'Regler',
    lead: 'Regler sorterer e-posten når den kommer. De brukes ovenfra og ned, også når ingen programmer er åpne.',
    emptyTitle: 'Ingen regler ennå',
    emptyText: 'Lag en regel når noe skal i en egen mappe, merkes, sendes videre eller bort.',
    make: 'Ny regel',
    madeFrom: 'Fra meldingen du sto på. Se over, og lagre.',
    newTitle: 'Ny regel',
    editTitle: (name: string) => `Endre «${name}»`,
    up: (name: string) => `Flytt «${name}» opp`,
    down: (name: string) => `Flytt «${name}» ned`,
    moved: (name: string, at: number, of: number) => `«${name}» er nå nummer ${at} av ${of}.`,
    drag: 'Dra for å flytte',
    turn: (name: string) => `Bruk «${name}»`,
    turnedOn: (name: string) => `«${name}» er på.`,
    turnedOff: (name: string) => `«${name}» er av.`,
    edit: (name: string) => `Endre «${name}»`,
    remove: (name: string) => `Fjern «${name}»`,
    removed: (name: string) => `«${name}» er slettet.`,
    kept: (name: string) => `«${name}» er lagret og gjelder fra nå.`,
    used: (n: number, days: number, last: string) =>
      n === 0
        ? `Ikke brukt de siste ${days} dagene`
        : `Brukt ${n === 1 ? 'én gang' : `${n} ganger`} på ${days} dager, sist ${last}`,
    made: (when: string, by: string, from: string) =>
      `Lagret ${when}${by === '' ? '' : ` av ${by}`}${from === '' ? '' : ` fra ${from}`}`,
    stranger: 'Er det en regel her du ikke har laget? Slett den, og bytt passord.',
  },
  sieve: {
    title: 'Reglene som Sieve',
    text: 'Sieve er det mange andre e-posttjenester bruker. Ta teksten med deg hvis du flytter.',
  },
  sentence: {
    every: 'For alle meldinger',
    when: (conditions: readonly string[], isAll: boolean) => `Når ${list(conditions, isAll ? ' og ' : ' eller ')}`,
    then: (actions: readonly string[]) => list(actions, ' og '),
    field: { from: 'avsenderen', to: 'mottakeren', subject: 'emnet', 'list-id': 'e-postlisten' },
    match: {
      contains: (what: string, value: string) => `${what} inneholder «${value}»`,
      'not-contains': (what: string, value: string) => `${what} ikke inneholder «${value}»`,
      is: (what: string, value: string) => `${what} er «${value}»`,
      starts: (what: string, value: string) => `${what} begynner med «${value}»`,
      ends: (what: string, value: string) => `${what} slutter på «${value}»`,
    },
    over: (size: string) => `meldingen er større enn ${size}`,
    under: (size: string) => `meldingen er mindre enn ${size}`,
    spamYes: 'meldingen ser forfalsket ut',
    spamNo: 'meldingen ser ekte ut',
    folder: (name: string) => `legg den i ${name}`,
    copy: (name: string) => `legg en kopi i ${name}`,
    forward: (to: string, keep: boolean) =>
      keep ? `send en kopi til ${to}` : `send den videre til ${to} uten å beholde den her`,
    seen: 'merk den som lest',
    flagged: 'sett stjerne på den',
    discard: 'kast den for godt',
    reply: (text: string) => `svar «${text}»`,
    stop: 'Senere regler brukes ikke.',
  },
};
export type SortWords = typeof nb;
