/**
 * The Blocks as a rule of the gate: what stops this sign-in, sender or recipient, in the words of its reader, and the
 * attempt remembered. Called by policy.ts at every stage. Starts and lifts nothing.
 */
import type { Directory, PolicyDecision, PolicyRequest } from '#src/engine/ports.ts';
import { blockLine, endText } from '#src/messages/block-line.ts';
import { texts } from '#src/messages/catalogue.ts';
import { type Block, type BlockDirection, type BlockSubject, blockToShow } from '#src/model/block.ts';
import type { Language } from '#src/model/language.ts';
import { parseNetwork } from '#src/model/network.ts';
import type { Refusal } from '#src/model/refusal.ts';
import type { Clock } from '#src/net/clock.ts';
import { isOwnProbe } from '#src/net/probe-name.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import type { Blocks } from './block-port.ts';
import type { Sender } from './limits/limits.ts';
import type { StateCache } from './state-cache.ts';

export interface BlockRuleDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly blocks: Blocks;
  readonly cache: StateCache;
  /** Where short links begin, without a slash at the end; '' while no web page is there. */
  readonly linkBase: () => string;
  readonly timeZone?: string;
  readonly onTrouble?: (error: unknown) => void;
}

/** Held by one Block at most; the next is refused, so that a runaway program does not fill the disk. */
const MOST_HELD = 1000;
/** Attempts whose writing is not repeated. */
const MOST_REMEMBERED = 10_000;

export interface BlockRule {
  decide(request: PolicyRequest, sender: Sender | null): Promise<PolicyDecision | null>;
  /** What a Block found on the way (a limit that is exceeded now) means for this request. */
  applied(request: PolicyRequest, language: Language, block: Block): Promise<PolicyDecision>;
  /** Resolves when every attempt answered so far is written. */
  settled(): Promise<void>;
}

export function createBlockRule(deps: BlockRuleDeps): BlockRule {
  const { blocks, clock } = deps;
  const attempts = createAttempts(deps);
  const timeZone = deps.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const reader = (language: Language) => ({ language, now: clock.now(), timeZone });
  const link = (block: Block): string => {
    const base = deps.linkBase();
    return base === '' ? '' : `${base}/b/${block.code}`;
  };
  const refusalOf = (block: Block, language: Language): Refusal => ({
    ...(block.until === null ? { code: 550, enhanced: '5.7.1' } : { code: 450, enhanced: '4.7.1' }),
    cause: block.cause,
    text: blockLine(block, reader(language), link(block)),
    detail: `block ${block.code}`,
  });

  const applied = async (request: PolicyRequest, language: Language, block: Block): Promise<PolicyDecision> => {
    const atEnd = request.stage === 'end-of-message';
    if (block.mode === 'hold' && atEnd && (await attempts.heldBy(block)) < MOST_HELD) {
      const when = endText(block, reader(language));
      const text = `2.0.0 ${texts(language).blocks.held({ when, url: link(block) })}`;
      const settle = async (accepted: boolean): Promise<void> => {
        if (accepted) attempts.remember(request, block, 'held');
      };
      return { kind: 'hold', reason: block.cause, heldBy: block.id, text, settle };
    }
    attempts.remember(request, block, 'refused');
    return { kind: 'refuse', refusal: refusalOf(block, language) };
  };

  /** Refusing goes before holding: what somebody must act on is not hidden by what passes by itself. */
  const stopping = async (subjects: readonly BlockSubject[], direction: BlockDirection): Promise<Block | null> => {
    const now = clock.now();
    // Guessing is judged before the secret (abroad/protection.ts), which knows the names that are at home there.
    const active = (await blocks.active(subjects)).filter(({ rule }) => rule !== 'failed-sign-ins');
    return (
      blockToShow(
        active.filter(({ mode }) => mode === 'refuse'),
        direction,
        now,
      ) ?? blockToShow(active, direction, now)
    );
  };

  const outgoing = async (request: PolicyRequest, sender: Sender): Promise<PolicyDecision | null> => {
    // MAIL passes: only RCPT tells us what the customer has to send again.
    if (request.stage !== 'rcpt-to' && request.stage !== 'end-of-message') return null;
    const block = await stopping(
      [...subjectsOfSender(sender), ...networkOf(request), { kind: 'service', id: 'outgoing' }],
      'outgoing',
    );
    if (block === null || (block.mode === 'hold' && request.stage === 'rcpt-to')) return null;
    return await applied(request, sender.mailbox.language, block);
  };

  const incoming = async (request: PolicyRequest): Promise<PolicyDecision | null> => {
    if (request.stage !== 'rcpt-to' || request.rcptTo === undefined) return null;
    const subjects = await subjectsOfRecipient(deps, request.rcptTo);
    const block = await stopping([...subjects, ...networkOf(request), { kind: 'service', id: 'incoming' }], 'incoming');
    if (block === null) return null;
    if (!isOwnProbe(request.connection)) attempts.remember(request, block, 'refused');
    // A stranger learns nothing of bills and rules; 4xx keeps the message at its sender for days.
    const text = texts('en').blocks.stranger;
    const refusal = { code: 450, enhanced: '4.7.1', cause: block.cause, text, detail: `block ${block.code}` };
    return { kind: 'refuse', refusal };
  };

  const signIn = async (request: PolicyRequest, sender: Sender | null): Promise<PolicyDecision | null> => {
    if (request.stage !== 'sign-in') return null;
    const subjects = [...(sender === null ? [] : subjectsOfSender(sender)), ...networkOf(request)];
    const block = await stopping(subjects, 'sign-in');
    if (block === null) return null;
    const text = blockLine(block, reader(sender?.mailbox.language ?? 'en'), link(block));
    const shared = { cause: block.cause, text, detail: `block ${block.code}` };
    // RFC 4954 §6 and RFC 5530 §3: what passes by itself must not look like a wrong password.
    return block.until === null
      ? { kind: 'refuse', refusal: { ...shared, code: 535, enhanced: '5.7.1', imapCode: 'CONTACTADMIN' } }
      : { kind: 'refuse', refusal: { ...shared, code: 454, enhanced: '4.7.0', imapCode: 'ALERT' } };
  };

  return {
    decide: (request, sender) => {
      if (request.stage === 'sign-in') return signIn(request, sender);
      if (request.direction === 'outgoing' && sender !== null) return outgoing(request, sender);
      return request.direction === 'incoming' ? incoming(request) : Promise.resolve(null);
    },
    applied,
    settled: attempts.settled,
  };
}

