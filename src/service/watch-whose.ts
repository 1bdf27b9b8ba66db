/**
 * Whose is an attempt? The one rule of what a live watch tells: the mailbox's own by account, by a name a slip away, by a
 * place that is its alone, or by the address of the page that is open. Pure. What is another's is nobody's here.
 */
import type { JournalEvent } from '#src/model/journal.ts';
import { readLoginName } from '#src/model/login-name.ts';
import { type Familiar, isSameName } from '#src/probes/familiar.ts';
import { attributionOf, type SignInLike } from '#src/probes/sign-ins.ts';
import type { Whose } from './watch-row.ts';

/** Ends of connections that say something of a program's settings. */
const MISMATCHES = new Set([
  'plain-on-tls-port',
  'tls-on-plain-port',
  'tls-failed',
  'wrong-protocol',
  'refused-at-connect',
  'no-data',
]);
/** Doors of mail programs; on `inbound` other hosts knock. */
const isProgramDoor = (endpoint: string): boolean => endpoint !== 'inbound' && endpoint !== 'http';

export const isMismatch = (event: JournalEvent): boolean =>
  event.kind === 'connection' && MISMATCHES.has(event.outcome) && isProgramDoor(event.connection.endpoint);

export interface Belongs {
  readonly whose: Whose;
  /** False: somebody else may have typed the name (a network has many people), so it is not shown. */
  readonly isNameShown: boolean;
}

/** Null: not this mailbox's. `page` is the remote address of who watches; null for none. */
export function whoseIs(event: JournalEvent, familiar: Familiar, page: string | null): Belongs | null {
  const { connection } = event;
  if (connection === undefined) return null;
  const { remoteAddress } = connection;
  const isAlone = familiar.used.has(remoteAddress) && !familiar.shared.has(remoteAddress);
  const isPage = page !== null && page === remoteAddress;
  const as = (whose: Whose, isNameShown = true): Belongs => ({ whose, isNameShown });
  switch (event.kind) {
    case 'sign-in':
      return signIn(event, familiar, isPage);
    case 'connection': {
      if (!isMismatch(event)) return null;
      if (event.address !== undefined) return event.address.toLowerCase() === familiar.address ? as('account') : null;
      return isPage ? as('page') : isAlone && event.outcome !== 'no-data' ? as('place') : null;
    }
    case 'refusal':
      if (connection.endpoint !== 'inbound')
        return event.mailbox === familiar.mailbox && event.mailbox !== undefined ? as('account') : null;
      return isAlone && event.mailFrom?.toLowerCase() === familiar.address ? as('place') : null;
    case 'message':
      return null;
  }
}

function signIn(
  event: Extract<JournalEvent, { kind: 'sign-in' }>,
  familiar: Familiar,
  isPage: boolean,
): Belongs | null {
  // Our doors have worked out whose it is: then it is his alone, from whatever place.
  if (event.mailbox !== undefined)
    return event.mailbox === familiar.mailbox ? { whose: 'account', isNameShown: true } : null;
  if (isSameName(event.login, familiar.address)) return { whose: 'account', isNameShown: true };
  const attributed = attributionOf(event as SignInLike, familiar);
  if (attributed === 'mailbox') return { whose: 'account', isNameShown: true };
  if (attributed === 'only-one' || attributed === 'address-used') return { whose: 'near-name', isNameShown: true };
  // An address that somebody of ours has is never told here, whoever shares the network; `address`: a Block spared the look.
  if (!isPage || event.address !== undefined) return null;
  return { whose: 'page', isNameShown: isLikelyMeant(event.login, familiar.address) };
}

/** From the page's own address: the same name before the @, or the same domain behind it. */
function isLikelyMeant(typed: string, address: string): boolean {
  const [local = '', domain = ''] = address.split('@');
  const name = readLoginName(typed);
  if (name.kind === 'bare') return name.local === local;
  return name.kind === 'address' && (name.address.local === local || name.address.domain === domain);
}
