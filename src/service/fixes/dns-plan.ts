/**
 * From wanted edits of record sets to a plan: read what is there from whoever has the zone, say the exact difference, write
 * it with the condition that nothing moved meanwhile. A zone that we may not write becomes records and a letter. Called by
 * dns-records.ts; it never touches a record that no edit names.
 */
import { txtText, txtValue } from '#src/protocol/dns/presentation.ts';
import type { Change } from '#src/model/change.ts';
import type { RecordSet, ZoneRecord } from '#src/net/dns-write/writer.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import { domainByName } from '#src/store/domains.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { FixDeps, Job, Plan, Question } from './applier.ts';

/** What an edit says of one set: which records go, which come; or a question to the person. */
export type Edited =
  | { readonly kind: 'edit'; readonly remove: readonly ZoneRecord[]; readonly add: readonly ZoneRecord[] }
  | { readonly kind: 'ask'; readonly question: Question; readonly names: readonly string[] };
export interface Edit extends RecordSet {
  edit(now: readonly ZoneRecord[], ttlSeconds: number): Promise<Edited> | Edited;
}

const TTL_SECONDS = 3600;
const MOST_TTL_SECONDS = 86_400;

function presented(type: RecordSet['type'], data: string, number: number): string {
  switch (type) {
    case 'MX':
      return `${number} ${data}.`;
    case 'TXT':
      return txtValue(data);
    case 'CNAME':
      return `${data}.`;
    case 'SRV':
      return data.endsWith('.') ? data : `${data}.`;
    case 'A':
    case 'AAAA':
      return data;
  }
}

/** As the world sees it; for zones that are not ours to write. Null when DNS did not answer. */
async function seenRecords(resolver: DnsResolver, { name, type }: RecordSet): Promise<readonly ZoneRecord[] | null> {
  const answer = await resolver.query(name, type);
  if (answer.kind === 'failed') return null;
  if (answer.kind !== 'records') return [];
  return answer.records.map(({ data, number, ttlSeconds }) => ({
    name,
    type,
    ttlSeconds,
    value: presented(type, data, number),
  }));
}

const line = ({ ttlSeconds, value }: ZoneRecord): string => `${ttlSeconds} ${value}`;
const changesOf = (remove: readonly ZoneRecord[], add: readonly ZoneRecord[]): readonly Change[] => [
  ...remove.map((one): Change => ({
    kind: 'dns-record',
    object: `${one.name} ${one.type}`,
    before: line(one),
    after: null,
  })),
  ...add.map((one): Change => ({
    kind: 'dns-record',
    object: `${one.name} ${one.type}`,
    before: null,
    after: line(one),
  })),
];

/** How long a resolver may keep what it heard before: the old records' TTL, or that of "not there" (RFC 2308 §5). */
async function oldTtl(deps: FixDeps, domain: string, sets: readonly (readonly ZoneRecord[])[]): Promise<number> {
  const old = sets.flatMap((records) => records.map((one) => one.ttlSeconds));
  if (sets.every((records) => records.length > 0)) return Math.min(MOST_TTL_SECONDS, Math.max(...old));
  const soa = await deps.resolver.query(domain, 'SOA');
  const negative = soa.kind === 'records' ? Math.min(soa.records[0].number, soa.ttlSeconds) : TTL_SECONDS;
  return Math.min(MOST_TTL_SECONDS, Math.max(negative, ...old));
}

/** Plans these edits of one domain. */
export async function planEdits(deps: FixDeps, job: Job, edits: readonly Edit[]): Promise<Outcome<Plan>> {
  const { domain } = job.case;
  // Who has not shown that the domain is his does not have it written, be the zone on our own servers or not.
  const isWaiting = (await domainByName(deps.db.sql, domain))?.state === 'waiting';
  const found = isWaiting ? null : deps.writers(domain);
  const read = found === null ? null : await found.read(edits);
  // A server that we may write to but that has not this zone: then the zone is elsewhere.
  const isElsewhere = read === null || (read.kind === 'trouble' && read.why === 'no-zone');
  if (read?.kind === 'trouble' && !isElsewhere) return refused('dnsTrouble', { domain, why: read.why });
  const [writer, view] = isElsewhere || read.kind === 'trouble' ? [null, null] : [found, read];
  const remove: ZoneRecord[] = [];
  const add: ZoneRecord[] = [];
  const expect: { readonly set: RecordSet; readonly now: readonly ZoneRecord[] }[] = [];
  for (const one of edits) {
    const set = { name: one.name, type: one.type };
    const now =
      view === null
        ? await seenRecords(deps.resolver, set)
        : view.value.records.filter((record) => record.name === set.name && record.type === set.type);
    if (now === null) return refused('dnsTrouble', { domain, why: 'failed' });
    const edited = await one.edit(now, now[0]?.ttlSeconds ?? TTL_SECONDS);
    if (edited.kind === 'ask') return done(edited);
    remove.push(...edited.remove);
    add.push(...edited.add);
    expect.push({ set, now });
  }
  const rcpt = edits.some((one) => one.type === 'MX');
  const proving = {
    kind: 'dns',
    add,
    remove,
    oldTtlSeconds: await oldTtl(
      deps,
      domain,
      expect.map(({ now }) => now),
    ),
    rcpt,
  } as const;
  if (remove.length === 0 && add.length === 0) return done({ kind: 'already', proving });
  if (writer === null || view === null) return done({ kind: 'elsewhere', domain, remove, add });
  const { zone } = view.value;
  const values = (records: readonly ZoneRecord[]): readonly string[] => records.map((record) => record.value);
  const later = ({ set, now }: (typeof expect)[number]): readonly string[] => [
    ...values(now).filter(
      (value) => !remove.some((one) => one.name === set.name && one.type === set.type && one.value === value),
    ),
    ...values(add.filter((one) => one.name === set.name && one.type === set.type)),
  ];
  return done({
    kind: 'change',
    changes: changesOf(remove, add),
    undo: {
      kind: 'dns',
      domain,
      zone,
      back: { expect: expect.map((one) => ({ ...one.set, values: later(one) })), remove: add, add: remove },
    },
    proving,
    run: async () => {
      const changed = await writer.change(zone, {
        expect: expect.map(({ set, now }) => ({ ...set, values: values(now) })),
        remove,
        add,
      });
      if (changed.kind === 'changed') return done({});
      return changed.kind === 'raced'
        ? refused('changedSince', { object: domain })
        : refused('dnsTrouble', { domain, why: changed.why });
    },
  });
}

/** The text of a TXT record, its strings joined. */
export const textOf = (record: ZoneRecord): string => txtText(record.value) ?? '';
export const txtRecord = (name: string, text: string, ttlSeconds: number): ZoneRecord => ({
  name,
  type: 'TXT',
  ttlSeconds,
  value: txtValue(text),
});
