/**
 * Helvetica, one of the fonts every PDF reader has (PDF 1.4 §5.5.1): WinAnsi bytes of a text and its width, to set columns
 * and break lines. Widths of the Adobe font metrics; letters with marks are as wide as those without. Used by document.ts.
 */

/** Widths of ASCII 32–126 in thousandths of the size. */
const ASCII = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
] as const;
const OTHERS: Readonly<Record<string, number>> = {
  Æ: 1000,
  æ: 889,
  Ø: 778,
  ø: 611,
  ß: 611,
  '–': 556,
  '—': 1000,
  '€': 556,
};
const UNMARKED: Readonly<Record<string, string>> = { Ð: 'D', ð: 'o', Þ: 'P', þ: 'p' };

/** Characters of WinAnsi (cp1252) outside Latin-1: 0x80 to 0x9F. */
const HIGH: ReadonlyMap<string, number> = new Map(
  Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ', (character, i) => [character, 0x80 + i]),
);

/** Bytes of a text in WinAnsi; what it lacks is shown without its mark, else as a question mark. */
export function winAnsi(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text.normalize('NFC')) {
    const code = character.codePointAt(0) ?? 63;
    const high = HIGH.get(character);
    if ((code >= 32 && code < 127) || (code >= 0xa0 && code <= 0xff)) bytes.push(code);
    else if (high !== undefined && (code < 0x80 || code > 0x9f)) bytes.push(high);
    else bytes.push(plainOf(character)?.charCodeAt(0) ?? 63);
  }
  return Uint8Array.from(bytes);
}

/** `ł` has no decomposition and stays unknown; `ě` is shown as `e`. */
function plainOf(character: string): string | null {
  const plain = character.normalize('NFD')[0];
  return plain >= ' ' && plain <= '~' ? plain : null;
}

/** Width in points at a size. Bold is a little wider. */
export function widthOf(text: string, size: number, bold = false): number {
  let thousandths = 0;
  for (const character of text.normalize('NFC')) {
    const plain = UNMARKED[character] ?? plainOf(character);
    thousandths += OTHERS[character] ?? (plain === null ? 556 : ASCII[plain.charCodeAt(0) - 32]);
  }
  return (thousandths * size * (bold ? 1.06 : 1)) / 1000;
}

/** Lines no wider than `width` points, broken at blanks; a word that is too long is cut. */
export function wrapped(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    let rest = word;
    const joined = line === '' ? rest : `${line} ${rest}`;
    if (widthOf(joined, size) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    while (widthOf(rest, size) > width && rest.length > 1) {
      let fits = rest.length - 1;
      while (fits > 1 && widthOf(rest.slice(0, fits), size) > width) fits -= 1;
      lines.push(rest.slice(0, fits));
      rest = rest.slice(fits);
    }
    line = rest;
  }
  return line === '' ? lines : [...lines, line];
}
