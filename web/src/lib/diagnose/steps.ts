/** A sentence of a fix as steps, with what has to be typed somewhere picked out: host names, addresses, links, records. Pure. */
export interface Step {
  readonly text: string;
  readonly values: readonly string[];
}
/** Addresses, links, names with a dot and a letter at the end, and what stands in quotation marks of code. */
const VALUE =
  /https?:\/\/[^\s)»"”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z]{2,}\b|`[^`]+`/giu;

/** Whole sentences; a dot inside a name or after a short word of address is none. */
export function stepsOf(text: string): readonly Step[] {
  return text
    .split(/(?<=[.!?:]) (?=\p{Lu})/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => ({
      text: sentence.replaceAll('`', ''),
      values: [
        ...new Set([...sentence.matchAll(VALUE)].map(([found]) => found.replaceAll('`', '').replace(/[.,;]$/, ''))),
      ],
    }));
}
