/** The guide's words, English. */
import type { Words } from './nb.ts';

export const en: Words = {
  title: 'Try Postvakt',
  intro:
    'The example host post.fjord.example runs on this machine, in a small internet of its own. Customers live here whose e-mail works, and customers who each have one thing wrong. Sign in as one of them, press Diagnose, see the cause, fix it.',
  steps: [
    'Sign in as a customer below.',
    'Press “Diagnose”, say what is wrong if you like, and press “Find the cause”.',
    'Read what is wrong, and press “Fix it” where there is such a button. See it turn green.',
  ],
  signIn: 'Sign in',
  signInAs: (name) => `Sign in as ${name}`,
  operator: 'The operator',
  operatorAbout: 'Sees all customers, cases, stops, queues and the journal. May lift stops and quarantine.',
  everybody: 'Everybody’s password is',
  oneAtATime: 'A browser is one person at a time: the next “Sign in” changes the person.',
  about: 'Ask about',
  choose: 'Choose',
  symptoms: { receive: 'I get no mail', send: 'I cannot send', both: 'Nothing works' },
  wrong: 'What is wrong',
  doThis: 'How it turns green',
  by: { none: 'explained', button: 'one click', world: 'somebody else must', support: 'the operator', time: 'passes' },
  well: 'healthy',
  links: { app: 'Customer centre', help: 'Help pages', guide: 'This page' },
  world: 'Out in the world',
  happened: 'Done. Run Diagnose again to see it.',
  phonePassword: 'Password that is typed into the phone',
  terminal: {
    starting: 'Building the example host: customers move in, and a week of e-mail goes by …',
    ready: (seconds) => `Ready after ${seconds} s.`,
    start: 'Begin here',
    who: 'Who',
    wrong: 'What is wrong',
    link: 'Sign in',
    programs: 'For mail programs',
    folder: (folder) => `Data in ${folder}`,
    ask: 'Ask from the command line',
    stop: 'Ctrl-C ends it.',
    removed: 'The folder is removed then.',
    kept: 'The folder stays.',
    stopped: 'Stopped.',
    folderFull: (folder) => `The folder ${folder} is not empty. Choose a new one.`,
    misuse: 'Usage: npm run demo -- [--lang nb|sv|en] [--port <number>] [--data <empty folder that stays>]',
  },
  roles: {
    kari: {
      wrong: 'Nothing. Everything works.',
      doThis:
        'Read her mail: open the letter from Olav Dahl, with the poster of the Christmas market. “Diagnose” shows what “everything works” looks like when it is proven.',
    },
    ola: {
      wrong: 'The phone has the old password and tries again every 20 seconds.',
      doThis: 'Press “Watch” to see the attempts as they happen. Then type the right password into Ola’s phone, here.',
      act: 'Type the password into Ola’s phone',
    },
    anne: {
      wrong: 'Sent more than 300 messages in an hour. Outgoing mail is closed until the hour has passed.',
      doThis: 'See the countdown, and the list of what has to be sent again. The operator can open it earlier.',
    },
    bjorn: {
      wrong: 'An invoice is unpaid, so outgoing mail is stopped.',
      doThis: 'Diagnose shows amount and reference. Then let the bank pay, here: everything opens by itself.',
      act: 'Pay the invoice at the bank',
    },
    ingrid: {
      wrong: 'Is travelling in Spain. The mailbox lets in Norway and Sweden only.',
      doThis: 'Press “Fix it”: Spain is opened for the journey.',
    },
    lise: {
      wrong: 'The MX record was lost when the web site moved. Mail does not find its way.',
      doThis: 'Press “Fix it”: the MX record is put back, and tried.',
    },
    sofia: {
      wrong: 'The SPF record does not know our server. Others take the mail for a forgery.',
      doThis: 'Press “Fix it”: the record is merged, so that both senders stand in it.',
    },
    per: {
      wrong: 'The domain’s own DMARC rule refuses its mail: neither SPF nor DKIM holds.',
      doThis: 'Press “Fix it”, and run Diagnose again: the next link of the chain appears.',
    },
    hilde: {
      wrong: 'The domain was not renewed and leads to a parking page.',
      doThis: 'Only the registrar can renew. Let it do so, here.',
      act: 'The registrar renews the domain',
    },
    erik: {
      wrong: 'DNSSEC is broken: an old DS record was left at the registry.',
      doThis: 'Diagnose writes the letter to the registrar. Let it mend that, here.',
      act: 'The registrar replaces the DS record',
    },
    turid: {
      wrong: 'The mailbox is full, mostly of deleted mail.',
      doThis: 'Press “Fix it”: the trash is emptied.',
    },
    jonas: {
      wrong: 'Somebody in the firm deleted the mailbox salg@ today.',
      doThis: 'Press “Fix it”: it comes back with its mail and its password.',
    },
    magnus: {
      wrong: 'The mailbox is probably stolen: signed in from three countries at once. Outgoing mail is closed.',
      doThis: 'Change the password under Mailboxes. Then he can open it again himself, with one click.',
    },
    nina: {
      wrong: 'The newsletter was stopped: there is no way to unsubscribe.',
      doThis: 'Diagnose explains the rule and what has to be in it.',
    },
    trygve: {
      wrong: 'The domain is on a block list. Others refuse its mail.',
      doThis: 'Diagnose says which list. Let the list remove it, here.',
      act: 'The list removes the entry',
    },
    rektor: {
      wrong: 'The forward of post@ goes round in a circle.',
      doThis: 'Press “Fix it”: the forward is removed.',
    },
    alva: {
      wrong: 'Mail goes to the old server. DNS is at another company.',
      doThis: 'Diagnose gives finished records and a finished letter. Let the DNS company publish them, here.',
      act: 'The DNS company publishes the records',
    },
    simen: {
      wrong: 'The domain is in quarantine: its web site was hacked.',
      doThis: 'The operator lifts the quarantine in the console.',
    },
  },
};
