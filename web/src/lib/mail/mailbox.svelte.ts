/**
 * The mail of one reader while the app is open: folders, the list, news, what is being done and can be undone, what waits for
 * the network. Made by the layout of the reading pages; all parts get it with `useMail`.
 */
import { getContext, setContext } from 'svelte';
import { ask, type Problem } from '../api.ts';
import { nameOf } from './people.ts';
import { createList } from './list-model.svelte.ts';
import { type Heard, listen } from './live.svelte.ts';
import { createDeeds } from './deeds.svelte.ts';
import type { Folder, FolderRole, MailSettings, Outgoing, Row } from './shapes.ts';
import { mailWords } from './words.svelte.ts';

const SETTINGS: MailSettings = {
  view: 'conversations',
  undoSeconds: 10,
  format: 'html',
  images: 'ask',
  density: 'roomy',
  markReadAfterSeconds: 0,
  replyPlacement: 'above',
};
const SOON_MS = 250;
const NOTIFY = 'postvakt-notify';
const KEYS_OFF = 'postvakt-keys-off';
export function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage may be forbidden
  }
}
export function store(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // for this visit only
  }
}

export type Mailbox = ReturnType<typeof openMailbox>;
/** `own`: the reader's address. Ends with `close`. */
export function openMailbox(own: string) {
  const list = createList();
  let folders = $state.raw<readonly Folder[] | null>(null);
  let foldersProblem = $state.raw<Problem | null>(null);
  let settings = $state.raw(SETTINGS);
  let outbox = $state.raw({ waiting: 0, refused: 0 });
  /** Said to screen readers when something came. */
  let news = $state('');
  /** Changes when messages of a conversation may have: who shows one asks again. */
  let round = $state(0);
  let hasKeys = $state(stored(KEYS_OFF) === null);

  let soon: ReturnType<typeof setTimeout> | undefined;

  async function loadFolders(): Promise<void> {
    const answer = await ask<{ folders: readonly Folder[] }>('GET', '/mail/folders');
    foldersProblem = answer.ok ? null : answer.problem;
    if (answer.ok) folders = answer.value.folders;
    line.tell(answer.ok || answer.problem.status !== 0);
  }
  async function loadSettings(): Promise<void> {
    const answer = await ask<MailSettings>('GET', '/mail/settings');
    if (answer.ok) settings = { ...SETTINGS, ...answer.value };
  }
  async function loadOutbox(): Promise<void> {
    const answer = await ask<{ outgoing: readonly Outgoing[] }>('GET', '/mail/outbox');
    if (!answer.ok) return;
    const of = (...states: readonly Outgoing['state'][]): number =>
      answer.value.outgoing.filter(({ state }) => states.includes(state)).length;
    const unfiled = answer.value.outgoing.filter((one) => one.unfiled !== null).length;
    outbox = { waiting: of('waiting', 'sending') + unfiled, refused: of('refused', 'held') };
  }
  function catchUp(): void {
    list.forgetOthers();
    round += 1;
    void Promise.all([loadFolders(), list.refresh(), loadOutbox(), deeds.flush()]);
  }
  const line = listen('/api/v1/mail/events', hear, catchUp);
  const deeds = createDeeds({
    own,
    list,
    tell: (isThere) => line.tell(isThere),
    changed: () => {
      round += 1;
      // Folders that nobody looks at tell of themselves much later.
      clearTimeout(soon);
      soon = setTimeout(() => void loadFolders(), SOON_MS);
    },
    target: async (role) => {
      const known = withRole(role);
      if (known !== undefined) return known.id;
      const made = await ask<Folder>('POST', '/mail/folders', {
        name: mailWords.words.roles[role],
        parent: null,
        role,
      });
      return made.ok ? made.value.id : null;
    },
  });

  function hear(heard: Heard): void {
    if (heard.name === 'folder') hearFolders(heard.data.folders, heard.data.gone);
    else if (heard.name === 'list') {
      round += 1;
      const { source } = list;
      if (source?.kind === 'folder' && source.folder === heard.data.folder) void list.refresh();
    } else if (heard.name === 'new') hearNew(heard.data.row);
    else if (heard.name === 'outbox') void loadOutbox();
    else if (heard.name === 'again') catchUp();
  }
  function hearFolders(changed: readonly Folder[], gone: readonly string[]): void {
    const { source } = list;
    // Its numbers changed, so its list did, should nobody have told.
    if (source?.kind === 'folder' && changed.some(({ id }) => id === source.folder)) void list.refresh();
    if (folders === null) return;
    const fresh = new Map(changed.map((one) => [one.id, one]));
    const rest = folders.filter(({ id }) => !gone.includes(id));
    const known = new Set(rest.map(({ id }) => id));
    folders = [...rest.map((one) => fresh.get(one.id) ?? one), ...changed.filter(({ id }) => !known.has(id))];
  }
  function hearNew(row: Row): void {
    const from = row.from.map(nameOf).join(', ');
    news = mailWords.words.newMail(from, row.subject || mailWords.words.noSubject);
    if (
      !document.hidden ||
      stored(NOTIFY) === null ||
      !('Notification' in window) ||
      Notification.permission !== 'granted'
    )
      return;
    const note = new Notification(from, { body: row.subject || mailWords.words.noSubject, tag: row.conversation });
    note.addEventListener('click', () => {
      window.focus();
      note.close();
    });
  }
  const withRole = (role: FolderRole): Folder | undefined => folders?.find((one) => one.role === role);
  void Promise.all([loadFolders(), loadSettings(), loadOutbox(), deeds.flush()]);

  return {
    own: own.toLowerCase(),
    list,
    line,
    deeds,
    get folders() {
      return folders;
    },
    get foldersProblem() {
      return foldersProblem;
    },
    get settings() {
      return settings;
    },
    get outbox() {
      return outbox;
    },
    get news() {
      return news;
    },
    get round() {
      return round;
    },
    get hasKeys() {
      return hasKeys;
    },
    set hasKeys(wanted: boolean) {
      hasKeys = wanted;
      store(KEYS_OFF, wanted ? null : 'yes');
    },
    folder: (id: string | null): Folder | undefined => folders?.find((one) => one.id === id),
    withRole,
    loadFolders,
    loadOutbox,
    /** Kept by the server; shown at once. */
    async set(change: Partial<MailSettings>): Promise<void> {
      settings = { ...settings, ...change };
      await ask('PUT', '/mail/settings', change);
    },
    close: () => line.close(),
  };
}

const KEY = Symbol('mailbox');
export const provideMail = (mailbox: Mailbox): Mailbox => setContext(KEY, mailbox);
export const useMail = (): Mailbox => getContext<Mailbox>(KEY);
