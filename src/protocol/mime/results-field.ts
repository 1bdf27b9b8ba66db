/**
 * The value of an Authentication-Results field (RFC 8601 §2.2) without what a stranger can put into it: comments go, and of
 * quoted strings only harmless ones stay. Called by what reads our own results (webmail, the journal). A sender chooses his
 * address and his greeting, which stand there in comments and in quotes, and so does every word in them. Pure, linear.
 */

/** What may stand outside quotes: no blank, no semicolon, nothing that could be a result of its own. */
const HARMLESS = /^[\w+/@.=-]*$/;

/** Results parted by `;`, each `method=result property=value …`; a quoted value that could be mistaken is left empty. */
export function plainResults(value: string): string {
  let out = '';
  let at = 0;
  while (at < value.length) {
    const char = value[at];
    if (char === '(') {
      at = afterComment(value, at);
      out += ' ';
    } else if (char === '"') {
      const { text, next } = quoted(value, at);
      out += HARMLESS.test(text) ? text : '""';
      at = next;
    } else {
      // RFC 5322 §3.2.1: only comments and quoted strings know a quoted pair; elsewhere it is dirt.
      out += char === '\\' ? ' ' : char;
      at += 1;
    }
  }
  return out;
}

/** Comments nest (RFC 5322 §3.2.2); one without an end takes the rest. */
function afterComment(value: string, open: number): number {
  let depth = 0;
  for (let at = open; at < value.length; at++) {
    const char = value[at];
    if (char === '\\') at++;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at + 1;
  }
  return value.length;
}

function quoted(value: string, open: number): { readonly text: string; readonly next: number } {
  let text = '';
  for (let at = open + 1; at < value.length; at++) {
    const char = value[at];
    if (char === '"') return { text, next: at + 1 };
    if (char === '\\') at++;
    text += value[at] ?? '';
  }
  return { text: ' ', next: value.length };
}
