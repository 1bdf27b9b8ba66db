/**
 * What somebody wrote in an answer by mail, without the letter that he answers below it. Called by case-door.ts; the whole mail
 * is kept beside it. Pure, bounded, never throws.
 */

/** Lines with which mail programs begin what they quote, in our languages and the usual others. */
const BEGINS = [
  /^-{2,}\s*(?:original|opprinnelig|ursprungligt|oprindelig|weitergeleitete)[^\n]{0,60}-{2,}\s*$/iu,
  /^_{10,}\s*$/u,
  /^(?:on|den|am|le|el|op)\s.{4,200}(?:wrote|skrev|schrieb|a écrit|escribió|schreef)\s*(?:.{0,120})?:\s*$/iu,
  /^.{4,200}\s(?:wrote|skrev):\s*$/iu,
  /^(?:from|fra|från):\s.{3,300}$/iu,
];
const MOST = 20_000;
const isQuote = (line: string): boolean => /^\s*>/.test(line);

/** The new words; the whole text when nothing would be left. */
export function answerText(whole: string): string {
  const lines = whole.replaceAll('\r\n', '\n').split('\n');
  const cut = lines.findIndex(
    (line, index) => BEGINS.some((begin) => begin.test(line.trim())) && isQuoteAhead(lines, index),
  );
  const kept = (cut < 0 ? lines : lines.slice(0, cut)).join('\n').split('\n');
  while (kept.length > 0 && (isQuote(kept.at(-1) ?? '') || kept.at(-1)?.trim() === '')) kept.pop();
  const text = kept.join('\n').trim();
  return (text === '' ? whole.trim() : text).slice(0, MOST);
}

/** `Fra: …` in somebody's own sentence is no quote: more of a header, a quote mark or an old letter must follow. */
function isQuoteAhead(lines: readonly string[], index: number): boolean {
  const line = lines[index].trim();
  if (!/^(?:from|fra|från):/iu.test(line)) return true;
  return lines
    .slice(index + 1, index + 5)
    .some((next) => /^(?:sent|sendt|skickat|date|dato|datum|to|til|till|subject|emne|ämne):/iu.test(next.trim()));
}
