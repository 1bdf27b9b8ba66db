/**
 * The web door with TLS: the same routes as the plain one, and for each name that leads here the certificate that names it.
 * Called by http/web-doors.ts. Knows no route.
 */
import { createServer } from 'node:https';
import type { Server } from 'node:net';
import type { SecureContext } from 'node:tls';
import { serve, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import type { ListenAddress } from '#src/model/configuration.ts';
import type { ChallengeAnswers } from '#src/net/acme/challenge-answers.ts';
import { answerProofs } from '#src/net/acme/proof-door.ts';
import type { NamedCertificates } from '#src/net/named-certificates.ts';
import { stopServer, PATIENCE } from './server.ts';

export interface HttpsDoor {
  readonly port: number;
  readonly stop: () => Promise<void>;
}
export interface HttpsWish {
  readonly listen: ListenAddress;
  readonly certificates: NamedCertificates;
  /** For visitors who name no host: certificate and key, as PEM. */
  readonly identity: () => { readonly chain: string; readonly key: string };
  /** What proves a name to a certificate authority; absent: none is asked. */
  readonly proofs?: ChallengeAnswers | undefined;
  readonly onTrouble: (error: unknown) => void;
}

/** Listens; throws with code EADDRINUSE, EACCES … when it cannot. */
export async function startHttps(app: Hono, wish: HttpsWish): Promise<HttpsDoor> {
  const { listen, certificates, identity, onTrouble } = wish;
  const { chain, key } = identity();
  const server = await new Promise<ServerType>((resolve, reject) => {
    const starting = serve(
      {
        fetch: app.fetch,
        hostname: listen.address,
        port: listen.port,
        createServer,
        serverOptions: {
          ...PATIENCE,
          cert: chain,
          key,
          // RFC 8996: nothing older.
          minVersion: 'TLSv1.2',
          SNICallback: (name: string, answer: (error: Error | null, context?: SecureContext) => void) => {
            certificates.contextFor(name).then(
              (context) => answer(null, context),
              (error: unknown) => {
                onTrouble(error);
                answer(error instanceof Error ? error : new Error(String(error)));
              },
            );
          },
        },
      },
      () => resolve(starting),
    );
    starting.once('error', reject);
    if (wish.proofs !== undefined) answerProofs(starting as Server, wish.proofs);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : listen.port;
  return {
    port,
    stop: () => stopServer(server),
  };
}
