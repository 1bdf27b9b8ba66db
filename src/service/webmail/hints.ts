/**
 * What a reader should look at twice in a message: who it says it is from and who it is from, where an answer would go, names
 * that only look like known ones. Called by message.ts. Pure: what is known of the sender is an argument. Few and calm: a
 * hint that is usually wrong teaches people to pass over the right one.
 */
import { texts } from '#src/messages/catalogue.ts';
import { LANGUAGES } from '#src/model/language.ts';
import { registeredName } from '#src/protocol/safe-html/link-text.ts';
import { looksLike } from '#src/protocol/safe-html/look-alike.ts';
import type { DifferingLink } from '#src/protocol/safe-html/sanitise.ts';
import type { MessageHeader } from './message-header.ts';

export type Hint =
  | { readonly kind: 'authentication-failed'; readonly domain: string }
  | { readonly kind: 'sender-differs'; readonly shown: string; readonly address: string }
  | { readonly kind: 'reply-elsewhere'; readonly address: string }
  | { readonly kind: 'looks-like'; readonly domain: string; readonly known: string }
  | { readonly kind: 'own-address'; readonly address: string }
  | { readonly kind: 'not-from-us'; readonly address: string }
  | { readonly kind: 'link-differs'; readonly shown: string; readonly leads: string }
  | { readonly kind: 'first-contact' }
  | { readonly kind: 'in-junk'; readonly why: string };

/** What the host knows. */
export interface Known {
  /** Addresses of the reader: mailbox, aliases, identities. */
  readonly own: readonly string[];
  /** Domains he writes with. */
  readonly domains: readonly string[];
  /** He keeps this sender in the address book, or wrote to him in webmail. */
  readonly isContact: boolean;
  /** He has written to this sender, with whatever program. */
  readonly isWrittenTo: boolean;
  /** It lies in the junk folder. */
  readonly inJunk: boolean;
  /** It lies among what he wrote himself. */
  readonly isOwnWork: boolean;
}
export interface Weighed {
  readonly header: Pick<MessageHeader, 'from' | 'replyTo' | 'proof' | 'isList' | 'spamFlag' | 'unsubscribe'>;
  readonly links: readonly DifferingLink[];
  readonly known: Known;
  /** Our own name: what we write ourselves comes from it. */
  readonly hostname: string;
}
/** As what we sign our own letters. */
const OUR_NAMES = new Set(LANGUAGES.map((language) => texts(language).blockNotices.sender.toLowerCase()));
const MOST_LINKS = 2;
/** Whoever writes from here may be anybody: a name on it proves nothing, and a likeness to it says nothing. */
const SHARED = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com live.com live.no live.se msn.com yahoo.com icloud.com me.com aol.com proton.me protonmail.com gmx.com online.no telia.com telenor.no'.split(
    ' ',
  ),
);
/** Names that are imitated most; beside those the reader writes with. */
const IMITATED =
  'dnb.no nordea.no nordea.se nordea.com sparebank1.no handelsbanken.se handelsbanken.no swedbank.se seb.se bankid.no bankid.com vipps.no swish.nu klarna.com paypal.com skatteetaten.no skatteverket.se altinn.no nav.no posten.no postnord.no postnord.se postnord.com dhl.com microsoft.com apple.com google.com amazon.com netflix.com facebook.com digipost.no kivra.se finn.no blocket.se'.split(
    ' ',
  );

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
const ownerOf = (address: string): string => registeredName(domainOf(address));

