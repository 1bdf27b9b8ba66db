/**
 * Prints letters: a document of our own with who, when and what is attached above each, in a frame without scripts that is
 * seen by nobody; this page asks the browser to print that frame. Called by Message.svelte and Conversation.svelte.
 */
import { apiAddress } from '../../api.ts';
import { letterRoot } from './measure.ts';

let last: HTMLIFrameElement | null = null;

export interface PrintAsked {
  readonly ids: readonly string[];
  /** Of these with pictures from elsewhere. */
  readonly shown: readonly string[];
  readonly inside: string | null;
  readonly language: string;
}

/** Where the letters stand as one document, under the API. */
export function paperAddress({ ids, shown, inside, language }: PrintAsked): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const query = new URLSearchParams({
    ids: ids.join(','),
    ...(shown.length === 0 ? {} : { shown: shown.join(',') }),
    ...(inside === null ? {} : { inside }),
    ...(zone === undefined ? {} : { zone }),
    lang: language,
  });
  return apiAddress(`/mail/paper?${query}`);
}

/** Resolves when the browser was asked to print; false: the letters could not be fetched. */
export async function printLetters(asked: PrintAsked): Promise<boolean> {
  last?.remove();
  const frame = document.createElement('iframe');
  last = frame;
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.referrerPolicy = 'no-referrer';
  frame.tabIndex = -1;
  frame.dataset['paper'] = '';
  // As wide as a page, so that the browser need not lay it out twice; out of sight, not out of being.
  frame.style.cssText =
    'position:fixed;left:-9999px;top:0;width:794px;height:1123px;border:0;opacity:0;pointer-events:none';
  const loaded = new Promise<void>((resolve) => frame.addEventListener('load', () => resolve(), { once: true }));
  const address = paperAddress(asked);
  frame.src = address;
  document.body.append(frame);
  await loaded;
  if (letterRoot(frame) === null || frame.contentWindow === null) {
    frame.remove();
    // Without TLS the page may not see the frame: then the reader prints from a tab of its own.
    if (!isSecureContext) window.open(address, '_blank', 'noopener');
    return !isSecureContext;
  }
  frame.contentWindow.focus();
  frame.contentWindow.print();
  return true;
}
