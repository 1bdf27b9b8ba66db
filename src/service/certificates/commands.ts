/** What an operator asks of the ordered certificates: how each name stands, and one anew at once. Called by the command line. */
import { parseDomain } from '#src/model/address.ts';
import { change } from '../change.ts';
import type { App } from '../app.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { NameState, NameView } from './keeper.ts';

export interface CertificateView {
  readonly name: string;
  readonly state: NameState;
  /** ISO 8601; null: the own authority's certificate stands in. */
  readonly until: string | null;
  readonly renewAt: string | null;
  readonly nextAt: string | null;
  /** The authority's own words, or what DNS said. */
  readonly words: string | null;
}
type Deps = Pick<App, 'certificates' | 'db' | 'clock' | 'actor'>;

const moment = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const shown = ({ name, state, until, renewAt, nextAt, trouble }: NameView): CertificateView => ({
  name,
  state,
  until: moment(until),
  renewAt: moment(renewAt),
  nextAt: moment(nextAt),
  words: trouble?.words ?? null,
});

/** Names that lead to nobody are left out. */
export async function listCertificates({
  certificates,
}: Deps): Promise<Outcome<{ readonly certificates: readonly CertificateView[] }>> {
  if (certificates === null) return refused('acmeOff');
  const names = await certificates.list();
  return done({ certificates: names.filter(({ state }) => state !== 'absent').map(shown) });
}

/** Waits until the authority has answered. */
export async function renewCertificate(deps: Deps, typed: string): Promise<Outcome<CertificateView>> {
  const { certificates } = deps;
  if (certificates === null) return refused('acmeOff');
  const parsed = parseDomain(typed);
  const name = parsed.ok ? parsed.value : typed;
  if (!(await certificates.list()).some((one) => one.name === name)) return refused('acmeNotOurs', { name });
  await change(deps, async (_, audit) => {
    await audit('certificate.renew-now', name, null, {});
    return done(null);
  });
  await certificates.renew(name);
  const view = (await certificates.list()).find((one) => one.name === name);
  return view === undefined ? refused('acmeNotOurs', { name }) : done(shown(view));
}
