/**
 * Lists of `tag=value` as DKIM keys, DMARC, MTA-STS and TLS-RPT records have them (RFC 6376 §3.2). Called by their parsers.
 * Pure and bounded; a part that is no `tag=value` is told.
 */
export interface TagList {
  /** Lower-case name → value without white space around; the first of repeated names. */
  readonly tags: ReadonlyMap<string, string>;
  /** Names in their order, repeated ones too. */
  readonly order: readonly string[];
  /** The first part that is no `tag=value`. */
  readonly wrong: string | null;
}
const MOST_TAGS = 100;

export function readTags(text: string): TagList {
  const tags = new Map<string, string>();
  const order: string[] = [];
  let wrong: string | null = null;
  for (const part of text.split(';', MOST_TAGS)) {
    if (part.trim() === '') continue;
    const match = /^\s*([a-z][a-z0-9_]*)\s*=([^]*)$/i.exec(part);
    if (match === null) {
      wrong ??= part.trim().slice(0, 100);
      continue;
    }
    const name = match[1].toLowerCase();
    order.push(name);
    if (!tags.has(name)) tags.set(name, match[2].trim());
  }
  return { tags, order, wrong };
}
