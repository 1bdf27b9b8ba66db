/**
 * HTML of a draft between server and editor: what the server keeps names pictures by content id (`cid:`), the editor shows them
 * from our own address. Cleans what comes in, whoever wrote it. Used by the window and by the editor.
 */
import DOMPurify from 'dompurify';
import { apiAddress } from '../../api.ts';
import type { Upload } from '../shapes.ts';

export const pictureAddress = (draft: string, upload: string): string =>
  apiAddress(`/mail/drafts/${encodeURIComponent(draft)}/attachments/${encodeURIComponent(upload)}`);

const OWN = /^\/api\/v1\/mail\/drafts\/[\w-]+\/attachments\/[\w-]+(?:\?whose=[\w.-]+)?$/;
const FORBIDDEN = [
  'style',
  'form',
  'input',
  'button',
  'select',
  'textarea',
  'video',
  'audio',
  'svg',
  'math',
  'iframe',
  'object',
];

/** Clean markup as nodes; pictures from elsewhere are not fetched. */
export function cleanFragment(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    FORBID_TAGS: FORBIDDEN,
    FORBID_ATTR: ['id', 'name', 'srcset', 'background', 'action', 'formaction'],
    ALLOW_DATA_ATTR: false,
  });
  for (const image of fragment.querySelectorAll('img')) if (!OWN.test(image.getAttribute('src') ?? '')) image.remove();
  for (const one of fragment.querySelectorAll<HTMLElement>('[style]'))
    if (/url\s*\(|position\s*:|@import|expression/i.test(one.getAttribute('style') ?? '')) one.removeAttribute('style');
  return fragment;
}

const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

/** As the editor shows it. */
export function toShown(html: string, draft: string, uploads: readonly Upload[]): string {
  if (!html.includes('cid:')) return html;
  const page = parsed(html);
  for (const image of page.querySelectorAll('img')) {
    const cid = (image.getAttribute('src') ?? '').replace(/^cid:/, '');
    const upload = uploads.find((one) => one.cid === cid);
    if (upload !== undefined) image.setAttribute('src', pictureAddress(draft, upload.id));
  }
  return page.body.innerHTML;
}
/** As the server keeps it. */
export function toKept(html: string, uploads: readonly Upload[]): string {
  if (!html.includes('<img')) return html;
  const page = parsed(html);
  for (const image of page.querySelectorAll('img')) {
    const id = (image.getAttribute('src') ?? '').split('?')[0]?.split('/').at(-1);
    const upload = uploads.find((one) => one.id === id);
    if (upload?.cid == null) image.remove();
    else image.setAttribute('src', `cid:${upload.cid}`);
  }
  return page.body.innerHTML;
}

const BLOCKS = 'p,div,br,hr,ul,ol,li,blockquote,pre,h1,h2,h3,h4,h5,h6,table,tr';
/** The words of the markup, a line a block; for plain text. */
export function textOf(html: string): string {
  const page = parsed(html);
  const out: string[] = [];
  let line = '';
  let depth = 0;
  const end = (force: boolean): void => {
    if (force || line.trim() !== '') out.push(`${'> '.repeat(depth)}${line.trimEnd()}`.trimEnd());
    line = '';
  };
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) line += (node.textContent ?? '').replace(/\s+/g, ' ');
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const element = node as HTMLElement;
    const isBlock = element.matches(BLOCKS);
    if (element.tagName === 'BR') return end(true);
    if (isBlock) end(false);
    if (element.tagName === 'LI') line = '* ';
    if (element.tagName === 'BLOCKQUOTE') depth += 1;
    for (const child of element.childNodes) walk(child);
    if (isBlock) end(false);
    if (element.tagName === 'BLOCKQUOTE') depth -= 1;
  };
  for (const child of page.body.childNodes) walk(child);
  end(false);
  return out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd();
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const htmlOf = (text: string): string =>
  text
    .split('\n')
    .map(
      (line) => `<div>${line === '' ? '<br>' : line.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter)}</div>`,
    )
    .join('');
