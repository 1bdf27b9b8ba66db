/**
 * Marks of ours in a pasted text: codes of short links (`/b/<code>`), message and queue ids, Message-IDs. Called by the
 * probe of pasted texts and by `explain`, which ask our own records for them. Pure, bounded.
 */
export interface OwnMarks {
  /** Codes of Blocks. */
  readonly codes: readonly string[];
  /** Message-IDs with their angle brackets, and ids in our own form. */
  readonly messages: readonly string[];
}

const LINK = /\/b\/([a-z0-9]{8})(?![a-z0-9])/gi;
const MESSAGE_ID = /<[^<>\s@]{1,200}@[^<>\s@]{1,200}>/g;
/** Ours: 26 letters of Crockford's base 32, time first. */
const OWN_ID = /(?<![a-z0-9])0[0-9a-hjkmnp-tv-z]{25}(?![a-z0-9])/g;
const MOST = 10;

/** All marks in a text, at most ten of a kind. */
export function ownMarks(pasted: string): OwnMarks {
  // Mail programs break long links over lines.
  const text = pasted
    .slice(0, 262_144)
    .replace(/=\r?\n/g, '')
    .replace(/\/b\/\s+/g, '/b/');
  const all = (pattern: RegExp, group: number): string[] => [
    ...new Set([...text.matchAll(pattern)].slice(0, 100).map((found) => found[group])),
  ];
  return {
    codes: all(LINK, 1)
      .map((code) => code.toLowerCase())
      .slice(0, MOST),
    messages: [...all(MESSAGE_ID, 0), ...all(OWN_ID, 0)].slice(0, MOST),
  };
}
