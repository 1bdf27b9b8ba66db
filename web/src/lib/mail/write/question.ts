/** What a friend would ask before the letter goes. Used by Compose.svelte. Shows nothing and holds nothing back by itself. */
import { speaksOfFiles } from './addresses.ts';
import type { Written } from './keeping.ts';
import type { Writing } from './writing.svelte.ts';

/** It says nothing in its subject, or speaks of files that are not there. */
export type Question = 'subject' | 'files';

/** Null: nothing to ask. */
export function questionOf({ written, uploads, answers }: Writing): Question | null {
  if (written.subject.trim() === '') return 'subject';
  const said = `${written.subject}\n${ownWords(written)}`;
  const hasFiles = uploads.some(({ cid }) => cid === null);
  return hasFiles || !speaksOfFiles(said) || answers?.kind === 'forward' ? null : 'files';
}
/** Without the quote and the signature. */
function ownWords({ format, html, text }: Written): string {
  if (format === 'plain') return text.split(/\n-{3,}|\n-- \n/)[0] ?? '';
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const one of page.querySelectorAll('blockquote, .signature, .intro')) one.remove();
  return page.body.textContent;
}
