/**
 * Mail that our own customers sent to an address and that stayed in this house, and the last time somebody signed in to
 * read it. Reads the journal; tells no names. Called by group.ts.
 */
import type { LoopLocal } from '#src/diagnosis/observed-outside.ts';
import type { GroupDeps } from '../group.ts';

const DAYS = 14;

/** `loop.local`. */
export async function lookAtLocal(deps: GroupDeps, address: string): Promise<LoopLocal> {
  const since = deps.clock.now() - DAYS * 86_400_000;
  const [delivered, signIns] = await Promise.all([
    deps.journal.query({ kinds: ['message'], outcomes: ['delivered'], names: [address], since, limit: 200 }),
    deps.journal.query({ kinds: ['sign-in'], outcomes: ['ok'], names: [address], since, limit: 1 }),
  ]);
  // Notices of the host itself come without sender, or from its own name: they prove nothing of other customers.
  const { hostname } = deps.host();
  const fromHere = delivered.filter(
    (event) =>
      event.kind === 'message' &&
      event.direction !== 'inbound' &&
      event.rcptTo?.toLowerCase() === address &&
      (event.mailFrom ?? '').includes('@') &&
      !event.mailFrom?.endsWith(`@${hostname}`),
  );
  const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
  return {
    days: DAYS,
    fromHere: fromHere.length,
    lastFromHereAt: iso(fromHere.at(0)?.lastAt),
    lastSignInAt: iso(signIns.at(0)?.lastAt),
  };
}
