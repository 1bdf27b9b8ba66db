/**
 * A sliding window over one log of accepted mail: how much lies within it now. Used by memory-counters.ts. Pure data and
 * sums; the moment is given. Counts what is at most one window away in either direction, so that a clock that jumps back
 * opens nothing at once, and one that was far ahead for a moment does not stop anybody for ever.
 */
import type { Counts } from './counter-store.ts';

export interface Entry {
  readonly at: number;
  readonly recipients: number;
  readonly mailbox: string;
  /** Given back: counts no more. */
  gone: boolean;
}

interface View {
  readonly windowMs: number;
  readonly counts: Counts;
  after: number;
  /** Entries `from` to `to` (exclusive) are in the window; `sum` is theirs. */
  from: number;
  to: number;
  sum: number;
  seenAt: number;
}

const weight = (entry: Entry, counts: Counts): number =>
  entry.gone ? 0 : counts === 'messages' ? 1 : entry.recipients;

/** The log of one mailbox or domain: entries by time, and the windows that are asked for. */
export class SlidingLog {
  readonly #entries: Entry[] = [];
  readonly #views = new Map<string, View>();

  get size(): number {
    return this.#entries.length;
  }

  /** What counts at `now`. Each entry is passed once as time goes on; a clock that went back costs one look at all. */
  used(now: number, windowMs: number, counts: Counts, after = -Infinity): number {
    const key = `${windowMs} ${counts}`;
    let view = this.#views.get(key);
    if (view === undefined) {
      view = { windowMs, counts, after, from: 0, to: 0, sum: 0, seenAt: Infinity };
      this.#views.set(key, view);
    }
    if (now < view.seenAt || after !== view.after) this.#again(view, now, after);
    else this.#forward(view, now);
    return view.sum;
  }

  add(entry: Entry): void {
    const entries = this.#entries;
    if (entries.length === 0 || entries[entries.length - 1].at <= entry.at) {
      entries.push(entry);
      // Windows that have seen this moment take it in when they look again.
      return;
    }
    let at = entries.length;
    while (at > 0 && entries[at - 1].at > entry.at) at -= 1;
    entries.splice(at, 0, entry);
    for (const view of this.#views.values()) view.seenAt = Infinity;
  }

  remove(entry: Entry): void {
    if (entry.gone) return;
    for (const view of this.#views.values()) {
      if (view.seenAt === Infinity) continue;
      const place = this.#placeOf(entry);
      if (place >= view.from && place < view.to) view.sum -= weight(entry, view.counts);
    }
    entry.gone = true;
  }

  /** Entries of the window at `now`, for sums by sender. */
  within(now: number, windowMs: number): readonly Entry[] {
    return this.#entries.filter((entry) => !entry.gone && Math.abs(entry.at - now) <= windowMs);
  }

  /** Drops what is older than `keepMs`; true when nothing is left. */
  trim(now: number, keepMs: number): boolean {
    let old = 0;
    while (old < this.#entries.length && this.#entries[old].at < now - keepMs) old += 1;
    if (old > 0) {
      this.#entries.splice(0, old);
      for (const view of this.#views.values()) view.seenAt = Infinity;
    }
    return this.#entries.length === 0;
  }

  #placeOf(entry: Entry): number {
    return this.#entries.lastIndexOf(entry);
  }

  #again(view: View, now: number, after: number): void {
    view.after = after;
    view.from = 0;
    view.to = 0;
    view.sum = 0;
    this.#forward(view, now);
  }

  #forward(view: View, now: number): void {
    const entries = this.#entries;
    while (view.to < entries.length && entries[view.to].at <= now + view.windowMs) {
      view.sum += weight(entries[view.to], view.counts);
      view.to += 1;
    }
    while (view.from < view.to && !counted(entries[view.from], now, view)) {
      view.sum -= weight(entries[view.from], view.counts);
      view.from += 1;
    }
    view.seenAt = now;
  }
}

const counted = (entry: Entry, now: number, view: View): boolean =>
  entry.at >= now - view.windowMs && entry.at >= view.after;
