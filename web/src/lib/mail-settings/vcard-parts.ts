/** A vCard file in pieces that one question can carry: whole cards, without pictures. Pure. */

const MOST = 400_000;
/** More than this is no address book. */
export const MOST_FILE = 60_000_000;

/** Pictures, sounds and keys are long and are not kept: their lines go, with those that go on from them. */
function withoutPictures(text: string): string {
  const kept: string[] = [];
  let isSkipping = false;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (isSkipping && (line.startsWith(' ') || line.startsWith('\t') || line === '')) continue;
    isSkipping = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]/i.test(line);
    if (!isSkipping) kept.push(line);
  }
  return kept.join('\r\n');
}

/** The pieces, in order; a file without cards is one piece, so that the server says what is wrong. */
export function vcardParts(file: string): readonly string[] {
  const text = withoutPictures(file);
  const cards = text.match(/BEGIN:VCARD[\s\S]*?END:VCARD/gi) ?? [text.slice(0, MOST)];
  const parts: string[] = [];
  let part = '';
  for (const card of cards) {
    if (part !== '' && part.length + card.length > MOST) {
      parts.push(part);
      part = '';
    }
    part += `${card.slice(0, MOST)}\r\n`;
  }
  return [...parts, part];
}
