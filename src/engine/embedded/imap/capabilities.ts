/** What we announce, by the state of the connection. Only what works stands here. */
import type { ImapContext } from './context.ts';

/** RFC 7888 §5: before sign-in literals without waiting are small (LITERAL-), and so is what we accept. */
const BEFORE = 'IMAP4rev1 LITERAL- SASL-IR ID ENABLE';
const AFTER =
  'IMAP4rev1 LITERAL+ IDLE UIDPLUS MOVE SPECIAL-USE CREATE-SPECIAL-USE LIST-EXTENDED LIST-STATUS ID NAMESPACE ENABLE ' +
  'UNSELECT CONDSTORE QUOTA QUOTA=RES-STORAGE CHILDREN STATUS=SIZE ESEARCH SEARCHRES WITHIN UTF8=ACCEPT';

/** The words after CAPABILITY. */
export function capabilities(context: Pick<ImapContext, 'account' | 'connection' | 'host'>): string {
  if (context.account !== null) return `${AFTER} APPENDLIMIT=${context.host.maxMessageBytes}`;
  return context.connection.secure ? `${BEFORE} AUTH=PLAIN` : `${BEFORE} STARTTLS LOGINDISABLED`;
}

/** What ENABLE knows (RFC 5161). */
export const ENABLEABLE: ReadonlySet<string> = new Set(['CONDSTORE', 'UTF8=ACCEPT']);
