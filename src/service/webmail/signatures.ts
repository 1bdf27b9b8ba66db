/**
 * A signature as it may be kept: both halves say the same, with an end, and its HTML is as clean as any letter's that leaves
 * this host (protocol/safe-html/written.ts). Called by identities.ts. Pure.
 */
import { MAX_SIGNATURE } from '#src/model/webmail-settings.ts';
import { escape } from '#src/protocol/safe-html/escape.ts';
import { cleanHtml } from '#src/protocol/safe-html/written.ts';
import { textOfHtml } from './written-html.ts';

export interface Signature {
  readonly signatureHtml: string;
  readonly signatureText: string;
}

/** Plain text as HTML that says the same. */
const htmlOfText = (text: string): string => escape(text).replace(/\n/g, '<br>');
const tidyText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .trimEnd();

/** The half that is empty is made of the other. Null: it is too long. */
export function tidySignature(typed: Signature): Signature | null {
  if (typed.signatureHtml.length > MAX_SIGNATURE || typed.signatureText.length > MAX_SIGNATURE) return null;
  const html = cleanHtml(typed.signatureHtml).trim();
  const text = tidyText(typed.signatureText);
  const saysSomething = textOfHtml(html).trim() !== '';
  return {
    signatureHtml: saysSomething ? html : htmlOfText(text),
    signatureText: text === '' && saysSomething ? tidyText(textOfHtml(html)) : text,
  };
}