/** The hints, the gravest first. Of what the reader wrote himself there are none. */
export function hintsOf({ header, links, known, hostname }: Weighed): readonly Hint[] {
  const from = header.from[0];
  if (known.isOwnWork || from === undefined) return junk(header, known);
  const { proof } = header;
  if (proof.ours) return junk(header, known);
  const isPosing = proof.verdict !== 'proven' && domainOf(from.address) === hostname.toLowerCase();
  const isFailed = proof.verdict === 'failed';
  const isOwn = known.own.includes(from.address.toLowerCase());
  const isMass = header.isList || header.unsubscribe !== null;
  const isSure = proof.verdict === 'proven';
  const isStranger =
    !known.isContact &&
    !known.isWrittenTo &&
    !isOwn &&
    !isMass &&
    !isMachine(from.address) &&
    !sharesDomain(from.address, known);
  const hints: readonly (Hint | null)[] = [
    isPosing || (OUR_NAMES.has(from.name.trim().toLowerCase()) && !isSure)
      ? { kind: 'not-from-us', address: from.address }
      : null,
    isOwn && !isSure ? { kind: 'own-address', address: from.address } : null,
    // Lists change messages on the way, so that the writer's proof breaks: then it says nothing.
    isFailed && !isOwn && !header.isList ? { kind: 'authentication-failed', domain: proof.domain } : null,
    likeness(from.address, known),
    shownAddress(from.name, from.address, known),
    // Newsletters and desks are answered elsewhere on purpose.
    isMass || (isSure && known.isContact) ? null : replyElsewhere(header),
    ...(isMass && isSure
      ? []
      : distinct(links)
          .slice(0, MOST_LINKS)
          .map((link): Hint => ({ kind: 'link-differs', ...link }))),
    isStranger ? { kind: 'first-contact' } : null,
  ];
  return [...hints.filter((hint) => hint !== null), ...junk(header, known)];
}

const junk = ({ proof, spamFlag }: Weighed['header'], known: Known): readonly Hint[] =>
  known.inJunk ? [{ kind: 'in-junk', why: spamFlag && proof.verdict === 'failed' ? 'authentication' : '' }] : [];

/** The same said once: letters repeat their link. */
const distinct = (links: readonly DifferingLink[]): readonly DifferingLink[] =>
  links.filter((one, at) => links.findIndex(({ shown, leads }) => shown === one.shown && leads === one.leads) === at);

/** Nobody is in touch with these. */
const isMachine = (address: string): boolean =>
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|ikke-?svar)@/i.test(address);
/** Colleagues are no strangers. */
const sharesDomain = (address: string, { own }: Known): boolean =>
  own.some((mine) => domainOf(mine) === domainOf(address) && !SHARED.has(domainOf(address)));

function likeness(address: string, known: Known): Hint | null {
  const domain = ownerOf(address);
  const mine = known.own.map(ownerOf);
  const writtenWith = known.domains.map(registeredName);
  if (domain === '' || [...mine, ...writtenWith, ...IMITATED].includes(domain)) return null;
  const wanted = new Set([...mine, ...writtenWith, ...IMITATED].filter((one) => !SHARED.has(one)));
  for (const one of wanted) if (looksLike(domain, one)) return { kind: 'looks-like', domain, known: one };
  return null;
}

/** `"post@dnb.no" <x@evil.example>`: the name is an address of somebody else. */
function shownAddress(name: string, address: string, known: Known): Hint | null {
  const shown = /[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[a-z]{2,24}/i.exec(name)?.[0];
  if (shown !== undefined && ownerOf(shown) !== ownerOf(address)) {
    // `kari@fjord.example via Liste`: what lists make of it.
    if (/\bvia\b/i.test(name)) return null;
    return { kind: 'sender-differs', shown, address };
  }
  // The reader's own domain as a name: `fjord.example Support`.
  const own = known.own.map(domainOf).find((domain) => !SHARED.has(domain) && name.toLowerCase().includes(domain));
  return own !== undefined && registeredName(own) !== ownerOf(address)
    ? { kind: 'sender-differs', shown: own, address }
    : null;
}

function replyElsewhere({ from, replyTo, proof }: Weighed['header']): Hint | null {
  const sender = from[0]?.address ?? '';
  const other = replyTo.find(({ address }) => address !== '' && ownerOf(address) !== ownerOf(sender));
  if (other === undefined) return null;
  // A firm that lets another send for it is answered at home; a stranger's free address is where answers are caught.
  const isCaught = SHARED.has(domainOf(other.address)) && !SHARED.has(domainOf(sender));
  return isCaught || proof.verdict !== 'proven' ? { kind: 'reply-elsewhere', address: other.address } : null;
}
