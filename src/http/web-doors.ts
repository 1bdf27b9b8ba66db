/**
 * Opens the web doors, plain and with TLS, each where the configuration says; both answer the same routes. Called by host.ts.
 * Knows no route.
 */
import type { Configuration } from '#src/model/configuration.ts';
import type { ChallengeAnswers } from '#src/net/acme/challenge-answers.ts';
import type { Certificates } from '#src/net/authority.ts';
import type { Clock } from '#src/net/clock.ts';
import { createNamedCertificates } from '#src/net/named-certificates.ts';
import type { SetupDesk } from '#src/service/setup/desk.ts';
import { listening } from '#src/service/start-problem.ts';
import { startHttps } from './https-door.ts';
import type { SecureWay } from './secure-way.ts';
import { freshStartToken, httpRoutes, type HttpSources, type StartLinks, startHttp } from './server.ts';

export interface WebDoors {
  /** `http` and `https` as in endpoints.json, as far as they are open. */
  readonly endpoints: { readonly http?: string; readonly https?: string };
  /** A fresh one-time link to the start page; older ones stop working. Null: no door is open. */
  newStartLink(): string | null;
  stop(): Promise<void>;
}
export interface WebDoorsWish {
  readonly listen: Pick<Configuration['listen'], 'http' | 'https'>;
  readonly hostname: string;
  readonly clock: Clock;
  readonly certificates: Certificates;
  /** Certificates ordered by ACME; null: they come from elsewhere. */
  readonly acme: { readonly answers: ChallengeAnswers } | null;
  readonly setup: Pick<SetupDesk, 'isOurName'>;
  readonly sources: HttpSources;
  /** Networks of proxies of ours. */
  readonly trustedProxies: readonly string[];
  /** Where links begin, without a slash at the end. */
  readonly linkBase: () => string;
  readonly onTrouble: (error: unknown) => void;
}

/** Throws StartProblem when a port cannot be had; then none of the two is open. */
export async function openWebDoors(wish: WebDoorsWish): Promise<WebDoors> {
  const { listen, hostname, clock, certificates, onTrouble } = wish;
  const proofs = wish.acme?.answers;
  const links: StartLinks = { token: '', session: '' };
  const { http: plain, https: secure } = listen;
  const stops: (() => Promise<void>)[] = [];
  const endpoints: { http?: string; https?: string } = {};
  const secureWay: SecureWay = {
    trustedProxies: wish.trustedProxies,
    baseOf: (name) => {
      if (endpoints.https === undefined || !certificates.trusts(name)) return null;
      const told = URL.parse(wish.linkBase());
      // Behind a router the port that the world knows is the one in `links.base`.
      if (told?.protocol === 'https:' && told.hostname === name) return told.origin;
      const { port } = new URL(endpoints.https);
      return `https://${name}${port === '' ? '' : `:${port}`}`;
    },
  };
  const app = httpRoutes({ ...wish.sources, secureWay }, links);
  if (plain !== 'off') {
    const door = await listening('http', plain, () => startHttp(app, plain));
    stops.push(door.stop);
    endpoints.http = door.url;
  }
  if (secure !== 'off') {
    const named = createNamedCertificates({ certificates, hostname, clock, isOurs: wish.setup.isOurName });
    const opening = listening('https', secure, () =>
      startHttps(app, { listen: secure, certificates: named, identity: certificates.identity, proofs, onTrouble }),
    );
    const door = await opening.catch(async (error: unknown) => {
      await Promise.all(stops.map((stop) => stop()));
      throw error;
    });
    stops.push(door.stop);
    endpoints.https = `https://${hostname}${door.port === 443 ? '' : `:${door.port}`}`;
  }
  const base = endpoints.http ?? endpoints.https;
  return {
    endpoints,
    newStartLink: () => (base === undefined ? null : `${base}/start?token=${freshStartToken(links)}`),
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}
