/**
 * Fills the text indexes of all mailboxes while nothing else is going on. Called by the store: `add` when a mailbox may be
 * behind, `active` with every delivery and read. Works in slices of a few milliseconds; its timers never keep the process alive.
 */
import type { Clock } from '#src/net/clock.ts';

interface Indexed {
  indexSlice(budgetMs: number): Promise<void>;
  readonly indexBehind: boolean;
}

const SLICE_MS = 4;
/** Quiet for this long counts as idle. */
const QUIET_MS = 30;
/** A store that is never quiet gives the index one slice in this time. */
const PATIENCE_MS = 250;
/** After an error (a full disk) there is no hurry. */
const BACK_OFF_MS = 30_000;

export class IdleIndex {
  private readonly clock: Clock;
  private readonly report: (error: unknown) => void;
  private readonly waiting = new Set<Indexed>();
  private timer: NodeJS.Timeout | null = null;
  private lastActive = 0;
  private lastSlice = 0;
  private stopped = false;

  constructor(clock: Clock, report: (error: unknown) => void) {
    this.clock = clock;
    this.report = report;
  }

  /** Something more urgent happened just now. */
  active(): void {
    this.lastActive = this.clock.monotonic();
  }

  add(mailbox: Indexed): void {
    this.waiting.add(mailbox);
    this.wake(QUIET_MS);
  }

  remove(mailbox: Indexed): void {
    this.waiting.delete(mailbox);
  }

  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.waiting.clear();
  }

  /** Indexes all that waits, at once. Throws what the first slice throws. */
  async finish(): Promise<void> {
    for (const mailbox of this.waiting)
      while (mailbox.indexBehind) {
        await mailbox.indexSlice(SLICE_MS);
        await new Promise((resolve) => setImmediate(resolve));
      }
  }

  private wake(inMs: number): void {
    if (this.timer !== null || this.stopped) return;
    this.timer = setTimeout(() => void this.work(), inMs).unref();
  }

  private async work(): Promise<void> {
    const now = this.clock.monotonic();
    const busy = now - this.lastActive < QUIET_MS && now - this.lastSlice < PATIENCE_MS;
    let pause = busy ? QUIET_MS : 1;
    const [mailbox] = this.waiting;
    if (!busy && mailbox !== undefined) {
      this.waiting.delete(mailbox); // to the end of the row, so that all get their turn
      try {
        await mailbox.indexSlice(SLICE_MS);
        if (mailbox.indexBehind && !this.stopped) this.waiting.add(mailbox);
      } catch (error) {
        this.report(error);
        if (!this.stopped) this.waiting.add(mailbox);
        pause = BACK_OFF_MS;
      }
      this.lastSlice = this.clock.monotonic();
    }
    this.timer = null;
    if (this.waiting.size > 0) this.wake(pause);
  }
}
