/** How long ten thousand single troubles take to fold into incidents: processor time of the folding alone. `node bench/incidents.ts`. */
import { foldTroubles } from '#src/diagnosis/incidents/folding.ts';
import type { Trouble } from '#src/diagnosis/incidents/trouble.ts';
import { median } from './table.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const CASES = 10_000;
const RUNS = 5;
let seed = 7;
const next = (most: number): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
  return seed % most;
};
const CAUSES = ['snd-deferred-queue', 'snd-remote-refused', 'acc-wrong-password', 'dom-no-mx', 'svc-outage'] as const;
const troubles: readonly Trouble[] = Array.from({ length: CASES }, (_, index) => {
  const customer = `c${next(4000)}`;
  const at = NOW - next(360) * 60_000;
  return {
    cause: CAUSES[next(CAUSES.length)],
    things: [
      { kind: 'host', name: `mx${next(800)}.example` },
      { kind: 'domain', name: `d${next(900)}.example` },
      { kind: 'provider', name: `p${next(60)}.example` },
      { kind: 'door', name: index % 2 === 0 ? 'imaps' : 'submissions' },
    ],
    customer,
    subject: `post@${customer}.example`,
    at,
    lastAt: at,
    times: 1,
    case: null,
  };
});
const took = Array.from({ length: RUNS }, () => {
  const begin = process.cpuUsage();
  foldTroubles(troubles, { now: NOW, usual: () => 0, well: () => 0 });
  return process.cpuUsage(begin).user / 1000;
});
console.log(`${CASES} troubles folded in ${median(took).toFixed(0)} ms of processor time (median of ${RUNS})`);
