/**
 * Every page of the app: found in web/src/routes, so that a new one without an entry fails the suite; who sees it, and where
 * it is in the demo's world. Asks the API for ids. Judges nothing.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PASSWORD } from '../../../lab/demo/cast.ts';
import { BUSY } from '../../../lab/demo/stage.ts';
import { ROOT } from '../harness/host.ts';

export type Who = 'visitor' | 'contact' | 'mailbox' | 'operator';
/** Who plays them in the demo's world. */
export const NAMES: Readonly<Record<Exclude<Who, 'visitor'>, string>> = {
  contact: 'bjorn@privat.example',
  mailbox: 'anne@bergbygg.example',
  operator: 'vakt@fjord.example',
};
export interface Place {
  readonly who: readonly Who[];
  /** Where it is, when its address holds an id; null: the world has none. */
  readonly at?: (asker: Asker) => Promise<string | null>;
  /** The world need not have one. */
  readonly mayBeMissing?: true;
  /** What its first view may weigh where it is more than others may: packed script, in bytes. */
  readonly most?: number;
  /** Looked at in all three languages. */
  readonly isMain?: true;
}
/** Asks the API as one person. */
export interface Asker {
  readonly who: Who;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
}

const first =
  (path: string, list: string, key: string, page: string) =>
  async (asker: Asker): Promise<string | null> => {
    const answer = await asker.get<Record<string, readonly Record<string, string>[]>>(path);
    const found = answer[list]?.[0]?.[key];
    return found === undefined ? null : `${page}/${encodeURIComponent(found)}`;
  };
/** The message that waits at the host that has no time. */
async function waiting(asker: Asker): Promise<string | null> {
  const queue = await asker.get<{ lines: readonly { message: string }[] }>(`/console/queues/${BUSY}`);
  return queue.lines[0] === undefined ? null : `/console/queues/message/${queue.lines[0].message}`;
}
const subjectOf = (who: Who): string => (who === 'mailbox' ? NAMES.mailbox : 'bjorn@dalror.example');
/** The case of a diagnosis that is made now. */
async function newCase(asker: Asker): Promise<string> {
  const lines = await asker.post<string>('/diagnose', { subject: subjectOf(asker.who), symptom: 'send' });
  const last = JSON.parse(String(lines).trim().split('\n').at(-1) ?? '{}') as { result: { case: string } };
  return `/case/${last.result.case}`;
}

const ofMailbox =
  (page: string) =>
  async ({ who }: Asker): Promise<string> =>
    `/mailboxes/${subjectOf(who)}/${page}`;

interface MailFolder {
  readonly id: string;
  readonly role: string | null;
}
const foldersOf = async (asker: Asker): Promise<readonly MailFolder[]> =>
  (await asker.get<{ folders: readonly MailFolder[] }>('/mail/folders')).folders;
async function mailFolder(asker: Asker): Promise<string | null> {
  const sent = (await foldersOf(asker)).find(({ role }) => role === 'sent');
  return sent === undefined ? null : `/mail/${sent.id}`;
}
/** The newest message of the inbox. */
async function mailMessage(asker: Asker): Promise<string | null> {
  const inbox = (await foldersOf(asker)).find(({ role }) => role === 'inbox');
  if (inbox === undefined) return null;
  const { rows } = await asker.get<{ rows: readonly { id: string }[] }>(
    `/mail/folders/${inbox.id}/messages?from=0&count=1&view=conversations&filter=all`,
  );
  return rows[0] === undefined ? null : `/mail/${inbox.id}/${rows[0].id}`;
}

