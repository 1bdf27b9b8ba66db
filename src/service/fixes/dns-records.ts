/**
 * Appliers for DNS records: MX, SPF (foreign senders stay), DKIM, DMARC. A mail host elsewhere goes only when the person names
 * it; what cannot be read is left alone. Called by the engine of fixes through registry.ts.
 */
import { stsId } from '#src/protocol/mta-sts/policy.ts';
import { mergeSpf } from '#src/protocol/spf/merge.ts';
import type { ZoneRecord } from '#src/net/dns-write/writer.ts';
import { intendedMx, domainByName, setIntendedMx } from '#src/store/domains.ts';
import { addressesOf } from '#src/probes/dns.ts';
import { change } from '../change.ts';
import { done, refused } from '../outcome.ts';
import { type Applier, type FixDeps, type Job, listArg, textArg } from './applier.ts';
import { type Edit, type Edited, planEdits, textOf, txtRecord } from './dns-plan.ts';

const hostOf = (record: ZoneRecord): string => (record.value.split(/\s+/)[1] ?? '').toLowerCase().replace(/\.$/, '');

/** Which of these MX hosts are somebody's working mail host that nobody here knows. */
async function foreignAmong(
  deps: FixDeps,
  domain: string,
  hosts: readonly string[],
): Promise<readonly string[] | null> {
  const ours = await addressesOf(deps.resolver, deps.hostname);
  const intended = await intendedMx(deps.db.sql, domain);
  const foreign: string[] = [];
  for (const host of hosts) {
    if (host === '' || host === deps.hostname || intended.includes(host)) continue;
    const found = await addressesOf(deps.resolver, host);
    if (found === null || ours === null) return null;
    if (found.length > 0 && !found.some((address) => ours.includes(address))) foreign.push(host);
  }
  return foreign;
}
/** Leads to us or is wanted: stays where it is. */
async function staying(deps: FixDeps, domain: string, host: string): Promise<boolean> {
  if (host === deps.hostname || (await intendedMx(deps.db.sql, domain)).includes(host)) return true;
  const [ours, found] = await Promise.all([
    addressesOf(deps.resolver, deps.hostname),
    addressesOf(deps.resolver, host),
  ]);
  return host !== '' && (found ?? []).some((address) => (ours ?? []).includes(address));
}

/** MX to us; `only`: no other host may go. */
export const mxEdit = (deps: FixDeps, job: Job, only: readonly string[] | null): Edit => ({
  name: job.case.domain,
  type: 'MX',
  edit: async (now, ttlSeconds): Promise<Edited> => {
    const { domain } = job.case;
    const asked = now.map(hostOf).filter((host) => only === null || only.includes(host));
    const foreign = await foreignAmong(deps, domain, asked);
    if (foreign === null) return { kind: 'ask', question: 'remove-foreign-mx', names: asked };
    const unnamed = foreign.filter((host) => job.answers.remove?.includes(host) !== true);
    if (unnamed.length > 0) return { kind: 'ask', question: 'remove-foreign-mx', names: unnamed };
    const remove: ZoneRecord[] = [];
    for (const record of now)
      if (asked.includes(hostOf(record)) && !(await staying(deps, domain, hostOf(record)))) remove.push(record);
    const kept = now.filter((record) => !remove.includes(record));
    const leads = (await Promise.all(kept.map((record) => staying(deps, domain, hostOf(record))))).some(Boolean);
    const add = leads ? [] : [{ name: domain, type: 'MX', ttlSeconds, value: `10 ${deps.hostname}.` } as const];
    return { kind: 'edit', remove, add };
  },
});

/** MX to us: what is dead or says "no mail" goes, what leads to us or is wanted stays, what is foreign has to be named. */
export const replaceMxFix: Applier = {
  who: ['customer'],
  plan: (deps, job) => planEdits(deps, job, [mxEdit(deps, job, null)]),
};
/** Only the hosts that the finding names go. */
export const removeForeignMxFix: Applier = {
  who: ['customer'],
  plan: (deps, job) => planEdits(deps, job, [mxEdit(deps, job, listArg(job, 'hosts'))]),
};

