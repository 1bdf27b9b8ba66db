/** Attempts as the live watch tells them; repeats of the same attempt are one line. Pure. */
export interface Attempt {
  readonly at: string;
  readonly program: string | null;
  readonly remoteAddress: string;
  readonly endpoint: string;
  readonly port: number;
  readonly tls: string;
  readonly login: string | null;
  readonly result: string;
  readonly cause: string | null;
  readonly title: string | null;
  readonly todo: string | null;
  readonly whose: 'account' | 'near-name' | 'place' | 'page';
  readonly earlier: boolean;
  readonly count: number;
  readonly tlsOffered: string | null;
  readonly tlsAlert: string | null;
  readonly serverName: string | null;
  readonly firstWords: string | null;
  readonly said: string | null;
}
/** The newest of equal attempts, how many they were, and when the first was. */
export interface Folded {
  readonly key: string;
  readonly attempt: Attempt;
  readonly times: number;
  readonly firstAt: string;
}

const MOST = 60;
const keyOf = (one: Attempt): string =>
  [one.earlier, one.program, one.remoteAddress, one.endpoint, one.port, one.tls, one.login, one.result, one.cause].join(
    ' ',
  );
export const isWell = ({ result }: Attempt): boolean => result === 'ok' || result === 'came-to-sign-in';

/** Adds an attempt, the newest first: the same as the one before only counts. */
export function withAttempt(list: readonly Folded[], attempt: Attempt): readonly Folded[] {
  const [newest, ...rest] = list;
  if (newest !== undefined && keyOf(newest.attempt) === keyOf(attempt)) {
    const at = newest.attempt.at > attempt.at ? newest.attempt : attempt;
    return [{ ...newest, attempt: at, times: newest.times + attempt.count }, ...rest];
  }
  const made = {
    key: `${attempt.at} ${list.length} ${keyOf(attempt)}`,
    attempt,
    times: attempt.count,
    firstAt: attempt.at,
  };
  return [made, ...list].slice(0, MOST);
}
