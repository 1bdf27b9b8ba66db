/**
 * Applier that brings all wanted records of a domain into its zone at once: MX, SPF (foreign senders stay), DKIM, DMARC; one
 * preview, one consent, one undo. The other appliers mend what one finding names. Called through registry.ts.
 */
import type { WantedRecord } from '#src/model/wanted-records.ts';
import { showDomain } from '../domains.ts';
import type { Applier } from './applier.ts';
import { planEdits } from './dns-plan.ts';
import { mxEdit, txtEdit } from './dns-records.ts';

const isText = ({ type }: WantedRecord): boolean => type === 'TXT';

export const publishWantedFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const shown = await showDomain(deps, job.case.domain);
    if (!shown.ok) return shown;
    const texts = shown.value.records.filter(isText);
    return await planEdits(deps, job, [
      mxEdit(deps, job, null),
      ...texts.map(({ name, value }) => txtEdit(name, value)),
    ]);
  },
};
