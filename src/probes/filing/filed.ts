/**
 * Probe of what rules, lists and forwarding did with the mail that came: which wish, to where, how often, whose. Reads the
 * trail in the journal (`MessageEvent.rules`); judges nothing.
 */
import type { FiledGroup, MtaFiled } from '#src/diagnosis/observed-filing.ts';
import type { TrailEntry } from '#src/model/placement.ts';
import type { GroupDeps } from '../group.ts';
import { lookAtCircles } from './circles.ts';
import { type Correspondents, isStep, lower, type Step, type Whose, worthTelling } from './correspondents.ts';

export const FILED_DAYS = 14;
const DAY_MS = 86_400_000;
const MOST = 3000;
const MOST_GROUPS = 40;
const MOST_MESSAGES = 3;

/** Use of each folder by its name, e.g. `Papirkurv` → `Trash`. */
export type Uses = ReadonlyMap<string, string>;

interface Put {
  readonly event: Step;
  readonly by: FiledGroup['by'];
  readonly rule: string | null;
  readonly name: string | null;
  readonly effect: FiledGroup['effect'];
  readonly folder: string | null;
}

/** The wish of a trail's entry; null for what leaves the message where it was. */
function putOf(event: Step, { by, effect }: TrailEntry): Put | null {
  if (by.kind === 'allowed-sender' || by.kind === 'circle') return null;
  const whose =
    by.kind === 'rule'
      ? ({ by: 'rule', rule: by.id, name: by.name } as const)
      : { by: by.kind, rule: null, name: null };
  switch (effect.kind) {
    case 'folder':
      return effect.folder === 'INBOX' ? null : { ...whose, event, effect: 'folder', folder: effect.folder };
    case 'discard':
      return { ...whose, event, effect: 'discard', folder: null };
    case 'forward':
      return effect.keep ? null : { ...whose, event, effect: 'forward', folder: null };
    case 'copy':
    case 'keep':
    case 'came-back':
    case 'forward-waits':
    case 'mark':
    case 'reply':
      return null;
  }
}

function groupOf(puts: readonly Put[], uses: Uses, known: Correspondents, arrivals: readonly string[]): FiledGroup {
  const [{ by, rule, name, effect, folder }] = puts;
  const messages = puts.map(({ event }) => known.message(event));
  const at = messages.map((one) => one.at).sort();
  return {
    by,
    rule,
    name,
    effect,
    folder,
    use: folder === null ? null : (uses.get(folder) ?? null),
    count: messages.length,
    arrivedSince: arrivals.filter((one) => one >= at[0]).length,
    correspondents: messages.filter((one) => one.isCorrespondent || one.isColleague).length,
    firstAt: at[0],
    lastAt: at[at.length - 1],
    messages: messages.sort(worthTelling).slice(0, MOST_MESSAGES),
  };
}

/** Passed on and kept nowhere: there is no event of the mailbox, only those of the copies that left. */
const passedOn = (event: Step, address: string): boolean =>
  event.step === 'queued' && event.origin === 'forward' && lower(event.through) === address;

/** `mta.filed`. */
export async function lookAtFiled(deps: GroupDeps, whose: Whose, known: Correspondents, uses: Uses): Promise<MtaFiled> {
  const since = deps.clock.now() - FILED_DAYS * DAY_MS;
  const base = { kinds: ['message'], since, limit: MOST } as const;
  const [placed, left] = await Promise.all([
    deps.journal.query({ ...base, mailbox: whose.id, outcomes: ['delivered', 'dropped'] }),
    deps.journal.query({ ...base, names: [whose.address], outcomes: ['queued'] }),
  ]);
  const steps = placed.filter(isStep).filter(({ direction }) => direction === 'inbound' || direction === 'local');
  const inInbox = new Set(
    steps.filter(({ step, folder }) => step === 'delivered' && folder === 'INBOX').map(({ messageId }) => messageId),
  );
  const gone = left.filter(isStep).filter((event) => passedOn(event, whose.address));
  const kept = new Set(steps.map(({ messageId }) => messageId));
  const all = new Map([...gone, ...steps].map((event) => [event.messageId as string, known.message(event).at]));
  const arrivals = [...all.values()];
  const puts = new Map<string, Put>();
  const add = (put: Put | null): void => {
    if (put === null || inInbox.has(put.event.messageId)) return;
    puts.set(`${put.event.messageId} ${put.by} ${put.rule ?? ''} ${put.effect} ${put.folder ?? ''}`, put);
  };
  for (const event of steps) for (const entry of event.rules ?? []) add(putOf(event, entry));
  for (const event of gone)
    if (!kept.has(event.messageId))
      add({ event, by: 'forwarding', rule: null, name: null, effect: 'forward', folder: null });
  const groups = Map.groupBy(puts.values(), (put) => `${put.by} ${put.rule ?? ''} ${put.effect} ${put.folder ?? ''}`);
  return {
    days: FILED_DAYS,
    arrived: arrivals.length,
    inInbox: inInbox.size,
    groups: [...groups.values()]
      .map((group) => groupOf(group, uses, known, arrivals))
      .sort((a, b) => b.count - a.count || (a.lastAt < b.lastAt ? 1 : -1))
      .slice(0, MOST_GROUPS),
    circles: await lookAtCircles(deps, whose, known, since),
  };
}
