/** SMTP replies as text (RFC 5321 §4.2, RFC 2034 enhanced codes on every line). Called by the SMTP session. Pure. */

/** RFC 5321 §4.5.3.1.5: a reply line has at most 512 octets; ours stay well below. */
const MAX_TEXT = 400;

/** One reply, several lines when `texts` has several. Line ends inside a text become blanks: nobody forges a reply. */
export function reply(code: number, enhanced: string | null, ...texts: readonly string[]): string {
  const lines = texts.length === 0 ? [''] : texts;
  const prefix = enhanced === null ? '' : `${enhanced} `;
  let out = '';
  for (let i = 0; i < lines.length; i += 1)
    out += `${code}${i === lines.length - 1 ? ' ' : '-'}${prefix}${oneLine(lines[i])}\r\n`;
  return out;
}

// oxlint-disable-next-line no-control-regex
const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, MAX_TEXT);
