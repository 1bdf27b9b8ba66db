/**
 * One draft being written: its words, its files, whether they are safe, and what stands in the way. Saves after each pause,
 * keeps in the browser what the server has not, and never overwrites what somebody else saved. Used by Compose.svelte.
 */
import { ask, type Answer, type Problem } from '../../api.ts';
import type { Draft, Outgoing, Upload } from '../shapes.ts';
import { type ComposeStart, noteUncopied } from './compose.svelte.ts';
import { forgetWords, keepWords, keptWords, noteClosed, noteOpen, type Written, writer } from './keeping.ts';
import { bring } from './upload.ts';

const PAUSE_MS = 500;
const LONGEST_MS = 2500;
const AGAIN_MS = 4000;
const ALIVE_MS = 2000;

export type Saved = 'fresh' | 'saving' | 'saved' | 'offline' | 'trouble';
export interface Coming {
  readonly key: number;
  readonly file: File;
  readonly inline: boolean;
  readonly part: number;
  readonly problem: Problem | null;
  readonly stop: () => void;
}

const fieldsOf = (draft: Draft): Written => {
  const { from, to, cc, bcc, subject, format, html, text } = draft;
  return { from, to, cc, bcc, subject, format, html, text };
};

export class Writing {
  id = $state('');
  written = $state.raw<Written>({ from: '', to: [], cc: [], bcc: [], subject: '', format: 'html', html: '', text: '' });
  uploads = $state.raw<readonly Upload[]>([]);
  coming = $state.raw<readonly Coming[]>([]);
  roomBytes = $state(0);
  answers = $state.raw<Draft['answers']>(null);
  saved = $state<Saved>('fresh');
  problem = $state.raw<Problem | null>(null);
  hasConflict = $state(false);
  /** Counts what came from outside: the editor shows it anew. */
  round = $state(0);
  /** Whose draft it is, whoever signs in later. */
  readonly #owner = writer();
  #version = 0;
  #kept = '';
  #timer: ReturnType<typeof setTimeout> | null = null;
  #since = 0;
  #saving: Promise<boolean> | null = null;
  #alive: ReturnType<typeof setInterval> | null = null;
  #keys = 0;
  #isOver = false;

