/** The host of the settings corpus: fjord.example is here, at post.host.example with the usual ports. No database behind it. */
import { type MailOffer, offeredServers, USUAL_PORTS } from '#src/model/mail-offer.ts';
import type { RightDeps } from '#src/service/settings-right.ts';

export const CORPUS_HOST = 'post.host.example';
const endpoints = Object.fromEntries(Object.entries(USUAL_PORTS).map(([door, port]) => [door, `198.51.100.7:${port}`]));

/** What a visitor's check asks; persons, and so the database, are not in it. */
export const corpusDeps: RightDeps = {
  db: null as never,
  configuration: { hostname: CORPUS_HOST, listen: {} as never, tls: { names: [] } as never },
  setup: {
    offer: (domain): Promise<MailOffer | null> =>
      Promise.resolve(
        domain === 'fjord.example'
          ? { domain, provider: CORPUS_HOST, servers: offeredServers(CORPUS_HOST, endpoints) }
          : null,
      ),
  },
};
