/**
 * What the bare numbers of a reply mean (RFC 3463, RFC 5248) when no words are known. Free text beats the number: many
 * servers say 5.7.1 to everything, so that a number alone is never more than *possible*. Pure.
 */
import type { CauseId } from '#src/model/cause-id.ts';
import type { Match } from './match.ts';

const EXACT: Readonly<Record<string, readonly CauseId[]>> = {
  '1.0': ['snd-recipient-unknown'],
  '1.3': ['snd-recipient-unknown'],
  '1.4': ['snd-recipient-unknown'],
  '2.0': ['snd-recipient-full', 'snd-recipient-disabled'],
  '2.4': ['snd-list-dmarc'],
  '3.0': ['snd-deferred-queue'],
  '3.2': ['snd-deferred-queue'],
  '4.0': ['snd-deferred-queue', 'snd-recipient-domain-dead'],
  '4.3': ['snd-recipient-domain-dead', 'snd-deferred-queue'],
  '4.5': ['snd-deferred-queue'],
  '5.2': ['cli-helo-rejected'],
  '5.4': ['cli-sender-syntax'],
  '6.0': ['snd-content-rejected'],
  '6.1': ['snd-content-rejected', 'snd-attachment-type'],
  '6.3': ['snd-content-rejected'],
  '7.0': ['snd-content-rejected', 'snd-server-ip-listed'],
  '7.1': ['snd-recipient-blocks-sender', 'cli-smtp-auth-off', 'snd-content-rejected', 'snd-server-ip-listed'],
  '7.2': ['snd-recipient-blocks-sender'],
  '7.8': ['acc-wrong-password'],
  '7.9': ['cli-auth-method'],
  '7.11': ['cli-plaintext-refused'],
};
/** By subject (RFC 3463 §3). */
const SUBJECT: Readonly<Record<string, readonly CauseId[]>> = {
  '1': ['snd-recipient-unknown'],
  '2': ['snd-recipient-disabled', 'snd-recipient-full'],
  '3': ['snd-deferred-queue'],
  '4': ['snd-recipient-domain-dead', 'snd-deferred-queue'],
  '5': ['snd-deferred-queue'],
  '6': ['snd-content-rejected'],
  '7': ['snd-recipient-blocks-sender', 'snd-content-rejected', 'snd-server-ip-listed'],
};
/** Reply codes of RFC 5321 without a status. */
const CODES: Readonly<Record<string, readonly CauseId[]>> = {
  '421': ['snd-deferred-queue', 'snd-big-provider-throttle'],
  '450': ['snd-greylisted', 'snd-deferred-queue'],
  '451': ['snd-greylisted', 'snd-deferred-queue'],
  '452': ['snd-recipient-full', 'snd-recipients-per-message'],
  '530': ['cli-smtp-auth-off'],
  '534': ['cli-auth-method'],
  '535': ['acc-wrong-password', 'cli-stale-password', 'acc-username-without-domain'],
  '550': ['snd-recipient-unknown', 'snd-recipient-blocks-sender', 'snd-content-rejected'],
  '551': ['snd-recipient-unknown'],
  '552': ['snd-recipient-full', 'snd-too-large'],
  '553': ['cli-from-not-owned', 'snd-recipient-unknown'],
  '554': ['snd-content-rejected', 'snd-server-ip-listed', 'snd-recipient-unknown'],
};

const STATUS = /(?<![\d.])[45]\.(\d{1,3})\.(\d{1,3})(?![\d]|\.\d)/g;
// A reply code alone counts only where it stands like one: `550 …`, `code 550`, `(550)`.
const CODE = /(?<![\d.,:/])(?:smtp; ?|error:? |code:? |feil:? |fel:? |said: |\(|^|: |#)([45][0-5]\d)(?=[ \-):,.]|$)/g;

/** Matches of numbers; empty when there are none. Looks at the first few only. */
export function statusMeaning(text: string): readonly Match[] {
  const matches: Match[] = [];
  const add = (pattern: string, causes: readonly CauseId[] | undefined, quote: string, at: number): void => {
    if (causes === undefined) return;
    matches.push({
      pattern,
      program: 'server',
      tier: 'number',
      causes,
      isSure: false,
      quote,
      from: at,
      to: at + quote.length,
    });
  };
  for (const found of [...text.slice(0, 65_536).matchAll(STATUS)].slice(0, 5)) {
    const [whole, subject, detail] = found;
    // 4.x.x is "not now": the letter waits and goes by itself.
    const waits = whole.startsWith('4') ? ['snd-deferred-queue' as const] : [];
    const causes = [...(EXACT[`${subject}.${detail}`] ?? SUBJECT[subject] ?? []), ...waits];
    add(`number.${whole}`, [...new Set<CauseId>(causes)], whole, found.index);
  }
  if (matches.length > 0) return matches;
  for (const found of [...text.slice(0, 65_536).matchAll(CODE)].slice(0, 5))
    add(`number.${found[1]}`, CODES[found[1]], found[1], found.index);
  return matches;
}