  readonly #online = (): void => {
    if (this.saved === 'offline' || this.saved === 'trouble') void this.save();
  };

  async open(start: ComposeStart): Promise<void> {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const answer =
      'draft' in start
        ? await ask<Draft>('GET', `/mail/drafts/${encodeURIComponent(start.draft)}`)
        : await ask<Draft>('POST', '/mail/drafts', { ...start, timeZone });
    if (this.#isOver) return;
    if (!answer.ok) {
      this.problem = answer.problem;
      if ('draft' in start && answer.problem.status === 404) forgetWords(this.#owner, start.draft);
      noteClosed(this.#owner);
      return;
    }
    this.problem = null;
    this.#take(answer.value);
    const kept = keptWords(this.#owner, this.id);
    // Words that the last page could not bring to the server any more.
    if (kept !== null && kept.version === this.#version) {
      this.written = kept.written;
      this.round += 1;
      void this.save();
    } else if (kept !== null) {
      this.#unsaved = kept.written;
      this.hasConflict = true;
    }
    noteOpen(this.#owner, this.id);
    this.#alive = setInterval(() => noteOpen(this.#owner, this.id), ALIVE_MS);
    window.addEventListener('online', this.#online);
  }
  #unsaved: Written | null = null;

  #take(draft: Draft): void {
    this.id = draft.id;
    this.#version = draft.version;
    this.written = fieldsOf(draft);
    this.#kept = JSON.stringify(this.written);
    this.uploads = draft.attachments;
    this.answers = draft.answers;
    this.roomBytes = draft.roomBytes;
    this.round += 1;
  }

  /** Somebody typed. */
  change(part: Partial<Written>): void {
    this.written = { ...this.written, ...part };
    if (JSON.stringify(this.written) === this.#kept) return;
    keepWords(this.#owner, this.id, this.#version, this.written);
    if (this.hasConflict) return;
    if (this.saved === 'saved') this.saved = 'fresh';
    const now = performance.now();
    if (this.#timer === null) this.#since = now;
    else clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), Math.max(0, Math.min(PAUSE_MS, this.#since + LONGEST_MS - now)));
  }

  /** Brings the words to the server; true when it has them. One at a time. */
  async save(): Promise<boolean> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#saving !== null) {
      await this.#saving;
      return await this.save();
    }
    const content = JSON.stringify(this.written);
    if (content === this.#kept) return !this.hasConflict;
    if (this.hasConflict) return false;
    this.#saving = this.#put(content);
    const isSaved = await this.#saving;
    this.#saving = null;
    return isSaved;
  }

  async #put(content: string): Promise<boolean> {
    this.saved = 'saving';
    const answer = await ask<Draft>('PUT', `/mail/drafts/${this.id}`, { ...this.written, version: this.#version });
    if (answer.ok) {
      this.#version = answer.value.version;
      this.#kept = content;
      this.saved = 'saved';
      this.problem = null;
      if (JSON.stringify(this.written) === content) forgetWords(this.#owner, this.id);
      else keepWords(this.#owner, this.id, this.#version, this.written);
      return true;
    }
    if (answer.problem.key === 'draftChanged') {
      this.hasConflict = true;
      this.saved = 'fresh';
      return false;
    }
    const isLine = answer.problem.status === 0 || answer.problem.status >= 500;
    this.saved = navigator.onLine && answer.problem.status !== 0 ? 'trouble' : 'offline';
    if (!isLine) this.problem = answer.problem;
    else if (!this.#isOver) this.#timer = setTimeout(() => void this.save(), AGAIN_MS);
    return false;
  }

  /** Two windows wrote: `theirs` shows what the server has, `mine` saves what stands here over it. */
  async settle(whose: 'theirs' | 'mine'): Promise<void> {
    const mine = this.#unsaved ?? this.written;
    const answer = await ask<Draft>('GET', `/mail/drafts/${this.id}`);
    if (!answer.ok) {
      this.problem = answer.problem;
      return;
    }
    this.#take(answer.value);
    this.#unsaved = null;
    this.hasConflict = false;
    if (whose === 'theirs') return forgetWords(this.#owner, this.id);
    this.written = mine;
    this.round += 1;
    await this.save();
  }

  get leftBytes(): number {
    const used = this.uploads.reduce((sum, one) => sum + one.sizeBytes, 0);
    const coming = this.coming.filter(({ problem }) => problem === null);
    return Math.max(0, this.roomBytes - used - coming.reduce((sum, { file }) => sum + file.size, 0));
  }

  /** Brings a file; gives it when it is there. */
  async add(file: File, inline: boolean): Promise<Upload | null> {
    const stopper = new AbortController();
    this.#keys += 1;
    const key = this.#keys;
    const set = (change: Partial<Coming>): void => {
      this.coming = this.coming.map((one) => (one.key === key ? { ...one, ...change } : one));
    };
    const drop = (): void => {
      this.coming = this.coming.filter((one) => one.key !== key);
    };
    const stop = (): void => {
      stopper.abort();
      drop();
    };
    this.coming = [...this.coming, { key, file, inline, part: 0, problem: null, stop }];
    const answer = await bring(this.id, file, inline, (part) => set({ part }), stopper.signal);
    if (!answer.ok) {
      if (!stopper.signal.aborted) set({ problem: answer.problem });
      return null;
    }
    drop();
    this.uploads = [...this.uploads, answer.value];
    return answer.value;
  }
  async remove(upload: Upload): Promise<boolean> {
    const answer = await ask('DELETE', `/mail/drafts/${this.id}/attachments/${upload.id}`);
    if (answer.ok || answer.problem.status === 404) this.uploads = this.uploads.filter(({ id }) => id !== upload.id);
    else this.problem = answer.problem;
    return answer.ok;
  }

  async send(): Promise<Answer<Outgoing> | null> {
    if (!(await this.save())) return null;
    const answer = await ask<Outgoing>('POST', `/mail/drafts/${this.id}/send`, { version: this.#version });
    if (answer.ok) this.end();
    else if (answer.problem.key === 'draftChanged') this.hasConflict = true;
    return answer;
  }
  /** Kept as a draft; the copy for other programs is made meanwhile. */
  async leave(): Promise<void> {
    const isSaved = this.id !== '' && (await this.save());
    this.end();
    if (!isSaved) return;
    const answer = await ask('POST', `/mail/drafts/${this.id}/leave`, {});
    if (!answer.ok && answer.problem.key === 'draftUncopied') noteUncopied(answer.problem.title);
  }
  /** The window is over, whatever became of the draft. */
  end(): void {
    this.#isOver = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#alive !== null) clearInterval(this.#alive);
    for (const { stop } of this.coming) stop();
    window.removeEventListener('online', this.#online);
    noteClosed(this.#owner);
  }
}
