/**
 * The ports as small fakes in memory, for tests and the null bench of the SMTP door: one domain, a few mailboxes.
 * Never part of a running server.
 */
import type { Auth, Directory, Intake, Mailbox, Policy, ReceivedMessage, Recipient } from '#src/engine/ports.ts';
import type { JournalEvent } from '#src/model/journal.ts';
import type { MailboxId } from '#src/model/ids.ts';

export const SECRET = 'S3cret-Sentinel';

const mailbox = (address: string): Mailbox => ({
  id: `id-${address}` as MailboxId,
  address,
  language: 'en',
  quotaBytes: 0,
});
const KARI = mailbox('kari@fjord.example');
const MAILBOXES = new Map(
  [KARI, mailbox('ola@fjord.example'), mailbox('full@fjord.example'), mailbox('blåbær@fjord.example')].map((known) => [
    known.address,
    known,
  ]),
);

const directory: Directory = {
  isLocalDomain: (domain) => Promise.resolve(domain.toLowerCase() === 'fjord.example'),
  recipient: (address) => Promise.resolve(findRecipient(address.toLowerCase())),
  maySendAs: (id, address) => Promise.resolve(`id-${address.toLowerCase()}` === id),
  signingKeys: () => Promise.resolve([]),
};

function findRecipient(address: string): Recipient {
  if (address === 'postmaster@mail.fjord.example') return { kind: 'mailbox', mailbox: KARI };
  if (!address.endsWith('@fjord.example')) return { kind: 'not-local' };
  const known = MAILBOXES.get(address);
  if (known !== undefined) return { kind: 'mailbox', mailbox: known };
  const cause = address.startsWith('gone') ? 'acc-mailbox-deleted' : 'acc-mailbox-never-existed';
  return { kind: 'unknown', cause };
}

const policy: Policy = {
  decide: (request) =>
    Promise.resolve(
      request.rcptTo === 'full@fjord.example' && request.direction === 'incoming'
        ? {
            kind: 'refuse',
            refusal: { code: 552, enhanced: '5.2.2', cause: 'acc-quota-full', text: 'The mailbox is full.' },
          }
        : request.stage === 'end-of-message' && request.mailFrom === 'ola@fjord.example'
          ? {
              kind: 'refuse',
              refusal: { code: 450, enhanced: '4.7.1', cause: 'snd-account-hour-limit', text: '300 of 300 sent.' },
            }
          : { kind: 'accept' },
    ),
};

/** Everything a door needs but the network; what it took and recorded can be looked at. */
export function testHost() {
  const events: JournalEvent[] = [];
  const taken: ReceivedMessage[] = [];
  const take = (message: ReceivedMessage) => {
    if (message.bytes.includes('X-Broken: yes')) return Promise.reject(new Error('planted: disk gone'));
    taken.push(message);
    return Promise.resolve({ ok: true, text: `2.0.0 queued as ${message.id}` } as const);
  };
  const auth: Auth = {
    signIn: ({ login, secret, mechanism, connection }) => {
      const known = MAILBOXES.get(login.toLowerCase());
      const right = known !== undefined && secret === SECRET;
      const outcome = right ? 'ok' : 'wrong-password';
      events.push({ kind: 'sign-in', at: 0, connection, login, mechanism, outcome });
      if (right) return Promise.resolve({ ok: true, mailbox: known });
      const refusal = { code: 535, enhanced: '5.7.8', cause: 'acc-wrong-password', text: 'Not right.' } as const;
      return Promise.resolve({ ok: false, outcome: 'wrong-password', refusal });
    },
    recordRefusedSignIn: (attempt) => events.push({ kind: 'sign-in', at: 0, ...attempt }),
  };
  const intake: Intake = { inbound: take, submission: take };
  return {
    events,
    taken,
    journal: { record: (event: JournalEvent) => events.push(event) },
    auth,
    directory,
    policy,
    intake,
  };
}
