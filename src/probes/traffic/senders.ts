/**
 * Whose outgoing mail a subject is: its mailbox, the alias it is, or all mailboxes and aliases of its domain; and whether an
 * address leads back to such a mailbox. Reads the control database. Used by the probes beside; judges nothing.
 */
import { aliasesOf } from '#src/store/aliases.ts';
import { domainByName } from '#src/store/domains.ts';
import { mailboxesOf } from '#src/store/mailboxes.ts';
import type { GroupDeps, ProbeContext } from '../group.ts';

/** Of a large domain the first ones are looked at: the journal is asked by names, and takes so many. */
const MOST = 60;
/** Aliases that lead to aliases are followed so far. */
const MOST_STEPS = 5;

export interface Senders {
  readonly mailboxes: readonly string[];
  /** Addresses of these mailboxes. What their owners pass on goes through them, as through an alias. */
  readonly names: readonly string[];
  readonly aliases: readonly string[];
  /** Does mail to `address` come to this mailbox? null = could not be told. */
  reaches(address: string, mailbox: string | undefined): Promise<boolean | null>;
}

const withoutDetail = (address: string): string => address.replace(/^([^+@]+)\+[^@]*@/, '$1@');

/** Null for a subject that sends nothing here. */
export async function sendersOf(deps: Pick<GroupDeps, 'db' | 'state'>, context: ProbeContext): Promise<Senders | null> {
  const { sql } = deps.db;
  const { subject, found, mailbox } = context;
  const reaches: Senders['reaches'] = async (address, wanted) => {
    if (address === '' || wanted === undefined) return address === '' ? false : null;
    return await leadsTo(deps, [address], wanted, MOST_STEPS);
  };
  if (subject.address !== undefined) {
    if (mailbox !== null) return { mailboxes: [mailbox], names: [subject.address], aliases: [], reaches };
    return found?.kind === 'alias' ? { mailboxes: [], names: [], aliases: [subject.address], reaches } : null;
  }
  const domain = await domainByName(sql, subject.domain);
  if (domain === null) return null;
  const mailboxes = (await mailboxesOf(sql, domain.id)).slice(0, MOST);
  const aliases = (await aliasesOf(sql, domain.id)).slice(0, Math.max(0, MOST - mailboxes.length));
  return {
    mailboxes: mailboxes.map(({ id }) => id),
    names: mailboxes.map(({ address }) => address),
    aliases: aliases.map(({ address }) => address),
    reaches,
  };
}

async function leadsTo(
  deps: Pick<GroupDeps, 'state' | 'db'>,
  addresses: readonly string[],
  mailbox: string,
  steps: number,
): Promise<boolean> {
  for (const address of addresses.slice(0, MOST)) {
    for (const name of new Set([address, withoutDetail(address)])) {
      const found = await deps.state.address(name);
      if (found.kind === 'mailbox' && found.id === mailbox) return true;
      if (found.kind === 'alias' && steps > 0 && (await leadsTo(deps, found.targets, mailbox, steps - 1))) return true;
    }
  }
  return false;
}
