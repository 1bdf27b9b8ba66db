/**
 * Probe of the Junk folder: what lies there now and came lately, and what put it there: our own word on forgeries, the owner's
 * lists and rules, or a program. Reads folder and journal; judges nothing.
 */
import type { JunkMessage, MtaJunk } from '#src/diagnosis/observed-filing.ts';
import type { MailboxHandle } from '#src/engine/embedded/mail-store.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { isListed, JUNK_FOLDER } from '#src/model/mail-rules.ts';
import type { TrailEntry } from '#src/model/placement.ts';
import { rulesOfMailbox } from '#src/store/mail-rules.ts';
import { clientOf, iso } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';
import { type Correspondents, isStep, lower, type Step, type Whose, worthTelling } from './correspondents.ts';
import { FILED_DAYS, type Uses } from './filed.ts';

const DAY_MS = 86_400_000;
const MOST = 1000;
const MOST_MESSAGES = 30;
const AT_ONCE_MS = 60_000;

/** The folder that programs use for junk. */
export const junkOf = (uses: Uses): string => [...uses].find(([, use]) => use === 'Junk')?.[0] ?? JUNK_FOLDER;

/** Uses of the folders of a mailbox, and the messages that lie in Junk. */
export async function lookInside(
  { store }: GroupDeps,
  whose: Whose,
): Promise<{ readonly uses: Uses; readonly inJunk: ReadonlySet<string> }> {
  const handle = await store.open(whose.id as MailboxId, 0);
  try {
    const uses = new Map<string, string>();
    for (const { name, specialUse } of await handle.folders())
      if (specialUse !== null) uses.set(name, specialUse.slice(1));
    return { uses, inJunk: await idsIn(handle, junkOf(uses)) };
  } finally {
    handle.close();
  }
}

async function idsIn(handle: MailboxHandle, name: string): Promise<ReadonlySet<string>> {
  const folder = await handle.folder(name);
  if (folder === null) return new Set();
  const rows = await handle.rows(folder.id);
  return new Set(rows.slice(-MOST).flatMap(({ messageId }) => (messageId === null ? [] : [messageId])));
}

/** What put it into Junk on its way in; null: it was put there later. */
function whyOf(trail: readonly TrailEntry[] | undefined, folder: string): Exclude<JunkMessage['why'], 'moved'> | null {
  const entry = trail?.find(({ effect }) => effect.kind === 'folder' && effect.folder === folder);
  const kind = entry?.by.kind;
  if (kind === 'spam' || kind === 'rule') return kind;
  return kind === 'blocked-sender' ? 'blocked' : null;
}

interface Trail {
  readonly arrival: Step;
  readonly moved: Step | undefined;
}

function junkMessage({ arrival, moved }: Trail, folder: string, known: Correspondents, allowed: readonly string[]) {
  const message = known.message(arrival);
  const later = moved === undefined ? null : moved;
  const why = later === null ? whyOf(arrival.rules, folder) : 'moved';
  return {
    ...message,
    why: why ?? 'moved',
    authentication: arrival.authentication ?? null,
    client: later === null ? null : clientOf(later),
    remoteAddress: later?.connection?.remoteAddress ?? null,
    movedAt: later === null ? null : iso(later.at),
    atOnce: later !== null && later.at - arrival.at <= AT_ONCE_MS,
    isAllowed: isListed(allowed, message.sender),
  } satisfies JunkMessage;
}

/** `mta.junk`. */
export async function lookAtJunk(
  deps: GroupDeps,
  whose: Whose,
  known: Correspondents,
  { uses, inJunk }: { readonly uses: Uses; readonly inJunk: ReadonlySet<string> },
): Promise<MtaJunk> {
  const folder = junkOf(uses);
  const since = deps.clock.now() - FILED_DAYS * DAY_MS;
  const base = { kinds: ['message'], mailbox: whose.id, since, limit: MOST } as const;
  const [arrivals, moves] = await Promise.all([
    deps.journal.query({ ...base, outcomes: ['delivered'] }),
    deps.journal.query({ ...base, outcomes: ['moved'] }),
  ]);
  const { rules } = await rulesOfMailbox(deps.db.sql, whose.id as MailboxId);
  // Newest first: the last move to Junk counts.
  const moved = new Map<string, Step>();
  for (const event of moves.filter(isStep))
    if (lower(event.folder) === folder.toLowerCase() && !moved.has(event.messageId)) moved.set(event.messageId, event);
  const seen = new Map<string, JunkMessage>();
  for (const arrival of arrivals.filter(isStep)) {
    if (!inJunk.has(arrival.messageId) || seen.has(arrival.messageId)) continue;
    const move = moved.get(arrival.messageId);
    seen.set(arrival.messageId, junkMessage({ arrival, moved: move }, folder, known, rules.allowedSenders));
  }
  return {
    days: FILED_DAYS,
    folder,
    count: seen.size,
    messages: [...seen.values()].sort(worthTelling).slice(0, MOST_MESSAGES),
  };
}
