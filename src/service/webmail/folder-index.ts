/**
 * One folder in memory, narrow: UID, arrival, marks and conversation of each message. Filled newest first, so that the first
 * page needs only the first of it. Kept by lists.ts as long as somebody reads; knows no connection.
 */
import { conversationName, type Threading, rootHash, Together } from '#src/model/conversations.ts';

export const MARK = { seen: 1, flagged: 2, answered: 4, forwarded: 8, draft: 16, deleted: 32 } as const;
const MARK_OF: Readonly<Record<string, number>> = {
  '\\seen': MARK.seen,
  '\\flagged': MARK.flagged,
  '\\answered': MARK.answered,
  $forwarded: MARK.forwarded,
  '\\draft': MARK.draft,
  '\\deleted': MARK.deleted,
};
/** The name of a state of a folder: another whenever its list would be another. */
export const versionOf = (state: {
  readonly validity: number;
  readonly exists: number;
  readonly uidNext: number;
  readonly modseq: number;
}): string => [state.validity, state.uidNext, state.modseq, state.exists].join('-');
/** IMAP flags → bits. */
export const marksOf = (flags: readonly unknown[]): number =>
  flags.reduce<number>((bits, flag) => bits | (typeof flag === 'string' ? (MARK_OF[flag.toLowerCase()] ?? 0) : 0), 0);

export interface Entry {
  readonly uid: number;
  readonly at: number;
  marks: number;
  readonly node: number;
  readonly root: number;
}
/** A line of the list before it is dressed. */
export interface Line {
  readonly newest: Entry;
  readonly conversation: string;
  readonly count: number;
  /** Of the message, or of any in the conversation. */
  readonly marks: number;
  readonly unread: boolean;
}
export type Filter = 'all' | 'unread' | 'flagged';
export type View = 'conversations' | 'messages';

/** A reply by subject alone joins what is at most so much older. */
const SUBJECT_MS = 30 * 24 * 3_600_000;

export class FolderIndex {
  readonly path: string;
  readonly validity: number;
  /** What STATUS said when it was last brought up to date. */
  state = { exists: -1, uidNext: 0, modseq: 0 };
  /** All of the folder is in it. */
  isComplete = false;
  readonly #entries = new Map<number, Entry>();
  readonly #together = new Together();
  readonly #subjects = new Map<number, Entry[]>();
  readonly #orphans: { readonly entry: Entry; readonly subject: number }[] = [];
  #lists = new Map<string, readonly Line[]>();
  /** Newest first; marks do not change it. */
  #order: readonly Entry[] | null = null;

  constructor(path: string, validity: number) {
    this.path = path;
    this.validity = validity;
  }

  get size(): number {
    return this.#entries.size;
  }
  get uids(): IterableIterator<number> {
    return this.#entries.keys();
  }
  entry(uid: number): Entry | undefined {
    return this.#entries.get(uid);
  }

  /** Changes whenever a list would be another: by what the server counts, or by what we have read so far. */
  get version(): string {
    const whole = versionOf({ validity: this.validity, ...this.state });
    return this.isComplete ? whole : `${whole}-p${this.size}`;
  }

  add(uid: number, at: number, marks: number, threading: Threading): void {
    if (this.#entries.has(uid)) return;
    const entry: Entry = { uid, at, marks, node: this.#together.add(threading), root: rootHash(threading) || uid };
    this.#entries.set(uid, entry);
    this.#order = null;
    this.#lists.clear();
    const { subject } = threading;
    if (subject === 0) return;
    const same = this.#subjects.get(subject);
    if (same === undefined) this.#subjects.set(subject, [entry]);
    else same.push(entry);
    if (threading.isReply && threading.named.length === 0) this.#orphans.push({ entry, subject });
  }

  /** Replies that name nothing find their conversation by subject. After the last `add` of a round. */
  settle(): void {
    for (const { entry, subject } of this.#orphans.splice(0)) {
      let best: Entry | null = null;
      for (const other of this.#subjects.get(subject) ?? [])
        if (
          other !== entry &&
          other.at <= entry.at &&
          entry.at - other.at <= SUBJECT_MS &&
          (best === null || other.at > best.at)
        )
          best = other;
      if (best !== null) this.#together.join(entry.node, best.node);
    }
    this.#lists.clear();
  }

  mark(uid: number, marks: number): void {
    const entry = this.#entries.get(uid);
    if (entry === undefined || entry.marks === marks) return;
    entry.marks = marks;
    this.#lists.clear();
  }

  remove(uid: number): void {
    if (!this.#entries.delete(uid)) return;
    this.#order = null;
    this.#lists.clear();
  }

  /** Newest first. */
  list(view: View, filter: Filter): readonly Line[] {
    const key = `${view} ${filter}`;
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    const sorted = this.#lists.get('sorted') ?? this.#sorted();
    this.#lists.set('sorted', sorted);
    const all = view === 'messages' ? sorted : (this.#lists.get('conversations all') ?? this.#grouped(sorted));
    if (view === 'conversations') this.#lists.set('conversations all', all);
    const wanted = all.filter(
      (line) => filter === 'all' || (filter === 'unread' ? line.unread : (line.marks & MARK.flagged) !== 0),
    );
    this.#lists.set(key, wanted);
    return wanted;
  }

  /** UIDs of the conversation that a message belongs to, oldest first. */
  conversation(uid: number): readonly number[] {
    const entry = this.#entries.get(uid);
    if (entry === undefined) return [];
    const wanted = this.#together.find(entry.node);
    return [...this.#entries.values()]
      .filter(({ node }) => this.#together.find(node) === wanted)
      .toSorted((a, b) => a.at - b.at || a.uid - b.uid)
      .map(({ uid: each }) => each);
  }

  #sorted(): readonly Line[] {
    this.#order ??= [...this.#entries.values()].toSorted((a, b) => b.at - a.at || b.uid - a.uid);
    return this.#order.map((newest) => ({
      newest,
      conversation: conversationName(newest.root),
      count: 1,
      marks: newest.marks,
      unread: (newest.marks & MARK.seen) === 0,
    }));
  }

  #grouped(sorted: readonly Line[]): readonly Line[] {
    const groups = new Map<number, { newest: Entry; root: number; count: number; marks: number; unread: boolean }>();
    for (const { newest: entry, unread } of sorted) {
      const key = this.#together.find(entry.node);
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, { newest: entry, root: entry.root, count: 1, marks: entry.marks, unread });
        continue;
      }
      group.count += 1;
      group.marks |= entry.marks;
      group.unread ||= unread;
      group.root = entry.root; // the oldest gives the name
    }
    return [...groups.values()].map(({ root, ...line }) => ({ ...line, conversation: conversationName(root) }));
  }
}
