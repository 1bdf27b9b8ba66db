/** What the server tells while mail is read, and what has to be asked anew when something was missed. Used by mailbox.svelte.ts. */
import { ask } from '../api.ts';
import { INBOX_ID } from './folder-tree.ts';
import type { Heard } from './live.svelte.ts';
import type { Inside, Mailbox } from './mailbox.svelte.ts';
import { notifyOf } from './notify.ts';
import type { Folder, Outgoing } from './shapes.ts';

async function loadOutbox({ wait }: Inside): Promise<void> {
  const answer = await ask<{ outgoing: readonly Outgoing[] }>('GET', '/mail/outbox');
  if (!answer.ok) return;
  const of = (...states: readonly Outgoing['state'][]): number =>
    answer.value.outgoing.filter(({ state }) => states.includes(state)).length;
  const unfiled = answer.value.outgoing.filter((one) => one.unfiled !== null).length;
  wait({ waiting: of('waiting', 'sending') + unfiled, refused: of('refused', 'held') });
}
/** From now on nothing is missed; what was until now is fetched. */
export function catchUp(mail: Mailbox, inside: Inside): void {
  mail.list.forgetOthers();
  inside.turn();
  void Promise.all([mail.loadFolders(), refresh(mail, inside), loadOutbox(inside), mail.deeds.flush()]);
}
/** What came to the inbox while nobody listened is told as it would have been. */
async function refresh({ list }: Mailbox, { say }: Inside): Promise<void> {
  const { source, rows } = list;
  const [top] = rows;
  await list.refresh();
  if (source !== list.source || source?.kind !== 'folder' || source.folder !== INBOX_ID) return;
  const [newest] = list.rows;
  if (top !== undefined && newest?.unread === true && newest.id !== top.id && newest.at > top.at) say(notifyOf(newest));
}
export function hear(mail: Mailbox, inside: Inside, heard: Heard): void {
  if (heard.name === 'folder') hearFolders(mail, inside, heard.data.folders, heard.data.gone);
  else if (heard.name === 'list') {
    inside.turn();
    const { source } = mail.list;
    if (source?.kind === 'folder' && source.folder === heard.data.folder) void mail.list.refresh();
  } else if (heard.name === 'new') inside.say(notifyOf(heard.data.row));
  else if (heard.name === 'outbox') void loadOutbox(inside);
  else if (heard.name === 'again') catchUp(mail, inside);
}
function hearFolders(
  { list, folders, loadFolders }: Mailbox,
  { adopt }: Inside,
  changed: readonly Folder[],
  gone: readonly string[],
): void {
  const { source } = list;
  // Its numbers changed, so its list did, should nobody have told.
  if (source?.kind === 'folder' && changed.some(({ id }) => id === source.folder)) void list.refresh();
  // On their way, and maybe from before this.
  if (folders === null) return void loadFolders();
  const fresh = new Map(changed.map((one) => [one.id, one]));
  const rest = folders.filter(({ id }) => !gone.includes(id));
  const known = new Set(rest.map(({ id }) => id));
  adopt([...rest.map((one) => fresh.get(one.id) ?? one), ...changed.filter(({ id }) => !known.has(id))]);
}
