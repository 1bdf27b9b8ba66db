/** Preloaded in every test run: any connection or packet to an address that is not loopback fails at once. */
import dgram from 'node:dgram';
import net from 'node:net';

const isLoopback = (host: string | undefined): boolean =>
  host === undefined ||
  host === 'localhost' ||
  host === '::1' ||
  host.startsWith('127.') ||
  host.startsWith('::ffff:127.');

// oxlint-disable-next-line typescript/unbound-method
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guardedConnect(this: net.Socket, ...args: unknown[]) {
  const first = (Array.isArray(args[0]) ? args[0][0] : args[0]) as { host?: string; path?: string } | undefined;
  const host =
    typeof first === 'object' && first !== null ? first.host : typeof args[1] === 'string' ? args[1] : undefined;
  if (!(typeof first === 'object' && first?.path) && !isLoopback(host))
    throw new Error(`a test tried to reach ${host}`);
  return Reflect.apply(connect, this, args) as net.Socket;
} as typeof connect;

// oxlint-disable-next-line typescript/unbound-method
const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function guardedSend(this: dgram.Socket, ...args: unknown[]) {
  const host = args.findLast((value) => typeof value === 'string') as string | undefined;
  if (!isLoopback(host)) throw new Error(`a test tried to send a packet to ${host}`);
  return Reflect.apply(send, this, args) as void;
} as typeof send;
