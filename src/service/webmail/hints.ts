/**
 * What a reader should look at twice in a message: who it says it is from and who it is from, where an answer would go, names
 * that only look like known ones. Called by message.ts. Pure: what is known of the sender is an argument. Few and calm: a
 * hint that is usually wrong teaches people to pass over the right one.
 */
import type { DifferingLink } from '#src/protocol/safe-html/sanitise.ts';
import type { MessageHeader } from './message-header.ts';

export type Hint =
  | { readonly kind: 'authentication-failed'; readonly domain: string }
  | { readonly kind: 'sender-differs'; readonly shown: string; readonly address: string }
  | { readonly kind: 'reply-elsewhere'; readonly address: string }
  | { readonly kind: 'looks-like'; readonly domain: string; readonly known: string }
  | { readonly kind: 'own-address'; readonly address: string }
  | { readonly kind: 'link-differs'; readonly shown: string; readonly leads: string }
  | { readonly kind: 'first-contact' }
  | { readonly kind: 'in-junk'; readonly why: string };

/** What the host knows. */
export interface Known {
  /** Addresses of the reader: mailbox, aliases, identities. */
  readonly own: readonly string[];
  /** Domains he writes with. */
  readonly domains: readonly string[];
  /** He has written to this sender, or keeps him in the address book. */
  readonly isContact: boolean;
  /** It lies in the junk folder. */
  readonly inJunk: boolean;
}

/** The hints, the gravest first. */
export function hintsOf(_of: {
  readonly header: MessageHeader;
  readonly links: readonly DifferingLink[];
  readonly known: Known;
}): readonly Hint[] {
  return [];
}
