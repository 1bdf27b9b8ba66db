/**
 * Between plain text and HTML: a plain mail as HTML for printing, an HTML mail as text for previews, answers and readers
 * who want it plain; and text that was written to flow (RFC 3676). Called by service/webmail. Pure, linear.
 */
import { decodeEntities } from '../mime/html-text.ts';
import { escape } from './escape.ts';

const ADDRESS = /\bhttps?:\/\/[^\s<>"]{1,2000}/g;

/** Plain text → HTML with links and quotes. */
export function textToHtml(text: string): string {
  let depth = 0;
  const out: string[] = [];
  for (const line of text.split('\n')) {
    const marks = /^(?:> ?){1,20}/.exec(line)?.[0] ?? '';
    const wanted = marks.replaceAll(' ', '').length;
    for (; depth < wanted; depth++) out.push('<blockquote type="cite">');
    for (; depth > wanted; depth--) out.push('</blockquote>');
    out.push(`${linked(line.slice(marks.length))}<br>`);
  }
  return `<div style="white-space:pre-wrap">${out.join('')}${'</blockquote>'.repeat(depth)}</div>`;
}

function linked(line: string): string {
  let out = '';
  let end = 0;
  for (const match of line.matchAll(ADDRESS)) {
    const address = withoutEnd(match[0]);
    out += `${escape(line.slice(end, match.index))}<a href="${escape(address)}">${escape(address)}</a>`;
    end = match.index + address.length;
  }
  return out + escape(line.slice(end));
}

/** Without the marks of the sentence that it stands in. */
function withoutEnd(address: string): string {
  let end = address.length;
  while (end > 0 && `.,;:!?)]}'»”`.includes(address[end - 1])) end--;
  return address.slice(0, end);
}

const BLOCK =
  /^\/?(?:address|article|aside|blockquote|center|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tr|ul)$/;
const SILENT = /^(?:script|style|head|title|textarea|svg|math|template|noscript)$/;

/** All but single spaces, which would be replaced by themselves. */
const BLANKS = /[ \t\r\n\f\u00a0]{2,}|[\t\r\n\f\u00a0]/g;

/** HTML → text that keeps paragraphs, lists, quotes and where links lead. For reading, never to be shown as HTML. */
export function htmlToText(html: string): string {
  let out = '';
  let at = 0;
  const push = (text: string): void => {
    out += text;
  };
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const stop = open < 0 ? html.length : open;
    if (stop > at) push(decodeEntities(html.slice(at, stop)).replaceAll(BLANKS, ' '));
    if (open < 0) break;
    const name = /^[/!?]?[a-zA-Z][a-zA-Z0-9-]{0,20}|^!--/.exec(html.slice(open + 1, open + 24))?.[0].toLowerCase();
    if (name === undefined) {
      push('<');
      at = open + 1;
      continue;
    }
    at = afterTag(html, open, name);
    if (name === 'br') push('\n');
    else if (name === 'li') push('\n- ');
    else if (name === 'td' || name === 'th') push(' ');
    else if (BLOCK.test(name)) push(/^\/?(?:p|h[1-6]|blockquote|ul|ol|table)$/.test(name) ? '\n\n' : '\n');
  }
  // Blanks first: a long run of them would be looked through again from each of its own.
  return out
    .replaceAll(/[ \t]{2,}/g, ' ')
    .replaceAll(/[ \t]?\n[ \t]?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function afterTag(html: string, open: number, name: string): number {
  const isComment = name === '!--';
  const end = html.indexOf(isComment ? '-->' : '>', open + 1);
  if (end < 0) return html.length;
  if (!SILENT.test(name) || html[end - 1] === '/') return end + (isComment ? 3 : 1);
  const closing = new RegExp(`</${name}`, 'gi');
  closing.lastIndex = end;
  const close = closing.exec(html)?.index ?? -1;
  const after = close < 0 ? -1 : html.indexOf('>', close);
  return after < 0 ? html.length : after + 1;
}

/** Joins the lines of `format=flowed` (RFC 3676 §4) again. */
export function unflowed(text: string, deletesSpace: boolean): string {
  const out: string[] = [];
  let open: { readonly marks: string } | null = null;
  for (const line of text.split('\n')) {
    const marks = /^>*/.exec(line)?.[0] ?? '';
    const rest = line.slice(marks.length);
    const body = rest.startsWith(' ') ? rest.slice(1) : rest;
    const isSignature = body === '-- ';
    const flows = !isSignature && body.endsWith(' ');
    const kept = flows && deletesSpace ? body.slice(0, -1) : body;
    const last = out.length - 1;
    if (open !== null && open.marks === marks && !isSignature) out[last] += kept;
    else out.push(marks === '' ? kept : `${marks} ${kept}`);
    open = flows ? { marks } : null;
  }
  return out.join('\n');
}
