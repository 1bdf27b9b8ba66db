/** Plain text as blocks for the page: paragraphs and quotes, with links found in them. Pure; never makes HTML. */
export interface Piece {
  readonly text: string;
  /** Where it leads; null: words. */
  readonly href: string | null;
}
export interface Block {
  readonly quoted: boolean;
  readonly pieces: readonly Piece[];
}
const LINK = /\bhttps?:\/\/[^\s<>"]{1,2000}|\b[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[a-z]{2,24}\b/gi;
const MOST_LINKS = 2_000;

/** Neighbouring lines of one kind are one block. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^\s?>/.test(line);
    const last = blocks.at(-1);
    // An empty line belongs to what stands around it.
    if (last !== undefined && (last.quoted === quoted || (line.trim() === '' && last.quoted))) last.lines.push(line);
    else blocks.push({ quoted, lines: [line] });
  }
  let left = MOST_LINKS;
  return blocks.map(({ quoted, lines }) => {
    const pieces = left > 0 ? linked(lines.join('\n')) : [{ text: lines.join('\n'), href: null }];
    left -= pieces.length;
    return { quoted, pieces };
  });
}

function linked(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const said = match[0].replace(/[.,;:!?)\]}'»”]+$/, '');
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), href: null });
    pieces.push({ text: said, href: said.includes('://') ? said : `mailto:${said}` });
    end = match.index + said.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), href: null });
  return pieces;
}
