/**
 * Everything about setting up programs that the doors share: the offer of a domain, one-time links for phones, signed
 * profiles, where this host answers over https. Made once by host.ts; asked by http/setup and by the API.
 */
import type { Configuration } from '#src/model/configuration.ts';
import type { MailOffer } from '#src/model/mail-offer.ts';
import { type ProfileWish, writeProfile } from '#src/protocol/apple-profile/profile.ts';
import { signDocument } from '#src/protocol/apple-profile/signed.ts';
import type { Certificates } from '#src/net/authority.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { isSetupName, mailHostsOf, offerFor } from './offers.ts';
import { createPhoneLinks, type PhoneLinks } from './phone-links.ts';

export interface SetupDeskDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly configuration: Pick<Configuration, 'hostname' | 'links' | 'listen' | 'tls'>;
  /** Endpoint name → where it listens, as far as it is open. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Certificate and key of the host; throws when they cannot be read. */
  readonly certificates: Pick<Certificates, 'identity' | 'trusts'>;
}

export interface SetupDesk {
  /** Null for a domain that is not hosted here. */
  offer(domain: string): Promise<MailOffer | null>;
  /** A name of a hosted domain under which our web door answers: `autoconfig.fjord.example`. */
  readonly isOurName: (name: string) => Promise<boolean>;
  /** Hosts that senders may deliver the mail of a domain to; null when it is not hosted here. */
  mailHosts(domain: string): Promise<readonly string[] | null>;
  /** The Apple profile, signed where the key allows; null when there is nothing to set up. */
  profile(offer: MailOffer, wish: ProfileWish): Uint8Array<ArrayBuffer> | null;
  readonly phoneLinks: PhoneLinks;
  /** Can a program get a document under this name: over TLS with a certificate that names it, or plainly at port 80? */
  reaches(name: string): boolean;
  /** Where this host answers over https, without a slash at the end; null while it does not. */
  readonly secureBase: () => string | null;
  /** RFC 8461 §5: senders cannot check an own authority, so with one nothing may be asked of them. */
  readonly stsMode: () => 'enforce' | 'testing';
  /** Is this name shown a certificate that the world believes? */
  readonly trusts: (name: string) => boolean;
}

export function createSetupDesk({ db, clock, configuration, endpoints, certificates }: SetupDeskDeps): SetupDesk {
  const { hostname, links, listen, tls } = configuration;
  const { trusts } = certificates;
  const deps = { db, hostname, endpoints };
  return {
    offer: (domain) => offerFor(deps, domain),
    isOurName: (name) => isSetupName(deps, name),
    mailHosts: (domain) => mailHostsOf(deps, domain),
    profile: (offer, wish) => {
      const document = writeProfile(offer, wish);
      if (document === null) return null;
      try {
        return new Uint8Array(signDocument(document, certificates.identity(), clock.now()) ?? Buffer.from(document));
      } catch {
        // A certificate that cannot be read is told by the operator's check-up; the customer still gets his profile.
        return new Uint8Array(Buffer.from(document));
      }
    },
    phoneLinks: createPhoneLinks(clock),
    reaches: (name) => {
      const isPlain = listen.http !== 'off' && listen.http.port === 80;
      if (isPlain || endpoints['https'] === undefined) return isPlain;
      // The own authority makes one for every name; who believes it is another question.
      return tls.mode === 'own' || trusts(name);
    },
    secureBase: () => endpoints['https'] ?? (links.base.startsWith('https://') ? new URL(links.base).origin : null),
    // What senders check is the mail host's own name.
    stsMode: () => (trusts(hostname) ? 'enforce' : 'testing'),
    trusts,
  };
}
