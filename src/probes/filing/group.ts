/**
 * Probes of rules, forwarding, automatic answers and the Junk folder: they run for a mailbox. Made in service/probe-groups.ts;
 * judges nothing.
 */
import type { Observations, ProbeId } from '#src/diagnosis/observations.ts';
import { readAsked } from '#src/diagnosis/texts/asked.ts';
import type { GroupDeps, ProbeGroup } from '../group.ts';
import { runProbe, type Untold } from '../run-probe.ts';
import { lookAtAnswers } from './answers.ts';
import { correspondentsOf, type Whose } from './correspondents.ts';
import { lookAtFiled } from './filed.ts';
import { lookAtSentCopies } from './sent-copies.ts';
import { lookAtJunk, lookInside } from './junk.ts';
import { lookAtWishes } from './wishes.ts';

const LIMIT_MS = 3000;

export const createFilingProbes = (deps: GroupDeps): ProbeGroup => ({
  name: 'filing',
  run: async (context) => {
    const { subject, found, text } = context;
    if (!context.ours || subject.address === undefined || found?.kind !== 'mailbox') return;
    const whose: Whose = { id: found.id, address: subject.address, asked: readAsked(text, subject.address) };
    const known = correspondentsOf(deps, whose);
    const folders = lookInside(deps, whose);
    // Each probe below waits for them and reports their failure; here nobody does.
    known.catch(() => {});
    folders.catch(() => {});
    const run = async <P extends ProbeId>(probe: P, look: () => Promise<Observations[P] | Untold>): Promise<void> =>
      context.keep(await runProbe(probe, deps.clock, LIMIT_MS, look));
    await Promise.all([
      run('state.wishes', async () => await lookAtWishes(deps, whose, await known)),
      run('mta.filed', async () => await lookAtFiled(deps, whose, await known, (await folders).uses)),
      run('mta.junk', async () => await lookAtJunk(deps, whose, await known, await folders)),
      run('mta.answers', async () => await lookAtAnswers(deps, whose, await known)),
      ...(whose.asked.isAboutSent ? [run('mta.sent-copies', () => lookAtSentCopies(deps, whose))] : []),
    ]);
  },
});
