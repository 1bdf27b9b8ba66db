/**
 * What someone may have meant by a login name: the same name typed differently (accepted), or a near miss (only named
 * as the cause). Pure.
 */
import { type Address, parseAddress } from './address.ts';

// Zero-width, direction marks, soft hyphen, BOM, word joiner, variation selectors; and every control character.
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]/gu;

/** Longer input is not a name but an attack or an accident. */
const MAX_LOGIN = 512;

export type LoginName =
  /** A complete address. `how` tells what had to be evened out: nothing, blanks/case/IDN form, or invisible characters. */
  | {
      readonly kind: 'address';
      readonly address: Address;
      readonly how: 'exact' | 'normalised' | 'invisible-characters';
    }
  /** A user name without a domain. `local` is in lower case. */
  | { readonly kind: 'bare'; readonly local: string }
  /** Nothing that could be one. */
  | { readonly kind: 'none' };

/**
 * Reads a login name. Blanks around it, case (RFC 5321 §2.4 leaves the local part to us), full-width forms and IDN
 * spelling (Unicode or A-labels) do not matter; invisible characters are taken out and reported.
 */
export function readLoginName(typed: string): LoginName {
  if (typed.length > MAX_LOGIN) return { kind: 'none' };
  const visible = typed.replace(INVISIBLE, '').normalize('NFC').trim();
  if (visible === '') return { kind: 'none' };
  if (!visible.includes('@')) return { kind: 'bare', local: visible.toLowerCase() };
  const parsed = parseAddress(visible);
  if (!parsed.ok) return { kind: 'none' };
  const how =
    visible !== typed.normalize('NFC').trim()
      ? 'invisible-characters'
      : parsed.value.text === typed
        ? 'exact'
        : 'normalised';
  return { kind: 'address', address: parsed.value, how };
}

/**
 * Edit distance (Damerau–Levenshtein, adjacent swaps count one), or null when it is more than `most`.
 * Bounded: rows of the shorter text only, stops as soon as no cell can come back under `most`.
 */
export function editDistance(left: string, right: string, most: number): number | null {
  const a = Array.from(left);
  const b = Array.from(right);
  if (Math.abs(a.length - b.length) > most) return null;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return null;
    before = previous;
    previous = row;
  }
  return previous[b.length] <= most ? previous[b.length] : null;
}

export const NEAR_DISTANCE = 2;

/** The one nearest of `known` within two edits of `name` (not `name` itself); ties go to the first in order. */
export function nearestName(name: string, known: readonly string[]): string | null {
  let best: { name: string; distance: number } | null = null;
  for (const candidate of known) {
    if (candidate === name) continue;
    const local = name.slice(0, name.lastIndexOf('@'));
    // Two edits in a local part of four letters make another word, not a slip; in the domain they are one.
    const most = candidate.startsWith(`${local}@`)
      ? NEAR_DISTANCE
      : Math.min(NEAR_DISTANCE, Math.floor((local.length + 1) / 3));
    const distance = editDistance(name, candidate, most);
    if (distance !== null && (best === null || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name ?? null;
}

/** A login name for the journal: at most 320 characters, control and invisible characters as \uXXXX. */
export const printableLogin = (typed: string): string =>
  Array.from(typed.slice(0, 640).replace(INVISIBLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .slice(0, 320)
    .join('');
