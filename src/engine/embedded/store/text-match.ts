/**
 * How text is compared in searches: without case, in Unicode, accents kept (å is not a). Called by the text index and by
 * scans, so that both find the same messages. Pure.
 */

/** Decoded text of a message as `protocol/mime/search-text.ts` gives it: `header` is lines `Name: value`. */
export interface SearchableText {
  readonly header: string;
  readonly body: string;
}

/** One spelling for texts that differ in case or composition only; the final sigma counts as a sigma. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ').replaceAll('\0', ' ');
}

/** Field name in lower case → its values in order; continuation lines are joined. */
export function splitFields(header: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  let values: string[] | null = null;
  for (const line of header.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (values !== null && /^[ \t]/.test(line)) values[values.length - 1] += ` ${line.trim()}`;
    else if (colon > 0) {
      const name = line.slice(0, colon).trim().toLowerCase();
      values = fields.get(name) ?? [];
      values.push(line.slice(colon + 1).trim());
      fields.set(name, values);
    }
  }
  return fields;
}

/** What a scan asks of one message; `needle` is folded already. */
export function matches(text: SearchableText, where: 'text' | 'body' | { readonly header: string }, needle: string) {
  if (where === 'text') return fold(text.header).includes(needle) || fold(text.body).includes(needle);
  if (where === 'body') return fold(text.body).includes(needle);
  const values = splitFields(text.header).get(where.header.toLowerCase());
  return values?.some((value) => fold(value).includes(needle)) ?? false;
}
