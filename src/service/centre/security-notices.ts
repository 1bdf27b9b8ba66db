/**
 * Letters about a person's own way in: a new browser, another password, a proof added or taken away. Hands an event to the
 * notices, which write in the reader's language and at most so many a day. Called by the use cases of signing in.
 */
import { browserName } from '#src/model/browser-name.ts';
import type { SecurityWhat } from '#src/model/notice.ts';
import type { Person } from '#src/model/person.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Notices } from '../block-port.ts';
import type { CameFrom } from './entering.ts';

/** Fire and forget. */
export type TellSecurity = (what: SecurityWhat, person: Person, from: CameFrom | null) => void;

export const tellSecurityBy =
  (notices: Notices, clock: Clock): TellSecurity =>
  (what, person, from) =>
    notices.about({
      kind: 'account-security',
      what,
      person: {
        kind: person.kind,
        id: person.id,
        name: person.name,
        customer: person.kind === 'operator' ? null : person.customer,
        language: person.language,
      },
      remote: from?.remote ?? null,
      program: browserName(from?.agent ?? null),
      at: clock.now(),
    });
