/**
 * The lines of each mailbox that is being read: at most three at once, so that a slow search holds up nothing, kept a while
 * and closed when nobody reads. Used by the files beside it. What is kept of a mailbox beside its lines (lists, rows) goes
 * with them.
 */
import type { MailboxId } from '#src/model/ids.ts';
import { type MailDoorDeps, MailDoorShut, type MailUser } from './connections.ts';
import { ImapLine } from './line.ts';

export interface Lines {
  /**
   * Runs `work` on a line of the mailbox that nobody else uses meanwhile, rather one that has `folder` open. A line that was
   * kept and turns out dead before it said anything is replaced, once. Throws MailDoorShut.
   */
  use<T>(user: MailUser, folder: string | null, work: (line: ImapLine) => Promise<T>): Promise<T>;
  /** A line of its own, for IDLE; whoever opens it closes it. Throws MailDoorShut. */
  open(user: MailUser): Promise<ImapLine>;
  /** Called when a mailbox has no lines left. */
  onRest(forget: (mailbox: MailboxId) => void): void;
  close(): void;
}

const MOST_LINES = 3;
/** Nobody read for so long: the lines go, and what was remembered. */
const IDLE_MS = 120_000;

interface Lane {
  line: ImapLine | null;
  busy: boolean;
}
interface Mailbox {
  readonly lanes: Lane[];
  readonly waiting: ((lane: Lane) => void)[];
  idle: NodeJS.Timeout | null;
}

/** Makes the keeper; it opens no line by itself. */
export function createLines(deps: MailDoorDeps): Lines {
  const kept = new Map<MailboxId, Mailbox>();
  const forgetters: ((mailbox: MailboxId) => void)[] = [];
  let closed = false;

  function of(id: MailboxId): Mailbox {
    const known = kept.get(id) ?? { lanes: [], waiting: [], idle: null };
    kept.set(id, known);
    if (known.idle !== null) clearTimeout(known.idle);
    known.idle = null;
    return known;
  }
  function rest(id: MailboxId, mailbox: Mailbox): void {
    if (mailbox.idle !== null || mailbox.lanes.some(({ busy }) => busy)) return;
    mailbox.idle = setTimeout(() => {
      kept.delete(id);
      for (const { line } of mailbox.lanes) line?.close();
      for (const forget of forgetters) forget(id);
    }, IDLE_MS);
    mailbox.idle.unref();
  }
  async function take(mailbox: Mailbox, folder: string | null): Promise<Lane> {
    const free = mailbox.lanes.filter(({ busy }) => !busy);
    const lane =
      free.find(({ line }) => line?.usable === true && line.opened?.path === folder) ??
      free.find(({ line }) => line?.usable === true) ??
      free[0];
    if (lane === undefined && mailbox.lanes.length >= MOST_LINES)
      return await new Promise((resolve) => mailbox.waiting.push(resolve));
    const taken = lane ?? { line: null, busy: true };
    if (lane === undefined) mailbox.lanes.push(taken);
    taken.busy = true;
    return taken;
  }
  function give(mailbox: Mailbox, lane: Lane): void {
    const next = mailbox.waiting.shift();
    if (next === undefined) lane.busy = false;
    else next(lane);
  }
  const open = async (user: MailUser): Promise<ImapLine> => {
    if (closed) throw new MailDoorShut('the host is stopping');
    return await ImapLine.open(deps, user);
  };

  return {
    open,
    async use(user, folder, work) {
      const mailbox = of(user.id);
      const lane = await take(mailbox, folder);
      try {
        if (lane.line?.usable === true) {
          const { line } = lane;
          // The door may have closed while nobody looked (a restart, a new password): that is no trouble of the reader's.
          const alive = await line.command('NOOP').then(
            () => true,
            () => false,
          );
          if (alive) return await work(line);
        }
        lane.line = await open(user);
        return await work(lane.line);
      } finally {
        give(mailbox, lane);
        rest(user.id, mailbox);
      }
    },
    onRest: (forget) => void forgetters.push(forget),
    close() {
      closed = true;
      for (const { idle, lanes } of kept.values()) {
        if (idle !== null) clearTimeout(idle);
        for (const { line } of lanes) line?.close();
      }
      kept.clear();
    },
  };
}
