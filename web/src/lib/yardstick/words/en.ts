/** The words when webmail and a program are compared. */
import type { Words } from './nb.ts';

export const en: Words = {
  title: 'Webmail or the program?',
  lead: 'We try the mailbox in three ways at once: as webmail does, as the world outside sees us, and as your programs have tried lately. The difference shows where the fault is.',
  again: 'Try once more',
  at: (time) => `Tried ${time}`,
  verdicts: {
    account: {
      head: 'It is the mailbox, not the program',
      text: 'The same thing stops webmail and every program. There is nothing to change in the program.',
    },
    webmail: {
      head: 'The program works, webmail does not',
      text: 'Your programs get in. The fault is ours, and we see it. Read your mail in the program for now.',
    },
    doors: {
      head: 'The fault is ours',
      text: 'Webmail works, but our doors do not answer from outside as they should. There is nothing for you to change. Use webmail for now.',
    },
    program: {
      head: 'Webmail works. The program does not get in',
      text: 'The mailbox and our doors are in order. Below you see which program it is, and what stopped it.',
    },
    'never-sends': {
      head: 'The program fetches mail, but never tried to send through us',
      text: 'The program probably has another server for outgoing mail, or none. Compare with our settings.',
    },
    unseen: {
      head: 'Webmail works. The program has not reached us',
      text: 'We have seen no program this last week. Most often the server name is wrong, or a network blocks mail. Try while we watch, and we will know.',
    },
    'all-work': {
      head: 'Both work',
      text: 'Webmail, our doors and the programs we have seen this last week get in. If it still does not work, let us look closer.',
    },
  },
  columns: { webmail: 'Webmail', doors: 'Our doors from outside', programs: 'Your programs' },
  ways: { read: 'Fetch mail', send: 'Send mail' },
  states: { works: 'Works', fails: 'Does not work', unknown: 'Could not be tried', off: 'Not in use' },
  took: (ms) => `${ms} ms`,
  failed: {
    name: 'Our name leads to nothing that we can try from here.',
    reach: 'The door does not answer.',
    encrypt: 'The encryption or the certificate is not in order.',
    'sign-in': 'Was not let in.',
    open: 'Got in, but could not open the mailbox.',
  },
  noProgram: 'Nobody has signed in yet.',
  fails: 'Does not get in',
  lastIn: (time) => `last in ${time}`,
  neverIn: 'never got in',
  lastTry: (time) => `Last tried ${time}.`,
  unnamed: 'Program without a name',
  message: {
    title: 'Send a test message',
    text: 'From you to yourself, twice: once as webmail sends, and once as your program sends. We take both out again. They count as sent mail.',
    do: 'Send the test messages',
    by: { webmail: 'As webmail sends', public: 'As a program sends' },
    states: { arrived: 'Arrived', refused: 'Was not taken', late: 'Not there yet', unknown: 'Could not be tried' },
    took: (ms, folder) => `Arrived in ${ms} ms, in ${folder}.`,
    late: 'It was taken, but has not arrived after ten seconds. See whether it comes.',
  },
  next: {
    diagnose: 'Look closer',
    watch: 'Try the program while we watch',
    settings: 'See the settings',
  },
};
