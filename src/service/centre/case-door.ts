/**
 * The way of a customer's answer back into his request: mail to the request's own address becomes a word of the conversation,
 * whole and once, before 250 is said. Stands beside the directory and the intake of the inbound door, and before deliveries
 * for our own name (host.ts, host-state.ts). A bounce or an automatic answer becomes a note. Answers nobody by itself.
 */
import { createHash } from 'node:crypto';
import type { Deliver, Outcome as Delivered } from '#src/engine/embedded/queue/job.ts';
import type { Directory, Intake, IntakeResult, ReceivedMessage } from '#src/engine/ports.ts';
import { newId } from '#src/net/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import { fieldNamed, fieldValue } from '#src/protocol/mime/header-fields.ts';
import { parseMessage } from '#src/protocol/mime/parse.ts';
import { decodeWords } from '#src/protocol/mime/words.ts';
import type { SupportRequest } from '#src/model/support.ts';
import { caseMailsOf, insertCaseMail, requestOfToken } from '#src/store/case-mail.ts';
import type { Database } from '#src/store/database.ts';
import { addSupportMessage, requestById } from '#src/store/support-requests.ts';
import { change } from '../change.ts';
import { done } from '../outcome.ts';
import { answerText } from './answer-text.ts';
import { tokenIn } from './case-letter.ts';
import { safeMessage } from './safe-message.ts';

export interface CaseDoor {
  /** The directory of the inbound door: a request's own address is one of ours. */
  directory(of: Directory): Directory;
  /** The intake of the inbound door. */
  intake(of: Intake): Intake;
  /** Deliveries of the queue: our own users answer too. */
  deliver(of: Deliver): Deliver;
  /** Told of each word that came by mail. */
  onWord(listener: (request: SupportRequest, text: string) => void): void;
}

/** A mail larger than this is refused: an answer is words, and it is kept in the control database. */
const MOST_BYTES = 5_000_000;
const MOST_MAILS = 300;
type Taken = 'kept' | 'unknown' | 'too-large' | 'too-many';

export function createCaseDoor(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly hostname: string;
}): CaseDoor {
  const { db, clock, hostname } = deps;
  const listeners: ((request: SupportRequest, text: string) => void)[] = [];
  const requestFor = async (address: string): Promise<SupportRequest | null> => {
    const token = tokenIn(address, hostname);
    const id = token === null ? null : await requestOfToken(db.sql, token);
    return id === null ? null : await requestById(db.sql, id);
  };

  const take = async (address: string, bytes: Buffer, mailFrom: string): Promise<Taken> => {
    const request = await requestFor(address);
    if (request === null) return 'unknown';
    if (bytes.length > MOST_BYTES) return 'too-large';
    if ((await caseMailsOf(db.sql, request.id)).length >= MOST_MAILS) return 'too-many';
    const said = wordsOf(bytes, mailFrom);
    const at = clock.now();
    const word = newId(at);
    const isNew = await change({ db, clock, actor: said.author }, async (tx, audit) => {
      const { header, author } = said;
      const id = newId(at);
      const made = { id, request: request.id, word, way: 'in' as const, header, from: author, at, raw: bytes };
      if (!(await insertCaseMail(tx, made))) return done(false);
      const voice = said.isAutomatic ? 'note' : 'asker';
      await addSupportMessage(tx, request, { id: word, request: request.id, voice, author, text: said.text, at });
      await audit('support.mail', request.customer, null, {
        id: request.id,
        from: author,
        automatic: said.isAutomatic,
      });
      return done(true);
    });
    if (isNew.ok && isNew.value && !said.isAutomatic) for (const listener of listeners) listener(request, said.text);
    return 'kept';
  };

  return {
    onWord: (listener) => void listeners.push(listener),
    directory: (of) => ({
      ...of,
      recipient: async (address) =>
        (await requestFor(address)) === null ? await of.recipient(address) : { kind: 'alias', address, targets: [] },
    }),
    intake: (of) => ({
      ...of,
      inbound: async (message) => await inbound(of, message, hostname, take),
    }),
    deliver: (of) => async (job) => {
      if (job.domain !== hostname.toLowerCase()) return await of(job);
      const outcomes: Delivered[] = [];
      for (const recipient of job.recipients) {
        const taken = await take(recipient.address, job.bytes, job.message.mailFrom);
        if (taken === 'kept') outcomes.push({ kind: 'delivered' });
        else if (taken === 'unknown') outcomes.push(...(await of({ ...job, recipients: [recipient] })));
        else outcomes.push({ kind: 'permanent', reply: { ...replyTo(taken), ours: true } });
      }
      return outcomes;
    },
  };
}

const replyTo = (taken: 'too-large' | 'too-many') =>
  taken === 'too-large'
    ? { code: 552, enhanced: '5.3.4', text: 'An answer by mail may have 5 MB; send larger files another way' }
    : {
        code: 552,
        enhanced: '5.7.0',
        text: 'This conversation has too many messages; please write in the customer centre',
      };

/** Takes what is for requests; the rest goes its usual way. Nothing is said to be accepted before both are safe. */
async function inbound(
  of: Intake,
  message: ReceivedMessage,
  hostname: string,
  take: (address: string, bytes: Buffer, mailFrom: string) => Promise<Taken>,
): Promise<IntakeResult> {
  const mine = message.recipients.filter(({ address }) => tokenIn(address, hostname) !== null);
  if (mine.length === 0) return await of.inbound(message);
  const rest = message.recipients.filter((recipient) => !mine.includes(recipient));
  for (const { address } of mine) {
    const taken = await take(address, message.bytes, message.mailFrom);
    if (taken === 'kept') continue;
    const said =
      taken === 'unknown'
        ? { code: 550, enhanced: '5.1.1', text: 'This conversation does not exist any more' }
        : replyTo(taken);
    return { ok: false, refusal: { ...said, cause: taken === 'unknown' ? 'acc-mailbox-deleted' : 'snd-too-large' } };
  }
  return rest.length === 0
    ? { ok: true, text: `2.0.0 accepted as ${message.id}` }
    : await of.inbound({ ...message, recipients: rest });
}

interface Said {
  readonly header: string;
  readonly author: string;
  readonly text: string;
  readonly isAutomatic: boolean;
}

/** RFC 3834 §5: automatic answers say so; a null sender is a report. */
function wordsOf(bytes: Buffer, mailFrom: string): Said {
  const { fields } = parseMessage(bytes);
  const field = (name: string): string => {
    const found = fieldNamed(fields, name);
    return found === undefined ? '' : decodeWords(fieldValue(bytes, found)).trim();
  };
  const automatic = field('auto-submitted').toLowerCase();
  const isAutomatic = mailFrom === '' || (automatic !== '' && automatic !== 'no');
  const content = safeMessage(bytes);
  const names = content.attachments.filter(({ name }) => name !== '').map(({ name }) => `[${name}]`);
  const text = [isAutomatic ? content.text.slice(0, 5000) : answerText(content.text), ...names]
    .filter(Boolean)
    .join('\n');
  const written = /<([^<>\s]{3,320})>/.exec(field('from'))?.[1] ?? field('from');
  return {
    header: field('message-id').slice(0, 998) || `<${createHash('sha256').update(bytes).digest('hex').slice(0, 40)}>`,
    author: (mailFrom === '' ? 'mailer-daemon' : written || mailFrom).toLowerCase().slice(0, 320),
    text: text === '' ? field('subject') || '–' : text,
    isAutomatic,
  };
}
