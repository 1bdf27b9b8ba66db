/** The refusal of a stopped network: when it ends, that the password was not looked at, where to read more. Pure. */
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import type { Refusal } from '#src/model/refusal.ts';

const MINUTE_MS = 60_000;

/** `14:35`, with the date when it is another day; never earlier than the true end. */
export function endText(until: number, now: number): string {
  const end = new Date(Math.ceil(until / MINUTE_MS) * MINUTE_MS).toISOString();
  const time = end.slice(11, 16);
  return end.slice(0, 10) === new Date(now).toISOString().slice(0, 10) ? time : `${end.slice(0, 10)} ${time}`;
}

/**
 * RFC 4954 §6: 454 4.7.0 passes by itself; RFC 5530: UNAVAILABLE, so that programs try again and do not ask for a password.
 * Never dressed up as a wrong password (net-login-rate-disguised).
 */
export function stoppedRefusal(about: {
  readonly until: number;
  readonly code: string | null;
  readonly isLogin: boolean;
  readonly language: Language;
  readonly now: number;
  /** Where short links begin, without a slash at the end. */
  readonly linkBase: string;
}): Refusal {
  const words = texts(about.language).abroad;
  const link = `${about.linkBase}/b${about.code === null ? '' : `/${about.code}`}`;
  const told = { time: endText(about.until, about.now), link };
  return {
    code: 454,
    enhanced: '4.7.0',
    imapCode: 'UNAVAILABLE',
    cause: 'net-ip-banned-failed-logins',
    text: about.isLogin ? words.loginStopped(told) : words.networkStopped(told),
  };
}
