/** What the API of the centre needs of a host: who visits, over what, and the use cases. Made by host.ts; decides nothing. */
import type { Locate } from '#src/net/geo/locate.ts';
import type { App } from '#src/service/app.ts';
import { createChallenges } from '#src/service/centre/challenges.ts';
import { relyingPartyOf } from '#src/service/centre/relying-party.ts';
import { tellSecurityBy } from '#src/service/centre/security-notices.ts';
import { createThrottle } from '#src/service/centre/throttle.ts';
import { centreApi } from './api/app.ts';
import type { CentreApi } from './api/centre.ts';
import { visitsThrough } from './visit.ts';

export interface CentreSourcesDeps {
  readonly app: App;
  /** Networks of trusted proxies: their word on the visitor's address and on https counts. */
  readonly trustedProxies: readonly string[];
  readonly locate: Locate;
  /** Endpoint name → `address:port`. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly ownerSeenFrom: (remote: string, mailbox: string) => Promise<unknown>;
}

export function createCentre({ app, trustedProxies, locate, endpoints, ownerSeenFrom }: CentreSourcesDeps): CentreApi {
  const { remoteOf, isProxied, isSecure } = visitsThrough(trustedProxies);
  const { db, clock, hasher } = app;
  return centreApi({
    app,
    db,
    clock,
    hasher,
    throttle: createThrottle(clock),
    countryAt: (remote) => locate(remote).country,
    endpoints,
    challenges: createChallenges(clock),
    tellSecurity: tellSecurityBy(app.notices, clock),
    ownerSeenFrom,
    remoteOf,
    isSecure,
    relyingParty: (context) =>
      relyingPartyOf({
        host: (isProxied(context) ? context.req.header('x-forwarded-host') : undefined) ?? context.req.header('host'),
        isSecure: isSecure(context),
        base: app.configuration.links.base,
        hostname: app.hostname,
      }),
  });
}
