/**
 * Lets go what a Block held, as soon as that Block has ended: at once when it is lifted here, within seconds when it ended
 * elsewhere or while we were not running. Made by the host. Releases nothing whose Block it does not know.
 */
import type { Clock } from '#src/net/clock.ts';
import { isActive } from '#src/model/block.ts';
import type { Database } from '#src/store/database.ts';
import { blockByIdOrCode } from '#src/store/blocks.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { Blocks } from './block-port.ts';
import type { CounterStore } from './limits/counter-store.ts';

/** What it needs of the queue. */
export interface HeldQueue {
  heldBy(): readonly string[];
  list(filter: { readonly select: { readonly heldBy: string }; readonly states: readonly ['held'] }): readonly {
    readonly messageId: string;
    readonly mailFrom: string;
    readonly address: string;
    readonly subject: string | null;
  }[];
  release(select: { readonly heldBy: string }): Promise<number>;
}

export interface HeldRelease {
  /** Looks at everything that is held, once. */
  look(): Promise<void>;
  stop(): void;
}

const LOOK_EVERY_MS = 5000;

export function createHeldRelease(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly blocks: Blocks;
  readonly queue: HeldQueue;
  /** What is let go counts as sent from now on. */
  readonly counters: Pick<CounterStore, 'add'>;
  readonly onTrouble: (error: unknown) => void;
}): HeldRelease {
  const { db, clock, blocks, counters, queue, onTrouble } = deps;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;

  const release = async (blockId: string): Promise<void> => {
    const held = queue.list({ select: { heldBy: blockId }, states: ['held'] });
    // Counted first: what goes out uncounted after a crash would be one over.
    for (const of of Map.groupBy(held, ({ messageId }) => messageId).values()) {
      const mailbox = await mailboxByAddress(db.sql, of[0].mailFrom.toLowerCase());
      if (mailbox !== null) await counters.add({ mailbox: mailbox.id, domain: mailbox.domain, recipients: of.length });
    }
    await queue.release({ heldBy: blockId });
    const at = clock.now();
    for (const { mailFrom, address, subject } of held)
      await blocks.recordAttempt({ blockId, at, mailFrom, rcptTo: address, subject, state: 'released' });
  };
  const lookAtAll = async (): Promise<void> => {
    for (const id of queue.heldBy()) {
      if (stopped) return;
      const block = await blockByIdOrCode(db.sql, id);
      if (block !== null && !isActive(block, clock.now())) await release(id);
    }
  };
  const look = (): Promise<void> => {
    looking ??= lookAtAll().finally(() => {
      looking = null;
    });
    return looking;
  };
  const again = (): void => {
    if (stopped) return;
    timer = setTimeout(() => void look().catch(onTrouble).finally(again), LOOK_EVERY_MS).unref();
  };
  const forget = blocks.onChange((block, what) => {
    if (what === 'lifted' && block.mode === 'hold') void look().catch(onTrouble);
  });
  void look().catch(onTrouble).finally(again);

  return {
    look,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      forget();
    },
  };
}