/** The owner says that these hosts belong there: remembered, and not called wrong again. DNS stays as it is. */
export const keepForeignMxFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const { domain } = job.case;
    const hosts = listArg(job, 'hosts');
    if ((await domainByName(deps.db.sql, domain)) === null || hosts.length === 0)
      return refused('fixOutOfReach', { fix: job.fix.id });
    const before = await intendedMx(deps.db.sql, domain);
    const after = [...new Set([...before, ...hosts])].sort();
    const proving = { kind: 'diagnosis' } as const;
    if (after.length === before.length) return done({ kind: 'already', proving });
    return done({
      kind: 'change',
      changes: [{ kind: 'intended-mx', object: domain, before: before.join(' ') || null, after: after.join(' ') }],
      undo: {
        kind: 'rows',
        scopes: [{ table: 'domains', column: 'name', value: domain, key: 'id', columns: ['mx_intended'] }],
      },
      proving,
      run: () =>
        change({ ...deps, actor: job.actor }, async (tx, audit) => {
          await setIntendedMx(tx, domain, after);
          await audit('domain.mx-intended', domain, { hosts: before }, { hosts: after });
          return done({});
        }),
    });
  },
};

/** Our SPF terms without the version and the end: what a merge adds to what is there. */
const termsOf = (value: string): readonly string[] =>
  value.split(/\s+/).filter((term) => term !== '' && !/^v=spf1$|^[+\-~?]?all$/i.test(term));

function editSpf(name: string, wanted: string) {
  return (now: readonly ZoneRecord[], ttlSeconds: number): Edited => {
    const old = now.filter((record) => /^v=spf1(\s|$)/i.test(textOf(record)));
    const merged = mergeSpf(old.map(textOf), termsOf(wanted));
    if (merged.kind === 'unclear') return { kind: 'ask', question: 'unclear-spf', names: merged.terms };
    if (!merged.changed) return { kind: 'edit', remove: [], add: [] };
    return { kind: 'edit', remove: old, add: [txtRecord(name, merged.value, ttlSeconds)] };
  };
}

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join('\n') === [...b].sort().join('\n');

/** A record of which one of its kind may stand at the name: DKIM at our selector, DMARC. Other texts at the name stay. */
function editSingle(
  name: string,
  wanted: string,
  isSame: (text: string) => boolean,
  isOurs: (old: readonly string[]) => boolean,
) {
  return (now: readonly ZoneRecord[], ttlSeconds: number): Edited => {
    const old = now.filter((record) => isSame(textOf(record)));
    const found = old.map(textOf);
    // Somebody wrote one meanwhile: it is theirs, unless the name is ours alone. One more beside it would undo both.
    if (found.length > 0 && (!isOurs(found) || sameTexts(found, [wanted])))
      return { kind: 'edit', remove: [], add: [] };
    return { kind: 'edit', remove: old, add: [txtRecord(name, wanted, ttlSeconds)] };
  };
}

export function txtEdit(name: string, wanted: string): Edit {
  const isSpf = /^v=spf1(\s|$)/i.test(wanted);
  const isDkim = name.includes('._domainkey.');
  const isDmarc = name.startsWith('_dmarc.');
  const isPacc = name.startsWith('_ua-auto-config.');
  const isSts = name.startsWith('_mta-sts.');
  const versioned = isPacc ? 'v=uaac1' : isSts ? 'v=stsv1' : null;
  // A digest is that of our document; an id of a policy is whoever's wrote it, where senders can read it (RFC 8461 §3.1).
  const isOurs = (old: readonly string[]): boolean =>
    isDkim || isPacc || (isSts && (old.length > 1 || old.some((text) => stsId(text) === null)));
  const edit = isSpf
    ? editSpf(name, wanted)
    : editSingle(
        name,
        wanted,
        (text) =>
          isDkim
            ? /(^|;)\s*(v=DKIM1|p=)/i.test(text)
            : isDmarc
              ? /^v=DMARC1/i.test(text)
              : versioned !== null
                ? text.toLowerCase().startsWith(versioned)
                : text === wanted,
        isOurs,
      );
  return { name, type: 'TXT', edit };
}

/**
 * The finding's finished value in the place of what it found. When the zone has moved on since: SPF is merged anew with what
 * is there now, and anything else is left to a new diagnosis.
 */
