/**
 * Between the editor's HTML and plain text: the other half of a letter, and text that is to be edited as HTML. What is clean is
 * decided in protocol/safe-html/written.ts. Used by drafts and sending. Pure.
 */
import { escape } from '#src/protocol/safe-html/escape.ts';

/** Plain text as HTML, a block a line. */
export const htmlOfLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<div>${line === '' ? '<br>' : escape(line)}</div>`)
    .join('');

/** Content-IDs that the HTML shows, without `cid:`. */
export const shownImages = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(/\bsrc="cid:([^"]+)"/g)].map(([, cid]) => cid));

const BLOCK = /<\/?(?:p|div|br|hr|ul|ol|li|blockquote|pre|h[1-6]|table|tr|address|dl|dt|dd|center)\b[^>]*>/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" };
const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal: string, hex: string, name: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
  });

/** Clean HTML as plain text: lines, list marks, quotes as `> `, links with where they lead. For the other half of a letter. */
export function textOfHtml(clean: string): string {
  const out: string[] = [];
  let line = '';
  let depth = 0;
  let at = 0;
  let link: { href: string; start: number } | null = null;
  const isBlank = (): boolean => line.trim() === '';
  const end = (force: boolean): void => {
    const marks = '>'.repeat(depth) + (depth > 0 ? ' ' : '');
    // RFC 3676 §4.3: the mark of a signature ends in a blank.
    if (line.trim() === '--') out.push(`${marks}-- `);
    else if (force || !isBlank()) out.push((marks + line).trimEnd());
    line = '';
  };
  for (const match of clean.matchAll(/<\/?[a-z][^>]*>/gi)) {
    line += decode(clean.slice(at, match.index)).replace(/[\r\n\t ]+/g, ' ');
    at = match.index + match[0].length;
    const tag = match[0].toLowerCase();
    if (tag.startsWith('<br')) end(true);
    else if (tag.startsWith('<blockquote')) {
      end(false);
      depth += 1;
    } else if (tag === '</blockquote>') {
      end(false);
      depth = Math.max(0, depth - 1);
    } else if (tag.startsWith('<li')) {
      end(false);
      line = '* ';
    } else if (tag.startsWith('<a ')) {
      link = { href: decode(/href="([^"]*)"/.exec(match[0])?.[1] ?? ''), start: line.length };
    } else if (tag === '</a>' && link !== null) {
      const said = line.slice(link.start).trim();
      if (link.href !== '' && !link.href.includes(said) && !said.includes(link.href)) line += ` <${link.href}>`;
      link = null;
    } else if (tag.startsWith('<td') || tag.startsWith('<th')) line += isBlank() ? '' : '\t';
    else if (tag.startsWith('</p>')) {
      end(false);
      out.push('>'.repeat(depth));
    } else if (BLOCK.test(tag)) end(false);
    BLOCK.lastIndex = 0;
  }
  line += decode(clean.slice(at)).replace(/[\r\n\t ]+/g, ' ');
  end(false);
  return out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd();
}
