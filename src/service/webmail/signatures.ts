/**
 * A signature as it may be kept: plain text with an end, HTML only as the sanitiser of mail leaves it. Called by identities.ts.
 * Pure.
 */
import { MAX_SIGNATURE } from '#src/model/webmail-settings.ts';

export interface Signature {
  readonly signatureHtml: string;
  readonly signatureText: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Plain text as HTML that says the same. */
export const htmlOfText = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => ENTITIES[letter]).replace(/\n/g, '<br>');

const tidyText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .trimEnd();

/** Null: it is too long. */
export function tidySignature(typed: Signature): Signature | null {
  if (typed.signatureHtml.length > MAX_SIGNATURE || typed.signatureText.length > MAX_SIGNATURE) return null;
  const signatureText = tidyText(typed.signatureText);
  return { signatureText, signatureHtml: signatureText === '' ? '' : htmlOfText(signatureText) };
}
