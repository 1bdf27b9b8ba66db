/**
 * The selected folder of one session: which sequence number is which message, what other sessions changed, and when the
 * client may be told (RFC 3501 §5.2, §7.4.1: no EXPUNGE while FETCH, STORE or SEARCH run). Fed by the store's changes.
 */
import { resolveSequenceSet, type SequenceSet } from '#src/protocol/imap/sequence-set.ts';
import { flagList } from '#src/protocol/imap/response-text.ts';
import type { FlagState, FolderChange, FolderInfo, FolderOutline } from '../mail-store.ts';
import { UidList } from './uid-list.ts';

export const SYSTEM_FLAGS = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft'] as const;

export interface CopyMade {
  readonly folder: string;
  readonly uid: number;
}
/** Of so many messages a session remembers where it copied them. */
const MOST_COPIES = 1000;

/** Indexes [from, to] into the folder's list, ascending. */
export type IndexRange = readonly [from: number, to: number];

interface Pending {
  added: number[];
  readonly expunged: Set<number>;
  readonly flags: Map<number, FlagState>;
  readonly keywords: Set<string>;
}

const nothingPending = (): Pending => ({ added: [], expunged: new Set(), flags: new Map(), keywords: new Set() });
const NO_KEYWORDS: ReadonlyMap<string, string> = new Map();

export class Selected {
  readonly folder: FolderInfo;
  readonly readOnly: boolean;
  uids = new UidList([]);
  /** Result of SEARCH RETURN (SAVE) as UIDs (RFC 5182). */
  saved: readonly number[] = [];
  /** The folder was deleted by another session. */
  gone = false;
  /** Set while IDLE: called at once with every change. */
  onNews: (() => void) | null = null;
  /** Copies that this session made: a program without MOVE copies, marks and expunges (RFC 3501 has no other way). */
  readonly #copied = new Map<number, CopyMade>();
  #pending: Pending | null = null;
  #keywords = NO_KEYWORDS;
  #stop: (() => void) | null = null;

  constructor(folder: FolderInfo, readOnly: boolean) {
    this.folder = folder;
    this.readOnly = readOnly;
  }

  /** Where the store's changes arrive; `stop` ends them. Must be connected before the outline is read. */
  listen(subscribe: (listener: (change: FolderChange) => void) => () => void): void {
    this.#stop = subscribe((change) => this.#note(change));
  }

  /** The folder at the moment of SELECT; changes that came meanwhile stay pending. */
  begin({ uids, keywords }: Pick<FolderOutline, 'uids' | 'keywords'>): void {
    this.uids = new UidList(uids);
    this.learn(keywords);
  }

  leave(): void {
    this.#stop?.();
    this.#stop = null;
    this.onNews = null;
    this.#pending = null;
  }

