/**
 * What is being written, and what was just sent: one for the whole of /mail, so that writing goes on while the reader looks
 * elsewhere. Opened by any page with `openCompose`; shown by Dock.svelte in the layout of /mail. Asks no server.
 */
import type { Outgoing } from '../shapes.ts';

export type AnswerKind = 'reply' | 'reply-all' | 'forward';
/** How writing begins: a draft that is there, a message of the Drafts folder, an answer, or a fresh one. */
export type ComposeStart =
  | { readonly draft: string }
  | { readonly message: string }
  | { readonly answers: { readonly id: string; readonly kind: AnswerKind } }
  | {
      readonly to?: readonly string[];
      readonly cc?: readonly string[];
      readonly bcc?: readonly string[];
      readonly subject?: string;
      readonly body?: string;
    };
interface Opened {
  /** Another number is another window. */
  readonly key: number;
  readonly start: ComposeStart;
}

let opened = $state.raw<Opened | null>(null);
let justSent = $state.raw<Outgoing | null>(null);
let discarded = $state.raw<{ readonly draft: string } | null>(null);
let uncopied = $state.raw<string | null>(null);
let round = $state(0);
let keys = 0;

export const compose = {
  get opened(): Opened | null {
    return opened;
  },
  /** On its way, for the bar with "undo"; null when there is nothing to say. */
  get justSent(): Outgoing | null {
    return justSent;
  },
  /** Thrown away a moment ago: may be had back. */
  get discarded(): { readonly draft: string } | null {
    return discarded;
  },
  /** Why the draft that was left is not in the folder for drafts, in words; it is kept all the same. */
  get uncopied(): string | null {
    return uncopied;
  },
  /** Counts what became of drafts and of what was sent: who lists them asks again when it changes. */
  get round(): number {
    return round;
  },
};

/** Opens the window; what was being written before is kept as a draft. */
export function openCompose(start: ComposeStart = {}): void {
  keys += 1;
  opened = { key: keys, start };
}
export function closeCompose(): void {
  opened = null;
  round += 1;
}
export function noteSent(outgoing: Outgoing | null): void {
  justSent = outgoing;
  round += 1;
}
export function noteUncopied(words: string | null): void {
  uncopied = words;
}
export function noteDiscarded(draft: string | null): void {
  discarded = draft === null ? null : { draft };
  round += 1;
}

/** `mailto:` (RFC 6068) as a start; unknown fields are left out. */
export function startOfMailto(link: string): ComposeStart {
  const url = new URL(link);
  const list = (text: string): string[] =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const decoded = (text: string): string => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  // RFC 6068 §5: "+" is itself here, not a blank.
  const fields = new Map<string, string>();
  for (const pair of url.search.slice(1).split('&')) {
    const at = pair.indexOf('=');
    if (at > 0) fields.set(pair.slice(0, at).toLowerCase(), decoded(pair.slice(at + 1)));
  }
  return {
    to: [...list(decoded(url.pathname)), ...list(fields.get('to') ?? '')],
    cc: list(fields.get('cc') ?? ''),
    bcc: list(fields.get('bcc') ?? ''),
    subject: fields.get('subject') ?? '',
    body: fields.get('body') ?? '',
  };
}
