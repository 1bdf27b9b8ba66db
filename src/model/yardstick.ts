/**
 * Webmail as a yardstick: the same mailbox by our own webmail, by its public doors and by the owner's programs, side by side,
 * and what the difference says. Pure: service/yardstick.ts gathers, `compare` judges, the page has the words.
 */

/** Reading or sending. */
export type Way = 'read' | 'send';
/** How far an attempt of ours came: the step that failed, or null when all went well. */
export type WayStep = 'name' | 'reach' | 'encrypt' | 'sign-in' | 'open';
export interface WaySeen {
  readonly way: Way;
  readonly door: string;
  /** `unknown`: nothing was proved either way (no public name from here, our own resolver away). */
  readonly state: 'works' | 'fails' | 'unknown' | 'off';
  readonly failedAt: WayStep | null;
  /** Words of the door or of the line. */
  readonly said: string | null;
  readonly tookMs: number;
}
/** A program of the owner, by its sign-ins. */
export interface ProgramSeen {
  readonly ways: readonly Way[];
  readonly state: 'works' | 'fails';
  /** Epoch ms. */
  readonly lastAt: number;
}
/** A Block that stops the mailbox whatever it is read with. */
export interface StopSeen {
  readonly stops: readonly ('outgoing' | 'incoming' | 'sign-in')[];
}
export interface YardstickSeen {
  readonly webmail: readonly WaySeen[];
  readonly doors: readonly WaySeen[];
  readonly programs: readonly ProgramSeen[];
  readonly stops: readonly StopSeen[];
  /** Epoch ms. */
  readonly now: number;
}

/**
 * `account`: stopped for every program alike. `webmail`: programs get in, webmail does not. `doors`: ours inside work, from
 * outside they do not. `program`: webmail and doors work, a program does not get in. `never-sends`: programs read and none
 * ever came to send. `unseen`: no program came at all. `all-work`: everything seen lately worked.
 */
export type YardstickVerdict = 'account' | 'webmail' | 'doors' | 'program' | 'never-sends' | 'unseen' | 'all-work';

/** A program that got in so lately speaks for the present. */
const LATELY_MS = 7 * 86_400_000;

/** What the difference says; a fault that explains the others comes first. Total. */
export function compare({ webmail, doors, programs, stops, now }: YardstickSeen): YardstickVerdict {
  const lately = programs.filter(({ lastAt }) => now - lastAt < LATELY_MS);
  const isIn = (way: Way): boolean => lately.some(({ ways, state }) => state === 'works' && ways.includes(way));
  const failing = webmail.filter(({ state }) => state === 'fails');
  if (stops.some((stop) => stop.stops.includes('sign-in') || stop.stops.includes('outgoing'))) return 'account';
  if (failing.length > 0) return failing.every(({ way }) => isIn(way)) ? 'webmail' : 'account';
  if (doors.some(({ state }) => state === 'fails')) return 'doors';
  if (lately.some(({ state }) => state === 'fails')) return 'program';
  if (lately.length === 0) return 'unseen';
  return programs.some(({ ways }) => ways.includes('send')) ? 'all-work' : 'never-sends';
}
