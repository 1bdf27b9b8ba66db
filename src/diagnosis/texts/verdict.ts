/**
 * Weighs the matches of a text: which causes it can mean, the likeliest first, and whether it says so clearly. Words of
 * servers beat codes of programs, words beat numbers. Called by the probe of pasted texts and by `service/explain.ts`. Pure.
 */
import type { CauseId } from '#src/model/cause-id.ts';
import { readable } from '#src/protocol/dsn/readable.ts';
import { statusMeaning } from './digits.ts';
import { INCOMING_ONLY, OUTGOING_ONLY } from './families.ts';
import { matchComparable, type Match } from './match.ts';
import { compare, joinedReplies } from './normal.ts';
import type { Program, Tier } from './pattern.ts';

export interface TextCandidate {
  readonly cause: CauseId;
  /** A text alone never proves. */
  readonly certainty: 'likely' | 'possible';
  readonly program: Program;
  /** The words that were recognised. */
  readonly quote: string;
  readonly pattern: string;
}
export interface TextVerdict {
  /** Likeliest first; empty when nothing was recognised. */
  readonly candidates: readonly TextCandidate[];
  /** Which way the text is about, when it says so. */
  readonly direction: 'incoming' | 'outgoing' | null;
  readonly programs: readonly Program[];
}

const WEIGHT: Readonly<Record<Tier, number>> = { decisive: 100, reply: 10, words: 4, code: 3, number: 1 };
const MOST_CANDIDATES = 6;

const INCOMING =
  /\b(?:imap|pop3?|incoming|inbox|innkommende|inkommande|eingang\w*|indgaende|993|995|143|110|receiving|hente|hamta)\b/g;
const OUTGOING =
  /\b(?:smtps?|outgoing|utgaende|ausgang\w*|udgaende|465|587|sending reported|outbox|utboks|utkorg|send|sende|skicka|senden)\b/g;

function directionOf(text: string): TextVerdict['direction'] {
  const incoming = (text.match(INCOMING) ?? []).length;
  const outgoing = (text.match(OUTGOING) ?? []).length;
  if (incoming === outgoing) return null;
  return incoming > outgoing ? 'incoming' : 'outgoing';
}

/** What a text can mean. `text` as pasted, or only the words that count of a bounce. */
export function weighText(pasted: string): TextVerdict {
  const original = joinedReplies(readable(pasted));
  const { text, places } = compare(original);
  const matches = distinct(matchComparable(text));
  const direction = directionOf(text.slice(0, 8000));
  const found = matches.length > 0 ? matches : statusMeaning(text);
  const all = found.map((match) => ({ ...match, quote: asWritten(original, places, match) }));
  const programs = [...new Set(all.map((match) => match.program))];
  return { candidates: rank(all, direction), direction, programs };
}

const MOST_QUOTED = 160;
/** The words as they stand in the text. */
function asWritten(original: string, places: readonly number[], { from, to }: Match): string {
  const last = places[to - 1] ?? 0;
  const end = last + ((original.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
  return original.slice(places[from], end).replace(/\s+/g, ' ').trim().slice(0, MOST_QUOTED);
}

/** A match inside another, longer one of the same or a higher kind says nothing new. */
function distinct(matches: readonly Match[]): readonly Match[] {
  const covers = (a: Match, b: Match): boolean =>
    a !== b &&
    WEIGHT[a.tier] >= WEIGHT[b.tier] &&
    a.from <= b.from &&
    a.to >= b.to &&
    (a.to - a.from > b.to - b.from || (a.isSure && !b.isSure));
  return matches.filter((match) => !matches.some((other) => covers(other, match)));
}

interface Weighed extends TextCandidate {
  readonly weight: number;
  readonly rank: number;
  readonly isSure: boolean;
}

function rank(matches: readonly Match[], direction: TextVerdict['direction']): readonly TextCandidate[] {
  const heaviest = Math.max(0, ...matches.map((match) => WEIGHT[match.tier]));
  // Where a server's own words are there, what the program made of them only repeats.
  const deciding = matches.filter(
    (match) => WEIGHT[match.tier] >= Math.min(heaviest, WEIGHT.reply) || heaviest < WEIGHT.reply,
  );
  const weights = new Map<CauseId, Weighed>();
  for (const match of deciding) {
    const fitting = fits(match.causes, direction);
    fitting.forEach((cause, index) => {
      const length = 1 + Math.min(40, match.to - match.from) / 40;
      const weight = (WEIGHT[match.tier] * length * (match.isSure && index === 0 ? 2 : 1)) / (index + 1);
      const before = weights.get(cause);
      const best = before !== undefined && before.weight >= weight ? before : null;
      weights.set(cause, {
        cause,
        program: best?.program ?? match.program,
        quote: best?.quote ?? match.quote,
        pattern: best?.pattern ?? match.pattern,
        certainty: 'possible',
        weight: (before?.weight ?? 0) + weight,
        rank: Math.min(before?.rank ?? 9, index),
        isSure: (before?.isSure ?? false) || (match.isSure && index === 0),
      });
    });
  }
  const ranked = [...weights.values()].sort(
    (a, b) => b.weight - a.weight || a.rank - b.rank || (a.cause < b.cause ? -1 : 1),
  );
  return certain(ranked);
}

/** The first is likely when its text means nothing else, and no other text as clear says otherwise. */
function certain(ranked: readonly Weighed[]): readonly TextCandidate[] {
  const [first, ...rest] = ranked;
  if (first === undefined) return [];
  const rival = rest.find((one) => one.isSure && one.weight * 2 > first.weight);
  const isLikely = first.isSure && rival === undefined;
  const plain = (
    { cause, program, quote, pattern }: Weighed,
    certainty: TextCandidate['certainty'],
  ): TextCandidate => ({
    cause,
    certainty,
    program,
    quote,
    pattern,
  });
  const beside = isLikely ? rest.filter((one) => one.weight * 5 > first.weight) : rest;
  return [
    plain(first, isLikely ? 'likely' : 'possible'),
    ...beside.slice(0, MOST_CANDIDATES - 1).map((one) => plain(one, 'possible')),
  ];
}

function fits(causes: readonly CauseId[], direction: TextVerdict['direction']): readonly CauseId[] {
  if (direction === null) return causes;
  const not = direction === 'incoming' ? OUTGOING_ONLY : INCOMING_ONLY;
  const left = causes.filter((cause) => !not.has(cause));
  return left.length === 0 ? causes : left;
}
