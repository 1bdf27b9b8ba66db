/** Probe of sign-ins that asked for a way of proving oneself that we lack (NTLM, CRAM-MD5 …). Reads the journal. */
import type { AuthMechanisms, MechanismTried } from '#src/diagnosis/observed-devices.ts';
import { clientOf, type Familiar, iso, isSameName, isSignIn, isSingle, placeOf, unique } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';

const HOURS = 72;

/** `auth.mechanisms`: with this name, and nameless ones from the places of this mailbox. */
export async function lookAtMechanisms({ journal }: GroupDeps, familiar: Familiar): Promise<AuthMechanisms> {
  const { address, used, asked } = familiar;
  const base = {
    kinds: ['sign-in'],
    outcomes: ['bad-mechanism'],
    since: asked - HOURS * 3_600_000,
    limit: 100,
  } as const;
  const lists = await Promise.all([
    journal.query({ ...base, names: [address] }),
    used.size === 0 ? [] : journal.query({ ...base, remoteAddresses: [...used] }),
  ]);
  const attempts = unique(lists.flat())
    .filter(isSignIn)
    .filter((event) => isSingle(event) && event.cause === 'cli-auth-method')
    .filter((event) => event.login === '' || isSameName(event.login, address))
    .map((event): MechanismTried => {
      const attributed = placeOf(familiar, event.connection.remoteAddress, 'name');
      return {
        firstAt: iso(event.at),
        lastAt: iso(event.lastAt),
        count: event.count,
        outcome: event.outcome,
        cause: event.cause ?? null,
        login: event.login,
        endpoint: event.connection.endpoint,
        remoteAddress: event.connection.remoteAddress,
        client: clientOf(event),
        secret: null,
        attributed,
        mechanism: event.mechanism,
      };
    });
  return { hours: HOURS, attempts: attempts.slice(0, 20) };
}