const subjectsOfSender = ({ mailbox, customer }: Sender): readonly BlockSubject[] => [
  { kind: 'mailbox', id: mailbox.id },
  { kind: 'domain', id: mailbox.domain },
  ...(customer === null ? [] : [{ kind: 'customer', id: customer } as const]),
];

const networkOf = ({ connection }: PolicyRequest): readonly BlockSubject[] => {
  const network = parseNetwork(connection.remoteAddress);
  return network === null ? [] : [{ kind: 'network', id: network.text }];
};

/** A mailbox with its domain and customer; of an alias or a dead name the domain and customer. */
function subjectsOfRecipient(deps: BlockRuleDeps, rcptTo: string): Promise<readonly BlockSubject[]> {
  return deps.cache.get(`recipient ${rcptTo.toLowerCase()}`, async () => {
    const found = await deps.directory.recipient(rcptTo);
    const address = found.kind === 'mailbox' ? found.mailbox.address : rcptTo;
    const domain = await domainByName(deps.db.sql, address.slice(address.lastIndexOf('@') + 1).toLowerCase());
    if (domain === null) return [];
    return [
      ...(found.kind === 'mailbox' ? [{ kind: 'mailbox', id: found.mailbox.id } as const] : []),
      { kind: 'domain', id: domain.id } as const,
      { kind: 'customer', id: domain.customer } as const,
    ];
  });
}

/** Remembers attempts without making anybody wait; the same one is written once. */
function createAttempts({ blocks, clock, onTrouble = () => undefined }: BlockRuleDeps) {
  const known = new Set<string>();
  const held = new Map<string, number>();
  const writing = new Set<Promise<void>>();

  const one = (request: PolicyRequest, block: Block, rcptTo: string, state: 'refused' | 'held'): void => {
    const subject = request.subject ?? null;
    const mailFrom = request.mailFrom ?? '';
    const key = `${block.id} ${state} ${rcptTo} ${mailFrom} ${subject ?? ''}`;
    if (known.has(key)) return;
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.add(key);
    const work = blocks
      .recordAttempt({ blockId: block.id, at: clock.now(), mailFrom, rcptTo, subject, state })
      .catch((error: unknown) => {
        known.delete(key);
        onTrouble(error);
      })
      .finally(() => writing.delete(work));
    writing.add(work);
  };
  return {
    remember: (request: PolicyRequest, block: Block, state: 'refused' | 'held'): void => {
      const recipients = request.recipients ?? (request.rcptTo === undefined ? [] : [request.rcptTo]);
      for (const rcptTo of recipients) one(request, block, rcptTo, state);
      if (state === 'held') held.set(block.id, (held.get(block.id) ?? 0) + 1);
    },
    heldBy: async (block: Block): Promise<number> => {
      const count = held.get(block.id);
      if (count !== undefined) return count;
      if (held.size >= MOST_REMEMBERED) held.clear();
      const before = (await blocks.attempts(block.id)).filter(({ state }) => state === 'held').length;
      held.set(block.id, before);
      return before;
    },
    settled: async (): Promise<void> => {
      while (writing.size > 0) await Promise.all(writing);
    },
  };
}
