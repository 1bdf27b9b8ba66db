/**
 * Leaves a list for the reader when he asks: one request to the page that the list names (RFC 8058), from here, without
 * cookie, referrer or anything else of the reader's, to a public address that proves its name, no redirect followed; or the
 * letter that the list asks for, in the reader's name, by the ordinary way. Called by routes/mail-senders.ts. What the list
 * answered is told as it is.
 */
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import type { WebFetch, WebFetched } from '#src/net/web-answer.ts';
import { putLeftList } from '#src/store/mail-senders.ts';
import type { OutboxRow } from '#src/store/webmail-outbox.ts';
import { change } from '../change.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { MailUser } from './connections.ts';
import { type IdentityDeps, identitiesOf } from './identities.ts';
import type { MessageHeader } from './message-header.ts';
import type { UnsubscribeLetter } from './unsubscribe-offer.ts';
import type { Writing } from './writing.ts';

export interface Unsubscribed {
  /**
   * `done`: the list said yes. `refused`: it answered something else. `silent`: nothing came in time. `unreachable`: nobody
   * was there, or not who he should be. `closed`: the address is none of the open internet, so it was not asked.
   */
  readonly outcome: 'done' | 'refused' | 'silent' | 'unreachable' | 'closed';
  /** Who was asked. */
  readonly host: string;
  /** What it answered, when it answered. */
  readonly status: number | null;
}
export type Left =
  ({ readonly way: 'one-click' } & Unsubscribed) | { readonly way: 'mail'; readonly outgoing: OutboxRow };
export interface UnsubscribeDeps extends IdentityDeps {
  readonly clock: Clock;
  readonly fetch: WebFetch;
  readonly writing: Pick<Writing, 'drafts' | 'outbox'>;
}
type ListHeader = Pick<MessageHeader, 'list' | 'unsubscribe' | 'to' | 'cc'>;
export type Unsubscribing = (user: MailUser, header: ListHeader, language: Language) => Promise<Outcome<Left>>;

const LIMIT_MS = 15_000;
const MOST_BYTES = 256 * 1024;

/** Makes the use case; one at a time for each reader. */
export function createUnsubscribing(deps: UnsubscribeDeps): Unsubscribing {
  const running = new Set<string>();
  return async (user, header, language) => {
    if (running.has(user.id)) return refused('unsubscribeRunning');
    running.add(user.id);
    try {
      const left = await leave(deps, user, header, language);
      if (left.ok && (left.value.way === 'mail' || left.value.outcome === 'done'))
        await noteLeft(deps, user, header.list);
      return left;
    } finally {
      running.delete(user.id);
    }
  };
}

async function leave(
  deps: UnsubscribeDeps,
  user: MailUser,
  header: ListHeader,
  language: Language,
): Promise<Outcome<Left>> {
  const offer = header.unsubscribe;
  if (offer?.kind === 'one-click') return done({ way: 'one-click', ...(await ask(deps.fetch, offer.target)) });
  if (offer?.kind !== 'mail') return refused('unsubscribeNotOffered');
  const sent = await write(deps, user, header, offer.letter, language);
  return sent.ok ? done({ way: 'mail', outgoing: sent.value }) : sent;
}

/** From the address that the list wrote to; nothing stands in it but what the list asks for. */
async function write(
  deps: UnsubscribeDeps,
  user: MailUser,
  { to, cc }: ListHeader,
  letter: UnsubscribeLetter,
  language: Language,
): Promise<Outcome<OutboxRow>> {
  const identities = await identitiesOf(deps, user);
  const named = new Set([...to, ...cc].map(({ address }) => address.toLowerCase()));
  const from = identities.find(({ address }) => named.has(address.toLowerCase()))?.address ?? user.address;
  const begun = await deps.writing.drafts.begin(user, {}, { language, timeZone: 'UTC' });
  if (!begun.ok) return begun;
  const { id, version } = begun.value;
  const saved = await deps.writing.drafts.save(user, id, version, {
    from,
    to: [letter.to],
    cc: [],
    bcc: [],
    subject: letter.subject === '' ? 'unsubscribe' : letter.subject,
    format: 'plain',
    html: '',
    text: letter.text === '' ? 'unsubscribe' : letter.text,
  });
  const sent = saved.ok ? await deps.writing.outbox.send(user, id, saved.value.version) : saved;
  if (!sent.ok) await deps.writing.drafts.discard(user, id);
  return sent;
}

/** Written down, so that later letters of the same list say so. */
const noteLeft = (deps: Pick<UnsubscribeDeps, 'db' | 'clock'>, user: MailUser, list: string): Promise<Outcome<null>> =>
  change({ ...deps, actor: user.address }, async (tx, audit) => {
    if (list === '') return done(null);
    await putLeftList(tx, user.id, list, deps.clock.now());
    await audit('mailbox.unsubscribed', user.address, null, { lists: 1 });
    return done(null);
  });

async function ask(fetch: WebFetch, target: string): Promise<Unsubscribed> {
  const url = URL.parse(target);
  const host = url?.hostname ?? '';
  // Ports below 1024 other than the web's belong to something that is no web server.
  const isWeb = url?.protocol === 'https:' && (url.port === '' || Number(url.port) >= 1024);
  if (!isWeb) return { outcome: 'closed', host, status: null };
  const answer = await fetch(target, {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    limitMs: LIMIT_MS,
    maxBytes: MOST_BYTES,
    maxRedirects: 0,
    isProven: true,
  });
  return { ...told(answer), host };
}

function told(answer: WebFetched): Pick<Unsubscribed, 'outcome' | 'status'> {
  if (answer.kind === 'answer') {
    const isDone = answer.status >= 200 && answer.status < 300;
    return { outcome: isDone ? 'done' : 'refused', status: answer.status };
  }
  if (answer.why === 'private-address') return { outcome: 'closed', status: null };
  const isSilent = ['timeout', 'cut-off', 'too-large', 'malformed'].includes(answer.why);
  return { outcome: isSilent ? 'silent' : 'unreachable', status: null };
}