/** By route as web/src/routes has it, without groups. */
export const PLACES: Readonly<Record<string, Place>> = {
  '/': { who: ['visitor'] },
  '/sign-in': { who: ['visitor'], isMain: true },
  '/recover': { who: ['visitor'] },
  '/diagnose': { who: ['visitor', 'contact', 'mailbox', 'operator'], isMain: true },
  '/overview': { who: ['contact', 'mailbox'], isMain: true },
  '/domains': { who: ['contact'], isMain: true },
  '/domains/[domain]': { who: ['contact'], at: async () => '/domains/dalror.example', isMain: true },
  '/mailboxes': { most: 60_500, who: ['contact', 'mailbox'] },
  '/mailboxes/[address]': {
    who: ['contact', 'mailbox'],
    at: async ({ who }) => `/mailboxes/${subjectOf(who)}`,
    isMain: true,
  },
  '/mailboxes/[address]/compare': {
    who: ['contact', 'mailbox'],
    at: async ({ who }) => `/mailboxes/${subjectOf(who)}/compare`,
  },
  '/mailboxes/[address]/setup': { who: ['contact', 'mailbox'], at: ofMailbox('setup') },
  '/mailboxes/[address]/rules': { who: ['contact', 'mailbox'], at: ofMailbox('rules') },
  '/mailboxes/[address]/forwarding': { who: ['contact', 'mailbox'], at: ofMailbox('forwarding') },
  '/mailboxes/[address]/vacation': { who: ['contact', 'mailbox'], at: ofMailbox('vacation') },
  '/mailboxes/[address]/senders': { who: ['contact', 'mailbox'], at: ofMailbox('senders') },
  '/mail': { who: ['mailbox'], isMain: true },
  '/mail/[folder]': { who: ['mailbox'], at: mailFolder },
  '/mail/[folder]/[message]': { most: 82_500, who: ['mailbox'], at: mailMessage, isMain: true },
  '/mail/contacts': { who: ['mailbox'] },
  '/mail/outbox': { who: ['mailbox'] },
  '/mail/settings': { who: ['mailbox'] },
  '/mail/settings/identities': { who: ['mailbox'] },
  '/mail/settings/rules': { who: ['mailbox'] },
  '/mail/settings/forwarding': { who: ['mailbox'] },
  '/mail/settings/vacation': { who: ['mailbox'] },
  '/mail/settings/senders': { who: ['mailbox'] },
  '/blocks': { who: ['contact', 'mailbox'], isMain: true },
  '/blocks/[code]': { who: ['contact', 'mailbox'], at: first('/blocks', 'blocks', 'code', '/blocks') },
  '/invoices': { who: ['contact'], isMain: true },
  '/contacts': { who: ['contact'] },
  '/activity': { who: ['contact', 'mailbox'] },
  '/settings': { who: ['contact', 'mailbox', 'operator'] },
  '/settings/security': { who: ['contact', 'operator'] },
  '/start/operator': { who: ['visitor'] },
  '/mailboxes/new': { who: ['contact'] },
  '/mailboxes/removed': { who: ['contact'] },
  '/countries': { most: 61_000, who: ['contact', 'mailbox'] },
  '/countries/[address]': { who: ['contact', 'mailbox'], at: async ({ who }) => `/countries/${subjectOf(who)}` },
  '/explain': { who: ['visitor', 'contact', 'operator'] },
  '/explain/settings': { who: ['visitor', 'mailbox'] },
  '/watch': { who: ['mailbox'] },
  '/confirm': { who: ['visitor'] },
  '/forwarding': { who: ['visitor'] },
  '/invoices/[number]': { who: ['contact'], at: first('/invoices', 'invoices', 'number', '/invoices') },
  '/support/[id]': { who: ['contact'], at: first('/support', 'requests', 'id', '/support') },
  '/support': { who: ['contact', 'mailbox'] },
  '/console': { who: ['operator'], isMain: true },
  '/console/journal': { who: ['operator'] },
  '/console/queues': { who: ['operator'] },
  '/console/queues/[domain]': { who: ['operator'], at: async () => `/console/queues/${BUSY}` },
  '/console/queues/message/[id]': { who: ['operator'], at: waiting },
  '/console/stops': { who: ['operator'] },
  '/console/stops/[code]': { who: ['operator'], at: first('/console/stops', 'stops', 'code', '/console/stops') },
  '/console/stops/held/[message]': {
    who: ['operator'],
    at: first('/console/held', 'held', 'message', '/console/stops/held'),
  },
  '/console/stops/new': { who: ['operator'] },
  '/console/customers': { who: ['operator'] },
  '/console/customers/[id]': {
    most: 62_500,
    who: ['operator'],
    at: first('/console/customers', 'customers', 'id', '/console/customers'),
  },
  '/console/customers/new': { who: ['operator'] },
  '/console/operators': { who: ['operator'] },
  // Nothing shared is broken in the demo's world.
  '/console/incidents/[id]': {
    who: ['operator'],
    mayBeMissing: true,
    at: first('/console/incidents', 'incidents', 'id', '/console/incidents'),
  },
  '/console/policy/[plan]': { most: 60_500, who: ['operator'], at: async () => '/console/policy/standard' },
  '/console/policy': { who: ['operator'] },
  '/console/health': { who: ['operator'] },
  '/console/audit': { who: ['operator'] },
  '/console/incidents': { who: ['operator'] },
  '/console/cases/[id]': {
    most: 61_500,
    who: ['operator'],
    at: first('/console/cases?view=new', 'cases', 'id', '/console/cases'),
  },
  '/console/cases': { who: ['operator'] },
  '/console/feedback': { who: ['operator'] },
  '/case/[id]': { most: 71_500, who: ['contact', 'mailbox', 'operator'], at: newCase },
};

/** Routes of pages, as SvelteKit finds them. */
export function routes(): readonly string[] {
  const folder = join(ROOT, 'web/src/routes');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === '+page.svelte')
    .map((entry) => entry.parentPath.slice(folder.length).replaceAll(/\/\([^)]+\)/g, '') || '/')
    .sort();
}

/** Somebody signed in at the API; `cookie` is his session. */
export async function askerAs(base: string, who: Who): Promise<Asker & { readonly cookie: string }> {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', 'accept-language': 'nb' };
  let cookie = '';
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: { ...headers, cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    cookie = (answer.headers.get('set-cookie') ?? cookie).split(';')[0];
    const isJson = (answer.headers.get('content-type') ?? '').includes('application/json');
    return (isJson ? JSON.parse(text) : text) as T;
  };
  if (who !== 'visitor') await ask('POST', '/session', { name: NAMES[who], password: PASSWORD });
  return {
    who,
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    get cookie() {
      return cookie;
    },
  };
}

/** Articles of the help centre by slug. */
export const articles = (): readonly string[] =>
  readdirSync(join(ROOT, 'help/nb'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -3))
    .sort();
