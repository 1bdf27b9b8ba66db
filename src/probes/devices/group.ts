/**
 * Probes of what devices did: accounts, client settings, networks: which run for a subject, and when. Made in
 * service/probe-groups.ts; judges nothing.
 */
import type { Observations, ProbeId } from '#src/diagnosis/observations.ts';
import { gatherFamiliar } from '../familiar.ts';
import type { GroupDeps, ProbeContext, ProbeGroup } from '../group.ts';
import { runProbe, type Untold } from '../run-probe.ts';
import { lookAtAccount, lookAtFolders, lookAtForward, lookAtForwardsGone, lookAtStore } from './account.ts';
import { lookAtCertificate } from './certificate.ts';
import { lookAtChanges } from './changes.ts';
import { lookAtCountries } from './countries.ts';
import { lookAtPlaces } from './places.ts';
import { lookAtMechanisms } from './sign-in-ways.ts';

const STATE_MS = 2000;
const JOURNAL_MS = 3000;

export const createDevicesProbes = (deps: GroupDeps): ProbeGroup => ({
  name: 'devices',
  run: async (context) => {
    const run = async <P extends ProbeId>(
      probe: P,
      limitMs: number,
      look: () => Promise<Observations[P] | Untold>,
    ): Promise<void> => context.keep(await runProbe(probe, deps.clock, limitMs, look));
    const { subject, found, ours } = context;
    if (!ours) return;
    const { address } = subject;
    if (address === undefined)
      return await run('state.forwards-gone', STATE_MS, () => lookAtForwardsGone(deps, subject.domain));
    if (found?.kind === 'alias')
      return await run('state.forward', STATE_MS, () => lookAtForward(deps, address, found.targets));
    if (found?.kind === 'mailbox') await Promise.all(mailboxProbes(deps, context, address, found, run));
  },
});

type Run = <P extends ProbeId>(
  probe: P,
  limitMs: number,
  look: () => Promise<Observations[P] | Untold>,
) => Promise<void>;

function mailboxProbes(
  deps: GroupDeps,
  { symptom }: ProbeContext,
  address: string,
  { id, quotaBytes }: { readonly id: string; readonly quotaBytes: number },
  run: Run,
): Promise<void>[] {
  const familiar = gatherFamiliar(deps, address, id);
  // Each probe below waits for it and reports its failure; here nobody does.
  familiar.catch(() => {});
  return [
    run('state.account', STATE_MS, () => lookAtAccount(deps, address)),
    run('state.folders', STATE_MS, () => lookAtFolders(deps, id, quotaBytes)),
    run('state.store', JOURNAL_MS, () => lookAtStore(deps, id, symptom === 'some' || symptom === 'receive')),
    run('state.certificate', STATE_MS, async () => lookAtCertificate(deps)),
    run('auth.mechanisms', JOURNAL_MS, async () => await lookAtMechanisms(deps, await familiar)),
    run('connection.places', JOURNAL_MS, async () => await lookAtPlaces(deps, await familiar)),
    run('mta.changes', JOURNAL_MS, () => lookAtChanges(deps, id)),
    run('network.countries', JOURNAL_MS, async () => await lookAtCountries(deps, await familiar, id)),
  ];
}
