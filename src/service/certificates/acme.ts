/**
 * `tls.mode = "acme"`: the certificates that the doors show, the answers that prove names, and the keeper that orders and
 * renews, on the data folder. Wires only; called by host-state.ts.
 */
import { readFileSync } from 'node:fs';
import { freshKey } from '#src/net/acme/certificate-request.ts';
import { type ChallengeAnswers, createChallengeAnswers } from '#src/net/acme/challenge-answers.ts';
import { createAcmeClient } from '#src/net/acme/client.ts';
import { type HeldCertificates, heldCertificates } from '#src/net/acme/held-certificates.ts';
import { openKeptFiles } from '#src/net/acme/kept-files.ts';
import type { Certificates } from '#src/net/authority.ts';
import type { Clock } from '#src/net/clock.ts';
import type { LoadedConfiguration } from '#src/net/configuration-file.ts';
import type { Resolver } from '#src/net/dns-answer.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import { createReach } from '#src/net/reach.ts';
import { createWebFetch } from '#src/net/web-fetch.ts';
import { accountKey } from '#src/protocol/acme/jws.ts';
import type { Database } from '#src/store/database.ts';
import { change } from '../change.ts';
import { done } from '../outcome.ts';
import { opening, StartProblem } from '../start-problem.ts';
import { lookAtCaa } from './caa.ts';
import { type CertificateKeeper, createCertificateKeeper } from './keeper.ts';
import type { ChallengeKind } from './prove.ts';
import { pointsHere, wantedNames } from './wanted-names.ts';

export interface Acme {
  readonly held: HeldCertificates;
  readonly answers: ChallengeAnswers;
  readonly keeper: CertificateKeeper;
}
export interface AcmeDeps {
  readonly loaded: LoadedConfiguration;
  readonly db: Database;
  readonly clock: Clock;
  readonly resolver: Resolver;
  /** What the authority will see now, not what we saw an hour ago. */
  readonly uncached: Pick<DnsResolver, 'query'>;
  /** The own authority, which stands in. */
  readonly own: Certificates;
  readonly onTrouble: (error: unknown) => void;
}

/** Throws StartProblem when a file cannot be used. */
export async function openAcme({ loaded, db, clock, resolver, uncached, own, onTrouble }: AcmeDeps): Promise<Acme> {
  const { configuration, dataFolder } = loaded;
  const { hostname, listen, net, outbound, tls } = configuration;
  const { directory, contact, eabKid, eabKey, authority, ordersPerHour } = tls.acme;
  const trust = authority === '' ? [] : [readAuthority(authority)];
  const files = await opening(async () => openKeptFiles(dataFolder, directory), dataFolder);
  const kept = files.account() ?? { directory, key: freshKey(), url: null, orders: null, contact };
  files.putAccount(kept);
  for (const path of files.damaged) onTrouble(new Error(`${path} was damaged and is put aside`));
  const key = accountKey(kept.key);
  // Whoever names an authority of his own has it where he likes.
  const allowPrivate = net.allowPrivate || authority !== '';
  const reach = createReach(outbound.hosts);
  const fetch = createWebFetch({ resolver, reach, allowPrivate, clock, trust: () => trust });
  const held = heldCertificates({ own, hostname, clock });
  const answers = createChallengeAnswers();
  const challenges: ChallengeKind[] = [];
  if (listen.http !== 'off') challenges.push('http-01');
  if (listen.https !== 'off') challenges.push('tls-alpn-01');
  const keeper = createCertificateKeeper({
    client: createAcmeClient({ fetch, clock, directoryUrl: directory, key }),
    files,
    key,
    contact,
    outside: eabKid === '' ? null : { kid: eabKid, key: eabKey },
    answers,
    clock,
    directory,
    challenges,
    held,
    wanted: () => wantedNames({ db, hostname, more: tls.names }),
    pointing: (name) => pointsHere({ resolver, hostname, addresses: outbound.addresses, allowPrivate }, name),
    caa: (name, asked) => lookAtCaa(uncached, name, asked),
    ordersPerHour,
    note: async (action, name, before, after) => {
      await change({ db, clock, actor: 'system' }, async (_, audit) => {
        await audit(action, name, before, after);
        return done(null);
      });
    },
    onTrouble,
  });
  return { held, answers, keeper };
}

function readAuthority(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new StartProblem('certificateUnreadable', { why: `tls.acme.authority: ${String(error)}` });
  }
}
