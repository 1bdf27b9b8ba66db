/**
 * Does things to messages: shown at once, then asked of the server, told with its undo, kept for later when the line is gone.
 * Made by mailbox.svelte.ts.
 */
import { ask } from '../api.ts';
import { changeOf, type Deed, type Request, requestOf, stepOf, takesAway, undoOf } from './deeds.ts';
import type { ListModel } from './list-model.svelte.ts';
import type { Done, FolderRole, Row } from './shapes.ts';
import { mailWords } from './words.svelte.ts';

export interface Told {
  readonly key: number;
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'idle';
  readonly undo: readonly Request[];
}
interface Around {
  readonly own: string;
  readonly list: ListModel;
  tell(isThere: boolean): void;
  /** Messages are elsewhere, or marked. */
  changed(): void;
  /** The folder of that role; made when there is none; null: it could not be. */
  target(role: FolderRole): Promise<string | null>;
}

const idsOf = ({ which }: Deed): readonly string[] => ('ids' in which ? which.ids : []);
/** How many a deed was for, in words. */
function wordsOf(deed: Deed, done: number): string {
  const { done: words } = mailWords.words;
  return deed.kind === 'move' ? words.move(done, deed.name) : words[deed.kind](done);
}

export type Deeds = ReturnType<typeof createDeeds>;
export function createDeeds({ own, list, tell, changed, target }: Around) {
  const KEPT = `postvakt-mail-waiting ${own}`;
  let told = $state.raw<Told | null>(null);
  let waiting = $state.raw<readonly Deed[]>(readKept());
  let keys = 0;

  function readKept(): readonly Deed[] {
    try {
      return JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Deed[];
    } catch {
      return [];
    }
  }
  function keepWaiting(next: readonly Deed[]): void {
    waiting = next;
    try {
      localStorage.setItem(KEPT, JSON.stringify(next));
    } catch {
      // kept while the page is open
    }
  }
  function say(text: string, tone: Told['tone'], undo: readonly Request[] = []): void {
    keys += 1;
    told = { key: keys, text, tone, undo };
  }

  /** Which of these a mark changes; null: not known (all of a list). */
  function touchedBy(deed: Deed): ReadonlySet<string> | null {
    if ('all' in deed.which || deed.which.conversations === true) return null;
    const change = Object.entries(changeOf(deed)) as [keyof Row, unknown][];
    const ids = idsOf(deed).filter((id) => {
      const row = list.rows[list.indexOf(id)];
      return row === undefined || change.some(([key, value]) => row[key] !== value);
    });
    return new Set(ids);
  }
  async function ask1(deed: Deed): Promise<ReturnType<typeof ask<Done>>> {
    const archive = deed.kind === 'archive' ? await target('archive') : '';
    if (archive === null) return { ok: false, problem: { status: 0, key: 'offline', title: '' } };
    const stepped = stepOf(deed);
    const { method, path, body } = requestOf(stepped, archive);
    let answer = await ask<Done>(method, path, body);
    if (stepped === deed) return answer;
    // A whole list: step after step, until nothing is left or nothing more comes of it.
    const all = { done: [] as Done['done'][number][], gone: [] as string[], senders: [] as string[] };
    for (;;) {
      if (!answer.ok) return all.done.length === 0 ? answer : { ok: true, value: { ...all, left: 0 } };
      const { done, gone, senders, left } = answer.value;
      all.done.push(...done);
      all.gone.push(...gone);
      all.senders.push(...senders);
      if (left === 0 || done.length === 0) return { ok: true, value: { ...all, left } };
      say(mailWords.words.progress(all.done.length, all.done.length + left), 'idle');
      answer = await ask<Done>(method, path, body);
    }
  }

  /** `isQuiet`: of itself, as reading marks as read; nothing is said. */
  async function perform(deed: Deed, isQuiet = false): Promise<void> {
    const touched = touchedBy(deed);
    const ids = new Set(idsOf(deed));
    const release = list.hold();
    if (takesAway(deed)) list.take(ids);
    else list.patch(ids, changeOf(deed));
    const answer = await ask1(deed);
    tell(answer.ok || answer.problem.status !== 0);
    if (answer.ok) {
      const { done, gone } = answer.value;
      if (!isQuiet) {
        const lost = gone.length > 0 ? ` ${mailWords.words.done.gone(gone.length)}.` : '';
        say(wordsOf(deed, done.length) + (lost === '' ? '' : `.${lost}`), 'good', undoOf(deed, answer.value, touched));
      }
    } else if (answer.problem.status === 0) {
      keepWaiting([...waiting, deed]);
      if (!isQuiet) say(mailWords.words.done.waits, 'idle');
    } else if (!isQuiet) say(answer.problem.title || mailWords.words.done.failed, 'bad');
    list.forgetOthers();
    release();
    if (!answer.ok && answer.problem.status !== 0) void list.refresh();
    changed();
  }
  async function undo(): Promise<void> {
    const requests = told?.undo ?? [];
    if (requests.length === 0) return;
    told = null;
    const release = list.hold();
    let isDone = true;
    for (const [at, { method, path, body }] of requests.entries()) {
      const answer = await ask(method, path, body);
      isDone &&= answer.ok;
      if (at + 1 < requests.length) say(mailWords.words.progress(at + 1, requests.length), 'idle');
    }
    release();
    list.forgetOthers();
    say(isDone ? mailWords.words.undone : mailWords.words.done.failed, isDone ? 'good' : 'bad');
    void list.refresh();
    changed();
  }

  return {
    /** What was done last; null: nothing to say. */
    get told() {
      return told;
    },
    /** Done when the line is back. */
    get waiting() {
      return waiting;
    },
    perform,
    undo,
    say,
    dismiss: (): void => {
      told = null;
    },
    /** Does what waited. */
    async flush(): Promise<void> {
      while (waiting.length > 0) {
        const [deed, ...rest] = waiting;
        if (deed === undefined) return;
        const answer = await ask1(deed);
        if (!answer.ok && answer.problem.status === 0) return;
        keepWaiting(rest);
        if (rest.length === 0) void list.refresh();
      }
    },
  };
}
