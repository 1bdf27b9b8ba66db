/**
 * Applier that brings all wanted records of a domain into its zone at once: MX, SPF (foreign senders stay), DKIM, DMARC,
 * and what mail programs look for; one preview, one consent, one undo. The other appliers mend what one finding names. Called through registry.ts.
 */
import type { WantedRecord } from '#src/model/wanted-records.ts';
import { showDomain } from '../domains.ts';
import { addressesOf } from '#src/probes/dns.ts';
import type { Applier, FixDeps } from './applier.ts';
import { type Edit, planEdits } from './dns-plan.ts';
import { mxEdit, txtEdit } from './dns-records.ts';

const isText = ({ type }: WantedRecord): boolean => type === 'TXT';

/** A name for programs leads to us, unless somebody has put a machine of his own there. */
const aliasEdit = (deps: FixDeps, { name, value }: WantedRecord): Edit => ({
  name,
  type: 'CNAME',
  edit: async (now, ttlSeconds) => {
    const wanted = `${value}.`;
    if (now.some((record) => record.value.toLowerCase() === wanted)) return { kind: 'edit', remove: [], add: [] };
    const found = now.length > 0 ? [] : await addressesOf(deps.resolver, name);
    if (found === null || found.length > 0) return { kind: 'edit', remove: [], add: [] };
    return { kind: 'edit', remove: now, add: [{ name, type: 'CNAME', ttlSeconds, value: wanted }] };
  },
});

/** The whole set says what this host has: anything else sends programs elsewhere. */
const serviceEdit = ({ name, value }: WantedRecord): Edit => ({
  name,
  type: 'SRV',
  edit: (now, ttlSeconds) => {
    const wanted = value.endsWith('.') ? value : `${value}.`;
    const remove = now.filter((record) => record.value.toLowerCase() !== wanted);
    const isThere = remove.length < now.length;
    return { kind: 'edit', remove, add: isThere ? [] : [{ name, type: 'SRV', ttlSeconds, value: wanted }] };
  },
});

export const publishWantedFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const shown = await showDomain(deps, job.case.domain);
    if (!shown.ok) return shown;
    const { records } = shown.value;
    return await planEdits(deps, job, [
      mxEdit(deps, job, null),
      ...records.filter(isText).map(({ name, value }) => txtEdit(name, value)),
      ...records.filter(({ type }) => type === 'CNAME').map((one) => aliasEdit(deps, one)),
      ...records.filter(({ type }) => type === 'SRV').map(serviceEdit),
    ]);
  },
};
