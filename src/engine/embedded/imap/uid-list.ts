/**
 * The UIDs of a selected folder as one session knows them: sequence number = index + 1. Kept as runs of neighbouring
 * UIDs, so that a folder of 10,000 costs an idle session a few bytes. Used by selected.ts only; knows nothing of flags.
 */

export class UidList {
  /** First UID of each run, and the index at which the run begins; `#runs` of them are in use. */
  #starts: Uint32Array;
  #indexes: Uint32Array;
  #runs = 0;
  #length = 0;

  /** `uids` ascending. */
  constructor(uids: Iterable<number>) {
    this.#starts = new Uint32Array(1);
    this.#indexes = new Uint32Array(1);
    for (const uid of uids) this.append(uid);
    this.#trim();
  }

  get length(): number {
    return this.#length;
  }

  /** The highest UID, 0 when empty. */
  get last(): number {
    return this.#length === 0 ? 0 : this.at(this.#length - 1);
  }

  /** UID at an index within the list. */
  at(index: number): number {
    const run = this.#runOf(this.#indexes, index);
    return this.#starts[run] + (index - this.#indexes[run]);
  }

  /** Index of a UID, or -1. */
  indexOf(uid: number): number {
    const index = this.countBelow(uid);
    return index < this.#length && this.at(index) === uid ? index : -1;
  }

  /** How many UIDs are lower than `uid`. */
  countBelow(uid: number): number {
    if (this.#length === 0 || uid <= this.#starts[0]) return 0;
    const run = this.#runOf(this.#starts, uid - 1);
    const end = run + 1 < this.#runs ? this.#indexes[run + 1] : this.#length;
    return Math.min(this.#indexes[run] + (uid - this.#starts[run]), end);
  }

  /** Adds a UID above all others. */
  append(uid: number): void {
    if (this.#length > 0 && this.last + 1 === uid) {
      this.#length += 1;
      return;
    }
    if (this.#runs === this.#starts.length) {
      this.#starts = grown(this.#starts);
      this.#indexes = grown(this.#indexes);
    }
    this.#starts[this.#runs] = uid;
    this.#indexes[this.#runs] = this.#length;
    this.#runs += 1;
    this.#length += 1;
  }

  /** The UIDs of the indexes [from, to]. */
  slice(from: number, to: number): number[] {
    const uids: number[] = [];
    if (to < from) return uids;
    let run = this.#runOf(this.#indexes, from);
    for (let index = from; index <= to; index += 1) {
      while (run + 1 < this.#runs && this.#indexes[run + 1] <= index) run += 1;
      uids.push(this.#starts[run] + (index - this.#indexes[run]));
    }
    return uids;
  }

  /** Takes UIDs out in one pass. */
  remove(gone: ReadonlySet<number>): void {
    const kept = this.slice(0, this.#length - 1);
    this.#runs = 0;
    this.#length = 0;
    for (const uid of kept) if (!gone.has(uid)) this.append(uid);
    this.#trim();
  }

  /** The last run whose value is at most `value`. */
  #runOf(values: Uint32Array, value: number): number {
    let low = 0;
    let high = this.#runs - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (values[middle] <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #trim(): void {
    this.#starts = this.#starts.slice(0, Math.max(this.#runs, 1));
    this.#indexes = this.#indexes.slice(0, Math.max(this.#runs, 1));
  }
}

function grown(array: Uint32Array): Uint32Array {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
