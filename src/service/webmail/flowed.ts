/**
 * Plain text as format=flowed (RFC 3676): paragraphs broken at 72 so that old programs show them well and new ones join them
 * again; quotes keep their marks, signatures and lines of the writer's own stay as they are. Used by compose.ts. Pure.
 */

const WIDTH = 72;
/** RFC 5322 §2.1.1: hard end of a line without blanks, long before 998 octets. */
const LONGEST = 900;

/** The text with CRLF lines; a blank at the end of a line says that it goes on. */
export function flowed(text: string): string {
  return text.replace(/\r\n?/g, '\n').split('\n').flatMap(lineOf).join('\r\n');
}

function lineOf(line: string): readonly string[] {
  const marks = /^(?:> ?)*/.exec(line)?.[0] ?? '';
  const depth = marks.replaceAll(' ', '').length;
  const body = line.slice(marks.length);
  const prefix = depth === 0 ? '' : `${'>'.repeat(depth)} `;
  // §4.3: the signature mark is what it is. Elsewhere a blank at the end would mean "goes on".
  if (body === '-- ') return [`${prefix}-- `];
  return wrapped(body.trimEnd(), WIDTH - prefix.length).map((part) => prefix + stuffed(part, depth));
}

/** §4.4: what could be read as a quote or as stuffing gets a blank in front. */
const stuffed = (part: string, depth: number): string =>
  depth === 0 && /^(?: |>|From )/.test(part) ? ` ${part}` : part;

function wrapped(body: string, width: number): readonly string[] {
  const out: string[] = [];
  let rest = body;
  while (rest.length > width) {
    const near = rest.lastIndexOf(' ', width);
    const cut = near > 0 && rest.slice(0, near).trim() !== '' ? near : rest.indexOf(' ', width);
    if (cut < 0 || cut >= LONGEST) {
      if (rest.length <= LONGEST) break;
      out.push(`${rest.slice(0, LONGEST)} `); // one endless word
      rest = rest.slice(LONGEST);
      continue;
    }
    out.push(rest.slice(0, cut + 1));
    rest = rest.slice(cut + 1);
  }
  return [...out, rest];
}
