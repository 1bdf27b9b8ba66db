/**
 * What a domain's owner would have to say in CAA so that the names of his domain can get their certificates: beside the records
 * that a domain should have, for `domain show` and the domain's page. Never written by us: who may issue is his to say.
 */
import type { RecordState } from '../diagnosis.ts';
import { SETUP_LABELS } from '../setup/offers.ts';
import type { CertificateKeeper } from './keeper.ts';

export interface CaaRecordState extends Omit<RecordState, 'type' | 'state'> {
  readonly type: 'CAA';
  readonly state: 'wrong';
}

/** One for each record that is wanted; none where nothing is forbidden, or where only the host's own DNS forbids it. */
export function wantedCaa(
  certificates: Pick<CertificateKeeper, 'last'> | null,
  domain: string,
): readonly CaaRecordState[] {
  const found = new Map<string, CaaRecordState>();
  for (const { name, trouble } of certificates?.last() ?? []) {
    const label = SETUP_LABELS.find((one) => name === `${one}.${domain}`);
    const caa = trouble?.caa;
    // An alias leads to a name that has its own: that is not this owner's.
    const isHis = caa !== undefined && (name === caa.at || name.endsWith(`.${caa.at}`));
    if (label === undefined || !isHis || caa.wanted === null) continue;
    const purpose = label === 'mta-sts' ? 'sts' : 'setup';
    const record = {
      name: caa.at,
      type: 'CAA',
      value: caa.wanted,
      purpose,
      state: 'wrong',
      found: caa.records,
    } as const;
    const key = `${caa.at} ${caa.wanted}`;
    // The same record helps all of them; it is told where it matters most.
    if (!found.has(key) || purpose === 'sts') found.set(key, record);
  }
  return [...found.values()];
}
