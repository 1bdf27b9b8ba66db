/**
 * What happened with what is mine: changes from the audit log and sign-ins from the journal, the newest first, a page at a
 * time. What was written about a name before it was this customer's is not his to read. Called by the API.
 */
import { ACTIVITY_KINDS, type ActivityGroup, actionsOf, groupOf } from '#src/model/activity-kind.ts';
import type { AuditEntry } from '#src/model/audit.ts';
import type { Person } from '#src/model/person.ts';
import { clientOf } from '#src/probes/familiar.ts';
import { aliasesOf } from '#src/store/aliases.ts';
import { auditLike, auditOf } from '#src/store/audit.ts';
import { contactsOf } from '#src/store/customers.ts';
import { listInvoices } from '#src/store/invoices.ts';
import type { App } from '../app.ts';
import { type Estate, estateOf } from './ownership.ts';
import { removedMailboxes } from './removed.ts';

export interface Happened {
  readonly at: number;
  readonly kind: 'change' | 'sign-in';
  readonly group: ActivityGroup | 'other';
  /** `mailbox.password`, `sign-in.ok`, `sign-in.wrong-password` … */
  readonly what: string;
  readonly subject: string;
  readonly by: string | null;
  /** `person`: somebody of the same customer. `host`: support, or the program itself. */
  readonly byWhom: 'you' | 'person' | 'host';
  readonly remoteAddress: string | null;
  readonly country: string | null;
  readonly program: string | null;
  /** What it was about, where the subject alone does not tell: a contact, a name, an alias. */
  readonly detail: string | null;
}
export interface ActivityWanted {
  readonly limit: number;
  readonly before?: number | undefined;
  readonly group?: ActivityGroup | undefined;
  /** One mailbox or domain of his. */
  readonly subject?: string | undefined;
}
type Deps = Pick<App, 'db' | 'billing'>;
const MOST_SUBJECTS = 2000;
const SUBJECTS_AT_ONCE = 400;
const MOST_MAILBOXES = 200;
const MOST_INVOICES = 500;
const MOST_DOMAINS = 50;

export async function activityOf(deps: Deps, person: Person, wanted: ActivityWanted): Promise<readonly Happened[]> {
  if (person.kind === 'operator')
    return (await auditOf(deps.db.sql, null, wanted.limit)).map((entry) => changed(entry, person, new Set()));
  const estate = await estateOf(deps, person);
  const since = await subjectsOf(deps, person, estate);
  const contacts = person.kind === 'contact' ? await contactsOf(deps.db.sql, person.customer) : [];
  const names = new Set([...estate.mailboxes.map(({ address }) => address), ...contacts.map(({ address }) => address)]);
  const isMeant = (subject: string): boolean =>
    wanted.subject === undefined || subject === wanted.subject.toLowerCase();
  const meant = new Map([...since].filter(([subject]) => isMeant(subject)));
  const changes = wanted.group === 'sign-in' ? [] : await changesOf(deps, meant, wanted);
  const mailboxes = estate.mailboxes.filter(({ address }) => isMeant(address)).slice(0, MOST_MAILBOXES);
  const signIns =
    wanted.group === undefined || wanted.group === 'sign-in' ? await signInsOf(deps, mailboxes, wanted) : [];
  return [...changes.map((entry) => changed(entry, person, names)), ...signIns]
    .toSorted((a, b) => b.at - a.at)
    .slice(0, wanted.limit);
}

/** What is his by name, and since when. */
async function subjectsOf(deps: Deps, person: Person, estate: Estate): Promise<ReadonlyMap<string, number>> {
  const since = new Map<string, number>();
  for (const { name, createdAt } of estate.domains) since.set(name, createdAt);
  for (const { address, createdAt, domain } of estate.mailboxes) {
    const domainSince = estate.domains.find(({ id }) => id === domain)?.createdAt;
    since.set(address, Math.max(createdAt, domainSince ?? 0));
  }
  if (person.kind !== 'contact') return since;
  since.set(person.customer, 0);
  for (const domain of estate.domains.slice(0, MOST_DOMAINS)) {
    for (const { address } of await aliasesOf(deps.db.sql, domain.id)) since.set(address, domain.createdAt);
    for (const { address } of await removedMailboxes(deps, domain)) since.set(address, domain.createdAt);
  }
  for (const { number } of await listInvoices(deps.db.sql, person.customer, MOST_INVOICES)) since.set(number, 0);
  return since;
}

