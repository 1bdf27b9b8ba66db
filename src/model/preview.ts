/** The first words of a message for a list: decoded text → one short line, without quotations and signatures. Pure. Called by service/webmail. */

const MOST = 160;
/** Filler that newsletters put there for programs to show nothing. */
const INVISIBLE =
  /\u00ad|\u034f|\u061c|[\u115f\u1160]|\u17b4|\u17b5|\u180e|[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]+/g;

/** Line ends of mail, and those that pages and old programs leave in it. */
const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/;

/** At most 160 characters; empty when there are no words. */
export function previewOf(text: string): string {
  const lines: string[] = [];
  let length = 0;
  for (const line of text.split(LINE_END)) {
    if (line === '-- ' && lines.length > 0) break;
    if (/^\s*>/.test(line)) continue;
    const clean = line.replaceAll(INVISIBLE, '').replaceAll(CONTROLS, '').replaceAll(/\s+/g, ' ').trim();
    // Rules drawn with characters say nothing.
    if (clean === '' || /^[-_=*#~. ]{3,}$/.test(clean)) continue;
    lines.push(clean);
    length += clean.length + 1;
    if (length > MOST * 2) break;
  }
  const all = lines.join(' ').trim();
  if (all.length <= MOST) return all;
  const cut = all.slice(0, MOST).replace(/[\uD800-\uDBFF]$/, '');
  const blank = cut.lastIndexOf(' ');
  return `${blank > MOST / 2 ? cut.slice(0, blank) : cut}…`;
}
