/** Does things to messages: shown at once, then asked of the server, told with its undo, kept for later when the line is gone. */
import { type Answer, ask, isStranger } from '../api.ts';
import { changeOf, type Deed, requestOf, stepOf, takesAway, undoOf } from './deeds.ts';
import type { Around, Deeds } from './deeds.svelte.ts';
import type { ListModel } from './list-model.svelte.ts';
import type { Done, Folder, Row } from './shapes.ts';
import { mailWords, moreMailWords } from './words.svelte.ts';

const idsOf = ({ which }: Deed): readonly string[] => ('ids' in which ? which.ids : []);
/** How many a deed was for, in words. */
function wordsOf(deed: Deed, done: number): string {
  const { done: words } = moreMailWords.words;
  return deed.kind === 'move' ? words.move(done, deed.name) : words[deed.kind](done);
}
/** Which of these a mark changes; null: not known (all of a list). */
function touchedBy(deed: Deed, list: ListModel): ReadonlySet<string> | null {
  if ('all' in deed.which || deed.which.conversations === true) return null;
  const change = Object.entries(changeOf(deed)) as [keyof Row, unknown][];
  const ids = idsOf(deed).filter((id) => {
    const row = list.rows[list.indexOf(id)];
    return row === undefined || change.some(([key, value]) => row[key] !== value);
  });
  return new Set(ids);
}
/** Where the archive is; made when there is none; null: it could not be. */
async function archiveOf({ withRole }: Around): Promise<string | null> {
  const known = withRole('archive');
  if (known !== undefined) return known.id;
  const name = mailWords.words.roles.archive;
  const made = await ask<Folder>('POST', '/mail/folders', { name, parent: null, role: 'archive' });
  return made.ok ? made.value.id : null;
}
async function askFor(around: Around, deeds: Deeds, deed: Deed): Promise<Answer<Done>> {
  const archive = deed.kind === 'archive' ? await archiveOf(around) : '';
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
    deeds.say(moreMailWords.words.progress(all.done.length, all.done.length + left), 'idle');
    answer = await ask<Done>(method, path, body);
  }
}

export async function performDeed(around: Around, deeds: Deeds, deed: Deed, isQuiet: boolean): Promise<void> {
  const { list } = around;
  const touched = touchedBy(deed, list);
  const ids = new Set(idsOf(deed));
  const release = list.hold();
  if (takesAway(deed)) list.take(ids);
  else list.patch(ids, changeOf(deed));
  const answer = await askFor(around, deeds, deed);
  around.tell(answer.ok || answer.problem.status !== 0);
  const words = moreMailWords.words.done;
  if (answer.ok) {
    const { done, gone } = answer.value;
    if (!isQuiet) {
      const lost = gone.length > 0 ? ` ${words.gone(gone.length)}.` : '';
      deeds.say(
        wordsOf(deed, done.length) + (lost === '' ? '' : `.${lost}`),
        'good',
        undoOf(deed, answer.value, touched),
      );
    }
  } else if (answer.problem.status === 0) {
    deeds.keepWaiting([...deeds.waiting, deed]);
    if (!isQuiet) deeds.say(words.waits, 'idle');
  } else if (!isQuiet) deeds.say(answer.problem.title || words.failed, 'bad');
  list.forgetOthers();
  release();
  if (!answer.ok && answer.problem.status !== 0) void list.refresh();
  around.changed();
}
export async function undoDeed({ list, changed }: Around, deeds: Deeds): Promise<void> {
  const requests = deeds.told?.undo ?? [];
  if (requests.length === 0) return;
  deeds.dismiss();
  const release = list.hold();
  let isDone = true;
  for (const [at, { method, path, body }] of requests.entries()) {
    const answer = await ask(method, path, body);
    isDone &&= answer.ok;
    if (at + 1 < requests.length) deeds.say(moreMailWords.words.progress(at + 1, requests.length), 'idle');
  }
  release();
  list.forgetOthers();
  const { undone, done } = moreMailWords.words;
  deeds.say(isDone ? undone : done.failed, isDone ? 'good' : 'bad');
  void list.refresh();
  changed();
}
const flushing = new WeakSet<Deeds>();
/** One after the other, and not twice at once: what is added meanwhile waits its turn. */
export async function flushDeeds(around: Around, deeds: Deeds): Promise<void> {
  if (flushing.has(deeds)) return;
  flushing.add(deeds);
  for (let [deed] = deeds.waiting; deed !== undefined; [deed] = deeds.waiting) {
    const done = deed;
    const answer = await askFor(around, deeds, done);
    // No line, or it is not his turn any more: it waits on, for him alone.
    if (!answer.ok && (answer.problem.status === 0 || isStranger(answer.problem))) break;
    deeds.keepWaiting(deeds.waiting.filter((one) => one !== done));
    if (deeds.waiting.length === 0) void around.list.refresh();
  }
  flushing.delete(deeds);
}
