/** Probes of our own state: domain, address, quota. Milliseconds; read the control database through `StateSource`. */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { Subject } from '#src/diagnosis/finding.ts';
import type { StateAddress } from '#src/diagnosis/observations.ts';
import { runProbe } from './run-probe.ts';
import type { AddressState, ProbeDeps } from './sources.ts';

const LIMIT_MS = 2000;
const iso = (at: number): string => new Date(at).toISOString();

/** What the causes may know of an address: no ids. */
function shown(address: string, state: AddressState): StateAddress {
  switch (state.kind) {
    case 'mailbox': {
      const { passwordChangedAt: at } = state;
      return { address, kind: 'mailbox', passwordChangedAt: at === null ? null : iso(at) };
    }
    case 'alias':
      return { address, kind: 'alias', targets: state.targets };
    case 'deleted':
      return {
        address,
        kind: 'deleted',
        deletedAt: iso(state.deletedAt),
        deletedBy: state.deletedBy,
        restorable: state.restorable,
      };
    case 'none':
      return { address, kind: 'none', near: state.near };
    case 'not-ours':
      return { address, kind: 'not-ours' };
  }
}

/** `state.domain`, and for an address `state.address` and `state.quota`. `found` is what the address is, for other probes. */
export async function probeState(
  deps: ProbeDeps,
  subject: Subject,
): Promise<{ readonly evidence: readonly Evidence[]; readonly found: AddressState | null }> {
  const { state, clock, host } = deps;
  let found: AddressState | null = null;
  const domain = runProbe('state.domain', clock, LIMIT_MS, async () => {
    const intended = (await state.intendedMx?.(subject.domain)) ?? [];
    return {
      domain: subject.domain,
      ours: (await state.domain(subject.domain)) !== null,
      hostname: host.hostname,
      ports: host.ports,
      ...(intended.length === 0 ? {} : { mxIntended: intended }),
    };
  });
  if (subject.address === undefined) return { evidence: [await domain], found };
  const { address } = subject;
  const account = await runProbe('state.address', clock, LIMIT_MS, async () => {
    found = await state.address(address);
    return shown(address, found);
  });
  const known = found as AddressState | null;
  if (known?.kind !== 'mailbox') return { evidence: [await domain, account], found: known };
  const quota = await runProbe('state.quota', clock, LIMIT_MS, async () => {
    const { bytes, messages } = await state.usage(known.id);
    return { usedBytes: bytes, quotaBytes: known.quotaBytes, messages };
  });
  return { evidence: [await domain, account, quota], found: known };
}