export const replaceTxtFix: Applier = {
  who: ['customer'],
  plan: (deps, job) => {
    const name = textArg(job, 'name');
    const value = textArg(job, 'value');
    const found = listArg(job, 'found');
    const { domain } = job.case;
    if (name !== domain && !name.endsWith(`.${domain}`))
      return Promise.resolve(refused('fixOutOfReach', { fix: job.fix.id }));
    const edit: Edit['edit'] = (now, ttlSeconds) => {
      const isSpf = /^v=spf1(\s|$)/i.test(value);
      const old = now.filter((record) => found.includes(textOf(record)));
      const others = now.filter(
        (record) => !old.includes(record) && (isSpf ? /^v=spf1(\s|$)/i.test(textOf(record)) : textOf(record) === value),
      );
      if (isSpf && others.length > 0) {
        const theirs = found.flatMap((text) => text.split(/\s+/));
        const ours = termsOf(value).filter((term) => !theirs.includes(term));
        return editSpf(name, ['v=spf1', ...ours].join(' '))(now, ttlSeconds);
      }
      if (sameTexts(old.map(textOf), [value]) || (old.length === 0 && others.length > 0))
        return { kind: 'edit', remove: [], add: [] };
      if (old.length === 0 && found.length > 0) return { kind: 'edit', remove: [], add: [] };
      return { kind: 'edit', remove: old, add: others.length > 0 ? [] : [txtRecord(name, value, ttlSeconds)] };
    };
    return planEdits(deps, job, [{ name, type: 'TXT', edit }]);
  },
};

/** MX by the names that the aliases stand for, each with its preference. */
export const nameInsteadOfAliasFix: Applier = {
  who: ['customer'],
  plan: (deps, job) => {
    const names = listArg(job, 'names');
    const meant = new Map(listArg(job, 'hosts').map((host, index) => [host, names[index] ?? names[0]]));
    const edit: Edit['edit'] = (now, ttlSeconds) => {
      const remove = now.filter((record) => meant.has(hostOf(record)));
      const kept = new Set(now.filter((record) => !remove.includes(record)).map(hostOf));
      const add = remove.flatMap((record): ZoneRecord[] => {
        const host = meant.get(hostOf(record));
        if (host === undefined || kept.has(host)) return [];
        kept.add(host);
        return [{ name: record.name, type: 'MX', ttlSeconds, value: `${record.value.split(/\s+/)[0]} ${host}.` }];
      });
      return { kind: 'edit', remove, add };
    };
    return planEdits(deps, job, [{ name: job.case.domain, type: 'MX', edit }]);
  },
};

/** A mail name that programs still use leads here again. Only where nothing else stands at the name. */
export const restoreMailNameFix: Applier = {
  who: ['customer'],
  plan: (deps, job) => {
    const hosts = listArg(job, 'hosts').filter((host) => host.endsWith(`.${job.case.domain}`));
    if (hosts.length === 0) return Promise.resolve(refused('fixOutOfReach', { fix: job.fix.id }));
    const edits = hosts.map((name): Edit => ({
      name,
      type: 'CNAME',
      edit: async (now, ttlSeconds) => {
        // An alias can stand beside nothing else; a name that leads somewhere again is left alone.
        const found = now.length > 0 ? [] : await addressesOf(deps.resolver, name);
        if (now.length > 0 || found === null || found.length > 0) return { kind: 'edit', remove: [], add: [] };
        return { kind: 'edit', remove: [], add: [{ name, type: 'CNAME', ttlSeconds, value: `${deps.hostname}.` }] };
      },
    }));
    return planEdits(deps, job, edits);
  },
};

export const publishTxtFix: Applier = {
  who: ['customer'],
  plan: (deps, job) => {
    const name = textArg(job, 'name');
    const { domain } = job.case;
    // The finding's own record, below the domain that the case is about.
    if (name !== domain && !name.endsWith(`.${domain}`))
      return Promise.resolve(refused('fixOutOfReach', { fix: job.fix.id }));
    return planEdits(deps, job, [txtEdit(name, textArg(job, 'value'))]);
  },
};
