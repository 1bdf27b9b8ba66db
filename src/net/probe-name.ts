/**
 * The name by which our own probes greet our own door (EHLO). It is drawn anew in each process and told to nobody but us,
 * so what the probes provoke can be left out of everybody's story without giving strangers a place to hide.
 */
import { randomBytes } from 'node:crypto';

const PREFIX = `probe-${randomBytes(9).toString('hex')}.`;

export const ownProbeName = (hostname: string): string => `${PREFIX}${hostname}`;

/** True for a connection of our own probes, from inside this very process. */
export const isOwnProbe = (connection: { readonly ehlo?: string } | undefined): boolean =>
  connection?.ehlo?.startsWith(PREFIX) === true;
