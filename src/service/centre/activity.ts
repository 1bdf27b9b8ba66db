/**
 * What happened with what is mine: changes from the audit log and sign-ins from the journal, the newest first. What was
 * written about a name before it was this customer's is not his to read. Called by the API.
 */
import type { AuditEntry } from '#src/model/audit.ts';
import type { Person } from '#src/model/person.ts';
import { clientOf } from '#src/probes/familiar.ts';
import { auditOf } from '#src/store/audit.ts';
import type { App } from '../app.ts';
import { estateOf } from './ownership.ts';

export interface Happened {
  readonly at: number;
  readonly kind: 'change' | 'sign-in';
  /** `mailbox.password`, `sign-in.ok`, `sign-in.wrong-password` … */
  readonly what: string;
  readonly subject: string;
  readonly by: string | null;
  readonly remoteAddress: string | null;
  readonly country: string | null;
  readonly program: string | null;
}
type Deps = Pick<App, 'db' | 'billing'>;
const MOST_EACH = 100;
const MOST_SUBJECTS = 400;
const MOST_MAILBOXES = 60;

export async function activityOf(deps: Deps, person: Person, limit: number): Promise<readonly Happened[]> {
  const estate = await estateOf(deps, person);
  const since = new Map<string, number>();
  for (const { name, createdAt } of estate.domains) since.set(name, createdAt);
  for (const { address, createdAt, domain } of estate.mailboxes) {
    const domainSince = estate.domains.find(({ id }) => id === domain)?.createdAt;
    since.set(address, Math.max(createdAt, domainSince ?? 0));
  }
  if (person.kind === 'contact') since.set(person.customer, 0);
  const changes: AuditEntry[] = [];
  if (person.kind === 'operator') changes.push(...(await auditOf(deps.db.sql, null, limit)));
  else
    for (const [subject, from] of [...since].slice(0, MOST_SUBJECTS))
      changes.push(...(await auditOf(deps.db.sql, subject, MOST_EACH)).filter(({ at }) => at >= from));
  const signIns = person.kind === 'operator' ? [] : await signInsOf(deps, estate.mailboxes.slice(0, MOST_MAILBOXES));
  return [...changes.map(changed), ...signIns].toSorted((a, b) => b.at - a.at).slice(0, limit);
}

const changed = ({ at, action, subject, actor }: AuditEntry): Happened => ({
  at,
  kind: 'change',
  what: action,
  subject,
  by: actor,
  remoteAddress: null,
  country: null,
  program: null,
});

async function signInsOf(
  { billing }: Deps,
  mailboxes: readonly { readonly id: string; readonly address: string }[],
): Promise<readonly Happened[]> {
  const lists = await Promise.all(
    mailboxes.map(async ({ id, address }) =>
      (await billing.journal.query({ mailbox: id, kinds: ['sign-in'], limit: MOST_EACH })).flatMap((event) =>
        event.kind !== 'sign-in'
          ? []
          : [
              {
                at: event.lastAt,
                kind: 'sign-in' as const,
                what: `sign-in.${event.outcome}`,
                subject: address,
                by: event.appPassword ?? null,
                remoteAddress: event.connection.remoteAddress,
                country: event.connection.country ?? null,
                program: clientOf(event),
              },
            ],
      ),
    ),
  );
  return lists.flat();
}
