/**
 * One DNS message to one server and its answer, over TCP, so that nothing is truncated and nobody forges it blindly; over
 * UDP when the server takes no TCP. Called by rfc2136.ts. Never throws for what comes from the network.
 */
import dgram from 'node:dgram';
import net from 'node:net';
import type { DnsServerAddress } from '../resolver-transport.ts';

export type Exchanged =
  { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly why: 'unreachable' | 'timeout' };
const UNREACHABLE: Exchanged = { ok: false, why: 'unreachable' };
const LATE: Exchanged = { ok: false, why: 'timeout' };

function overTcp(
  server: DnsServerAddress,
  message: Buffer,
  timeoutMs: number,
): Promise<Exchanged & { refused?: boolean }> {
  return new Promise((resolve) => {
    const socket = net.connect(server.port, server.host);
    let pending: Buffer = Buffer.alloc(0);
    let connected = false;
    const finish = (result: Exchanged): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ...result, refused: !connected });
    };
    const timer = setTimeout(() => finish(LATE), timeoutMs);
    socket.on('error', () => finish(UNREACHABLE));
    socket.on('close', () => finish(UNREACHABLE));
    socket.on('connect', () => {
      connected = true;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(message.length);
      socket.write(Buffer.concat([length, message]));
    });
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      if (pending.length < 2 || pending.length < 2 + pending.readUInt16BE(0)) return;
      finish({ ok: true, bytes: pending.subarray(2, 2 + pending.readUInt16BE(0)) });
    });
  });
}

function overUdp(server: DnsServerAddress, message: Buffer, timeoutMs: number): Promise<Exchanged> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket(net.isIPv6(server.host) ? 'udp6' : 'udp4');
    const finish = (result: Exchanged): void => {
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.close();
      resolve(result);
    };
    const timer = setTimeout(() => finish(LATE), timeoutMs);
    socket.on('error', () => finish(UNREACHABLE));
    socket.on('message', (bytes) => {
      if (bytes.length >= 12 && bytes.readUInt16BE(0) === message.readUInt16BE(0)) finish({ ok: true, bytes });
    });
    socket.connect(server.port, server.host, () => {
      socket.send(message, (error) => error && finish(UNREACHABLE));
    });
  });
}

/** Sends and waits. UDP only when no TCP connection came about: then nothing was sent twice. */
export async function exchange(server: DnsServerAddress, message: Buffer, timeoutMs: number): Promise<Exchanged> {
  const { refused, ...first } = await overTcp(server, message, timeoutMs);
  if (first.ok || refused !== true || first.why === 'timeout') return first;
  return await overUdp(server, message, timeoutMs);
}
