/**
 * The mail of one reader while the app is open: folders, the list, news, what is being done and can be undone, what waits for
 * the network. Made by the layout of the reading pages; all parts get it with `useMail`.
 */
import { getContext, setContext } from 'svelte';
import { ask, type Problem } from '../api.ts';
import { createList, type ListModel } from './list-model.svelte.ts';
import type { Rest } from './later.svelte.ts';
import type { Line } from './live.svelte.ts';
import { createDeeds, type Deeds } from './deeds.svelte.ts';
import type { Folder, FolderRole, MailSettings } from './shapes.ts';
import { store, stored } from './stored.ts';

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
const KEYS_OFF = 'postvakt-keys-off';
/** What only who hears the news may change. */
export interface Inside {
  adopt(folders: readonly Folder[]): void;
  wait(outbox: Mailbox['outbox']): void;
  say(news: string): void;
  /** Messages of a conversation may have changed. */
  turn(): void;
}
export interface Mailbox {
  readonly own: string;
  readonly list: ListModel;
  readonly deeds: Deeds;
  /** Null until listening has begun. */
  readonly line: Line | null;
  readonly folders: readonly Folder[] | null;
  readonly foldersProblem: Problem | null;
  readonly settings: MailSettings;
  /** On its way out. */
  readonly outbox: { readonly waiting: number; readonly refused: number };
  /** Said to screen readers when something came. */
  readonly news: string;
  /** Changes when messages of a conversation may have: who shows one asks again. */
  readonly round: number;
  hasKeys: boolean;
  folder(id: string | null): Folder | undefined;
  withRole(role: FolderRole): Folder | undefined;
  loadFolders(): Promise<void>;
  /** Kept by the server; shown at once. */
  set(change: Partial<MailSettings>): Promise<void>;
  /** Hears from now on what is new. */
  listen(how: Pick<Rest, 'listen' | 'hear' | 'catchUp'>): void;
  /** The list of this folder is looked at. */
  watch(folder: string): void;
  close(): void;
}
/** `own`: the reader's address. Ends with `close`. */
export function openMailbox(own: string): Mailbox {
  const list = createList();
  let folders = $state.raw<readonly Folder[] | null>(null);
  let foldersProblem = $state.raw<Problem | null>(null);
  let settings = $state.raw(SETTINGS);
  let outbox = $state.raw<Mailbox['outbox']>({ waiting: 0, refused: 0 });
  let news = $state('');
  let round = $state(0);
  let hasKeys = $state(stored(KEYS_OFF) === null);

  let line = $state.raw<Line | null>(null);
  let watched = '';
  let isClosed = false;
  let soon: ReturnType<typeof setTimeout> | undefined;

  let folderAsk: Promise<void> | null = null;
  let foldersHeard = 0;
  const loadFolders = (): Promise<void> => {
    const mine = askFolders((): Promise<void> | null => (folderAsk === mine ? null : folderAsk));
    folderAsk = mine;
    return mine;
  };
  /** `newer`: asked since; its answer counts, and so does what was told meanwhile. */
  async function askFolders(newer: () => Promise<void> | null): Promise<void> {
    const before = foldersHeard;
    const answer = await ask<{ folders: readonly Folder[] }>('GET', '/mail/folders');
    line?.tell(answer.ok || answer.problem.status !== 0);
    const since = newer();
    if (since !== null) return since;
    if (answer.ok && foldersHeard !== before) return loadFolders();
    foldersProblem = answer.ok ? null : answer.problem;
    if (answer.ok) folders = answer.value.folders;
  }
  async function loadSettings(): Promise<void> {
    const answer = await ask<MailSettings>('GET', '/mail/settings');
    if (answer.ok) settings = { ...SETTINGS, ...answer.value };
  }
  const deeds = createDeeds({
    own,
    list,
    tell: (isThere) => line?.tell(isThere),
    changed: () => {
      round += 1;
      // Folders that nobody looks at tell of themselves much later.
      clearTimeout(soon);
      soon = setTimeout(() => void loadFolders(), SOON_MS);
    },
    withRole: (role) => withRole(role),
  });
  const withRole = (role: FolderRole): Folder | undefined => folders?.find((one) => one.role === role);
  void Promise.all([loadFolders(), loadSettings()]);

  const inside: Inside = {
    adopt: (wanted) => {
      foldersHeard += 1;
      folders = wanted;
    },
    wait: (waiting) => (outbox = waiting),
    say: (said) => (news = said),
    turn: () => (round += 1),
  };
  const mailbox: Mailbox = {
    own: own.toLowerCase(),
    list,
    deeds,
    get line() {
      return line;
    },
    listen({ listen, hear, catchUp }: Pick<Rest, 'listen' | 'hear' | 'catchUp'>): void {
      if (isClosed || line !== null) return;
      line = listen(
        own,
        (heard) => hear(mailbox, inside, heard),
        () => catchUp(mailbox, inside),
        () => void loadSettings(),
      );
      line.watch(watched);
    },
    watch(folder: string): void {
      watched = folder;
      line?.watch(folder);
    },
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
    async set(change: Partial<MailSettings>): Promise<void> {
      settings = { ...settings, ...change };
      await ask('PUT', '/mail/settings', change);
    },
    close(): void {
      isClosed = true;
      line?.close();
    },
  };
  return mailbox;
}

const KEY = Symbol('mailbox');
export const provideMail = (mailbox: Mailbox): Mailbox => setContext(KEY, mailbox);
export const useMail = (): Mailbox => getContext<Mailbox>(KEY);
