/**
 * Proves names over TLS (RFC 8737) at a door that serves something else: while a name is being proved, the first bytes of each
 * connection are read; who offers `acme-tls/1` for that name gets the proof and nothing more, everybody else goes on as ever.
 * Put on the HTTPS door by http/https-door.ts.
 */
import type { Server, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { type FirstBytes, readFirstBytes } from '#src/protocol/tls/client-hello.ts';
import { ACME_PROTOCOL, type ChallengeAnswers } from './challenge-answers.ts';

const PATIENCE_MS = 10_000;
type Listener = (socket: Socket) => void;

/** From now on `server` answers proofs as well. */
export function answerProofs(server: Server, answers: Pick<ChallengeAnswers, 'context' | 'isProving'>): void {
  const usual = server.listeners('connection') as Listener[];
  server.removeAllListeners('connection');
  const serve: Listener = (socket) => {
    for (const one of usual) one.call(server, socket);
  };
  server.on('connection', (socket: Socket) => {
    if (!answers.isProving()) return serve(socket);
    return peek(socket, (first) => {
      const context = proofOf(first, answers);
      if (context === null) return serve(socket);
      const proof = new TLSSocket(socket, {
        isServer: true,
        secureContext: context,
        ALPNProtocols: [ACME_PROTOCOL],
      });
      proof.setTimeout(PATIENCE_MS, () => proof.destroy());
      proof.on('error', () => proof.destroy());
      // §3: the handshake was all.
      proof.once('secure', () => proof.end());
      return undefined;
    });
  });
}

const proofOf = (first: FirstBytes, answers: Pick<ChallengeAnswers, 'context'>) =>
  first.kind === 'client-hello' && first.sni !== undefined && first.protocols?.includes(ACME_PROTOCOL) === true
    ? answers.context(first.sni)
    : null;

/** Reads until it is clear what this is, puts everything back, and tells. */
function peek(socket: Socket, told: (first: FirstBytes) => void): void {
  let early = Buffer.alloc(0);
  const gone = (): void => {
    socket.destroy();
  };
  const read = (chunk: Buffer): void => {
    early = Buffer.concat([early, chunk]);
    const first = readFirstBytes(early);
    if (first.kind === 'more') return;
    socket.setTimeout(0);
    socket.pause();
    socket.off('data', read);
    socket.off('error', gone);
    socket.off('timeout', gone);
    socket.off('end', gone);
    socket.unshift(early);
    told(first);
  };
  socket.setTimeout(PATIENCE_MS);
  socket.on('timeout', gone);
  socket.on('error', gone);
  socket.on('end', gone);
  socket.on('data', read);
}
