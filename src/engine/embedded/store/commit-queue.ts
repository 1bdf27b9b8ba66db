/**
 * Group commit for one mailbox: changes that arrive while a commit is being made durable share the next one, in the order
 * they arrived. Called by the mailbox for every change. Nothing waits on a timer, and nobody is answered before the
 * commit would survive a power cut.
 */
import type { Transaction } from './transaction.ts';

/** What the queue needs of an open mailbox. */
export interface CommitHost {
  begin(): Transaction;
  /** Ends the transaction; true when something was written. */
  commit(transaction: Transaction): void;
  /** Takes everything back, also in memory. */
  rollback(): void;
  sync(): Promise<void>;
  /** Tells the listeners and unlinks files; must not throw. */
  committed(transaction: Transaction): void;
}

interface Job {
  readonly run: (transaction: Transaction) => unknown;
  /** Files that must be durable before the commit may name them; null once they are. */
  ready: Promise<unknown> | null;
  failure: unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}
type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** So that one commit neither blocks the event loop for long nor grows the log without bound. */
const MAX_BATCH = 128;
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class CommitQueue {
  private readonly host: CommitHost;
  private readonly waiting: Job[] = [];
  private running = false;
  private finished: Promise<void> = Promise.resolve();
  /** Set between a commit and its sync: what is not durable must not be read. */
  private unsettled: Promise<void> | null = null;

  constructor(host: CommitHost) {
    this.host = host;
  }

  get busy(): boolean {
    return this.running;
  }

  /**
   * Runs a change inside the next commit; resolves with its answer when that commit is durable. A change that throws is
   * rolled back and takes no other down with it.
   */
  submit<T>(run: (transaction: Transaction) => T, ready: Promise<unknown> | null = null): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const job: Job = { run, ready, failure: null, resolve, reject };
      ready?.then(
        () => (job.ready = null),
        (error: unknown) => {
          job.ready = null;
          job.failure = error ?? new Error('not ready');
        },
      );
      this.waiting.push(job);
      if (!this.running) this.finished = this.drain();
    });
  }

  /** Resolves when no commit is waiting for its sync: from then until the next turn of the event loop all is durable. */
  async settled(): Promise<void> {
    while (this.unsettled !== null) await this.unsettled;
  }

  /** Resolves when nothing waits and nothing runs. */
  async idle(): Promise<void> {
    while (this.running) await this.finished;
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      await nextTurn(); // what arrives in the same turn shares the commit; readers get their turn
      const first = this.waiting[0];
      if (first.ready !== null) await first.ready.catch(() => undefined);
      const jobs = this.takeReady();
      await this.commit(jobs).catch((error: unknown) => {
        for (const job of jobs) job.reject(error); // a fault of ours; the queue goes on for the others
      });
    }
    this.running = false;
  }

  private takeReady(): readonly Job[] {
    let count = 1;
    while (count < MAX_BATCH && this.waiting[count]?.ready === null) count += 1;
    const taken = this.waiting.splice(0, count);
    for (const job of taken.filter(({ failure }) => failure !== null)) job.reject(job.failure);
    return taken.filter(({ failure }) => failure === null);
  }

  private async commit(jobs: readonly Job[]): Promise<void> {
    if (jobs.length === 0) return;
    const done: Transaction[] = [];
    const outcomes = this.tryAll(jobs, done) ?? jobs.map((job) => this.tryOne(job, done));
    if (done.length > 0) {
      let settle = (): void => undefined;
      this.unsettled = new Promise((resolve) => (settle = resolve));
      try {
        await this.host.sync();
      } catch (error) {
        outcomes.fill({ error });
      }
      this.unsettled = null;
      settle();
      for (const transaction of done) this.host.committed(transaction);
    }
    for (const [index, outcome] of outcomes.entries())
      if ('error' in outcome) jobs[index].reject(outcome.error);
      else jobs[index].resolve(outcome.value as never);
  }

  /** All in one transaction; null when one of them failed and everything was taken back. */
  private tryAll(jobs: readonly Job[], done: Transaction[]): Outcome[] | null {
    if (jobs.length === 1) return null;
    try {
      const transaction = this.host.begin();
      const outcomes = jobs.map((job) => ({ value: job.run(transaction) }));
      this.host.commit(transaction);
      done.push(transaction);
      return outcomes;
    } catch {
      this.host.rollback();
      return null; // each gets a transaction of its own, so that the one at fault is found
    }
  }

  private tryOne(job: Job, done: Transaction[]): Outcome {
    try {
      const transaction = this.host.begin();
      const value = job.run(transaction);
      this.host.commit(transaction);
      done.push(transaction);
      return { value };
    } catch (error) {
      this.host.rollback();
      return { error };
    }
  }
}
