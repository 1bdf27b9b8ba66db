/** Rules and how they read, in English. */
import type { SortWords } from './rules-nb.ts';

const list = (parts: readonly string[], last: string): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${last}${parts.at(-1) ?? ''}`;
export const en: SortWords = {
  rules: {
    title: 'Rules',
    lead: 'Rules sort mail as it arrives. They are used from the top down, also when no program is open.',
    emptyTitle: 'No rules yet',
    emptyText: 'Make one when something belongs in a folder of its own, or shall be marked, sent on or thrown away.',
    make: 'New rule',
    madeFrom: 'From the message you were at. Look it over and save.',
    newTitle: 'New rule',
    editTitle: (name) => `Change “${name}”`,
    up: (name) => `Move “${name}” up`,
    down: (name) => `Move “${name}” down`,
    moved: (name, at, of) => `“${name}” is now number ${at} of ${of}.`,
    drag: 'Drag to move',
    turn: (name) => `Use “${name}”`,
    turnedOn: (name) => `“${name}” is on.`,
    turnedOff: (name) => `“${name}” is off.`,
    edit: (name) => `Change “${name}”`,
    remove: (name) => `Remove “${name}”`,
    removed: (name) => `“${name}” is deleted.`,
    kept: (name) => `“${name}” is saved and holds from now on.`,
    used: (n, days, last) =>
      n === 0
        ? `Not used in the last ${days} days`
        : `Used ${n === 1 ? 'once' : `${n} times`} in ${days} days, last ${last}`,
    made: (when, by, from) => `Saved ${when}${by === '' ? '' : ` by ${by}`}${from === '' ? '' : ` from ${from}`}`,
    stranger: 'Is there a rule here that you did not make? Delete it, and change your password.',
  },
  sieve: {
    title: 'The rules as Sieve',
    text: 'Sieve is what many other mail services use. Take the text along if you move.',
  },
  sentence: {
    every: 'For every message',
    when: (conditions, isAll) => `When ${list(conditions, isAll ? ' and ' : ' or ')}`,
    then: (actions) => list(actions, ' and '),
    field: { from: 'the sender', to: 'the recipient', subject: 'the subject', 'list-id': 'the mailing list' },
    match: {
      contains: (what, value) => `${what} contains “${value}”`,
      'not-contains': (what, value) => `${what} does not contain “${value}”`,
      is: (what, value) => `${what} is “${value}”`,
      starts: (what, value) => `${what} begins with “${value}”`,
      ends: (what, value) => `${what} ends with “${value}”`,
    },
    over: (size) => `the message is larger than ${size}`,
    under: (size) => `the message is smaller than ${size}`,
    spamYes: 'the message looks forged',
    spamNo: 'the message looks genuine',
    folder: (name) => `put it into ${name}`,
    copy: (name) => `put a copy into ${name}`,
    forward: (to, keep) => (keep ? `send a copy to ${to}` : `send it on to ${to} without keeping it here`),
    seen: 'mark it as read',
    flagged: 'give it a star',
    discard: 'throw it away for good',
    reply: (text) => `answer “${text}”`,
    stop: 'Later rules are not used.',
  },
};
