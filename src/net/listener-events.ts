/**
 * Socket events without closures: one set of functions serves all connections and finds each through its socket.
 * Used by listener-connection.ts only; decides nothing.
 */
import type { Socket } from 'node:net';

/** What a connection does at each event of its socket. */
export interface SocketOwner {
  received(chunk: Buffer): void;
  peerEnded(): void;
  drained(): void;
  flushed(): void;
  errored(error: unknown): void;
  ended(): void;
  established(): void;
  timedOut(): void;
}

const OWNER = Symbol('connection');
export type Owned = Socket & { [OWNER]: SocketOwner };

/** Connects a socket's events to its owner. */
export function own(socket: Socket, owner: SocketOwner): Owned {
  const owned = socket as Owned;
  owned[OWNER] = owner;
  owned.on('data', onData).on('end', onEnd).on('drain', onDrain).on('error', onError).on('close', onClose);
  return owned;
}

/** Before TLS takes the socket over; errors are still heard, so that none is without a listener. */
export function disown(socket: Owned): void {
  socket.off('data', onData).off('end', onEnd).off('drain', onDrain).off('close', onClose);
}

function onData(this: Owned, chunk: Buffer): void {
  this[OWNER].received(chunk);
}
function onEnd(this: Owned): void {
  this[OWNER].peerEnded();
}
function onDrain(this: Owned): void {
  this[OWNER].drained();
}
function onError(this: Owned, error: unknown): void {
  this[OWNER].errored(error);
}
function onClose(this: Owned): void {
  this[OWNER].ended();
}
/** For `once('finish')` after the last write. */
export function onFinish(this: Owned): void {
  this[OWNER].flushed();
}
/** For `once('secure')` of a TLS socket. */
export function onSecure(this: Owned): void {
  this[OWNER].established();
}
export function onTimeout(owner: SocketOwner): void {
  owner.timedOut();
}