  /** Remembered until the message goes: then it was moved. */
  noteCopied(uid: number, copy: CopyMade): void {
    if (this.#copied.size < MOST_COPIES) this.#copied.set(uid, copy);
  }
  /** Where this session copied the message that goes now; null: nowhere. */
  takeCopied(uid: number): CopyMade | null {
    const copy = this.#copied.get(uid) ?? null;
    this.#copied.delete(uid);
    return copy;
  }

  #note(change: FolderChange): void {
    if (change.kind === 'gone') this.gone = true;
    else {
      const pending = (this.#pending ??= nothingPending());
      switch (change.kind) {
        case 'added':
          pending.added.push(change.uid);
          break;
        case 'flags':
          pending.flags.set(change.uid, { uid: change.uid, modseq: change.modseq, flags: change.flags });
          break;
        case 'expunged':
          for (const uid of change.uids) pending.expunged.add(uid);
          break;
      }
      if (change.kind !== 'expunged') for (const flag of change.flags) if (flag[0] !== '\\') pending.keywords.add(flag);
    }
    this.onNews?.();
  }

  /** Our own STORE has told these already; a later change by someone else stays to be told. */
  forgetOwn(states: readonly FlagState[]): void {
    const flags = this.#pending?.flags;
    if (flags === undefined) return;
    for (const { uid, modseq } of states) if (flags.get(uid)?.modseq === modseq) flags.delete(uid);
  }

  /** Expunged by this session in the command that runs: to be told even if the store's own word comes later. */
  noteExpunged(uids: readonly number[]): void {
    if (uids.length > 0) this.#note({ kind: 'expunged', uids, modseq: 0 });
  }

  /** Remembers keywords; true when one was new, so that FLAGS has to be told (RFC 3501 §7.2.6). */
  learn(flags: readonly string[]): boolean {
    let isNew = false;
    for (const flag of flags) {
      if (flag[0] === '\\' || this.#keywords.has(flag.toLowerCase())) continue;
      this.#keywords = new Map([...this.#keywords, [flag.toLowerCase(), flag]]);
      isNew = true;
    }
    return isNew;
  }

  /** FLAGS and PERMANENTFLAGS as they are now. */
  flagLines(): string {
    const all = [...SYSTEM_FLAGS, ...this.#keywords.values()];
    const permanent = this.readOnly ? '' : [...all, '\\*'].join(' ');
    const words = this.readOnly ? 'Read-only folder' : 'Flags permitted';
    return `* FLAGS ${flagList(all)}\r\n* OK [PERMANENTFLAGS (${permanent})] ${words}\r\n`;
  }

  /** What the client has to be told now. `expunges`: whether sequence numbers may change here. */
  news(options: { readonly expunges: boolean; readonly condstore: boolean; readonly uid: boolean }): string {
    const pending = this.#pending;
    if (pending === null) return '';
    let out = options.expunges ? this.#tellExpunged(pending) : '';
    out += this.#tellAdded(pending);
    if (this.learn([...pending.keywords])) out += this.flagLines();
    pending.keywords.clear();
    for (const state of pending.flags.values()) {
      const index = this.uids.indexOf(state.uid);
      if (index >= 0 && !pending.expunged.has(state.uid)) out += flagNews(index + 1, state, options);
    }
    pending.flags.clear();
    if (pending.expunged.size === 0) this.#pending = null;
    return out;
  }

  #tellExpunged(pending: Pending): string {
    const indexes: number[] = [];
    for (const uid of pending.expunged) {
      const index = this.uids.indexOf(uid);
      if (index >= 0) indexes.push(index);
    }
    if (indexes.length > 0) this.uids.remove(pending.expunged);
    // Highest first: the numbers below it then need no correction.
    indexes.sort((a, b) => b - a);
    let out = '';
    for (const index of indexes) out += `* ${index + 1} EXPUNGE\r\n`;
    const waiting = pending.added.filter((uid) => !pending.expunged.has(uid));
    pending.added = waiting;
    pending.expunged.clear();
    return out;
  }

  #tellAdded(pending: Pending): string {
    const before = this.uids.length;
    // Changes between "listen" and "begin" name messages that are in the list already.
    for (const uid of pending.added.sort((a, b) => a - b)) {
      if (uid > this.uids.last && !pending.expunged.has(uid)) this.uids.append(uid);
    }
    pending.added = [];
    return this.uids.length === before ? '' : `* ${this.uids.length} EXISTS\r\n* 0 RECENT\r\n`;
  }

  /**
   * The messages a set names, as index ranges; null when a sequence number is beyond the last message (then BAD).
   * In an empty folder `*` names nothing. UIDs that do not exist are passed over (RFC 3501 §6.4.8).
   */
  resolve(set: SequenceSet | 'saved', uid: boolean): IndexRange[] | null {
    if (set === 'saved') return this.#rangesOf(this.saved);
    if (!uid) {
      const beyond = set.some(([a, b]) => isBeyond(a, this.uids.length) || isBeyond(b, this.uids.length));
      if (beyond) return null;
      return resolveSequenceSet(set, this.uids.length).map(([from, to]): IndexRange => [from - 1, to - 1]);
    }
    return resolveSequenceSet(set, this.uids.last)
      .map(([from, to]): IndexRange => [this.uids.countBelow(from), this.uids.countBelow(to + 1) - 1])
      .filter(([from, to]) => from <= to);
  }

  /** The UIDs of index ranges, ascending. */
  uidsIn(ranges: readonly IndexRange[]): number[] {
    return ranges.flatMap(([from, to]) => this.uids.slice(from, to));
  }

  #rangesOf(uids: readonly number[]): IndexRange[] {
    const ranges: [number, number][] = [];
    for (const uid of uids) {
      const index = this.uids.indexOf(uid);
      const last = ranges.at(-1);
      if (index < 0) continue;
      if (last !== undefined && last[1] + 1 === index) last[1] = index;
      else ranges.push([index, index]);
    }
    return ranges;
  }
}

const isBeyond = (number: number, length: number): boolean => Number.isFinite(number) && number > length;

function flagNews(
  sequence: number,
  state: FlagState,
  options: { readonly condstore: boolean; readonly uid: boolean },
): string {
  const uid = options.uid || options.condstore ? `UID ${state.uid} ` : '';
  const modseq = options.condstore ? ` MODSEQ (${state.modseq})` : '';
  return `* ${sequence} FETCH (${uid}FLAGS ${flagList(state.flags)}${modseq})\r\n`;
}
