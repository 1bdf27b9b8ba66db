/**
 * The groups of probes of a host, made once from what they may ask. Called by service/diagnosis.ts; order does not matter,
 * they run side by side.
 */
import { createDelegationProbes } from '#src/probes/delegation/group.ts';
import { createAuthenticityProbes } from '#src/probes/authenticity/group.ts';
import { createOutsideProbes } from '#src/probes/outside/group.ts';
import { createPastedProbes } from '#src/probes/pasted/group.ts';
import { createDevicesProbes } from '#src/probes/devices/group.ts';
import { createTrafficProbes } from '#src/probes/traffic/group.ts';
import { createFilingProbes } from '#src/probes/filing/group.ts';
import type { GroupDeps, ProbeGroup } from '#src/probes/group.ts';

export const createProbeGroups = (deps: GroupDeps): readonly ProbeGroup[] => [
  createDelegationProbes(deps),
  createAuthenticityProbes(deps),
  createOutsideProbes(deps),
  createPastedProbes(deps),
  createDevicesProbes(deps),
  createTrafficProbes(deps),
  createFilingProbes(deps),
];