const SHOWN = Object.keys(ACTIVITY_KINDS).filter((action) => groupOf(action) !== 'host');

/** So many pages of the log are read for one of ours, when most of it was before the name was his. */
const MOST_PAGES = 5;
async function changesOf(
  { db }: Deps,
  since: ReadonlyMap<string, number>,
  { limit, before, group }: ActivityWanted,
): Promise<readonly AuditEntry[]> {
  const actions = group === undefined ? SHOWN : actionsOf(group);
  const names = [...since.keys()].slice(0, MOST_SUBJECTS);
  const found: AuditEntry[] = [];
  for (let first = 0; first < names.length; first += SUBJECTS_AT_ONCE) {
    const subjects = names.slice(first, first + SUBJECTS_AT_ONCE);
    let older = before;
    for (let page = 0, mine = 0; page < MOST_PAGES && mine < limit; page += 1) {
      const entries = await auditLike(db.sql, {
        subjects,
        actions,
        limit,
        ...(older === undefined ? {} : { before: older }),
      });
      const own = entries.filter(({ subject, at }) => at >= (since.get(subject) ?? 0));
      found.push(...own);
      mine += own.length;
      older = entries.at(-1)?.at;
      if (entries.length < limit) break;
    }
  }
  return found;
}

const textIn = (data: AuditEntry['before'], name: string): string | null => {
  const value = data?.[name];
  return typeof value === 'string' ? value : null;
};
/** The part of an entry that says which: never more than its owner could see elsewhere. */
function detailOf({ action, before, after }: AuditEntry): string | null {
  const [topic] = action.split('.');
  if (action === 'domain.gone') return textIn(after, 'domain');
  if (topic === 'contact') return textIn(after, 'contact') ?? textIn(before, 'contact');
  if (topic === 'app-password') return textIn(after, 'name') ?? textIn(before, 'name');
  return null;
}

function changed(entry: AuditEntry, person: Person, names: ReadonlySet<string>): Happened {
  const { at, action, subject, actor } = entry;
  const group = groupOf(action);
  const isYou = actor === person.name || (person.kind === 'contact' && actor === `customer ${person.customer}`);
  return {
    at,
    kind: 'change',
    group: group === 'host' ? 'other' : group,
    what: action,
    subject,
    by: actor,
    byWhom: isYou ? 'you' : names.has(actor) ? 'person' : 'host',
    remoteAddress: null,
    country: null,
    program: null,
    detail: detailOf(entry),
  };
}

async function signInsOf(
  { billing }: Deps,
  mailboxes: readonly { readonly id: string; readonly address: string }[],
  { limit, before }: ActivityWanted,
): Promise<readonly Happened[]> {
  const lists = await Promise.all(
    mailboxes.map(async ({ id, address }) => {
      const events = await billing.journal.query({
        mailbox: id,
        kinds: ['sign-in'],
        limit,
        ...(before === undefined ? {} : { until: before }),
      });
      return events.flatMap((event) =>
        event.kind !== 'sign-in' || (before !== undefined && event.lastAt >= before)
          ? []
          : [
              {
                at: event.lastAt,
                kind: 'sign-in' as const,
                group: 'sign-in' as const,
                what: `sign-in.${event.outcome}`,
                subject: address,
                by: event.appPassword ?? null,
                byWhom: 'person' as const,
                remoteAddress: event.connection.remoteAddress,
                country: event.connection.country ?? null,
                program: clientOf(event),
                detail: null,
              },
            ],
      );
    }),
  );
  return lists.flat();
}
