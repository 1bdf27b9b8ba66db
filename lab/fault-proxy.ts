/**
 * A proxy that plays what networks and boxes do to mail: delay, cut, swallow, refuse, strip STARTTLS, mask SMTP like an
 * "inspecting" firewall, show another certificate, lead to another server. For tests and scenarios; never part of the
 * running product. Everything is on loopback.
 */
import dgram from 'node:dgram';
import net from 'node:net';
import tls from 'node:tls';
import { quietPort } from './quiet-port.ts';

export type Fault =
  | { readonly kind: 'pass' }
  /** The port is closed. */
  | { readonly kind: 'refuse' }
  /** Accepts and says nothing, ever. */
  | { readonly kind: 'black-hole' }
  /** Accepts and hangs up at once. */
  | { readonly kind: 'hang-up' }
  /** A banner without end. */
  | { readonly kind: 'endless' }
  /** What the server says comes so much later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The line breaks when the server has said so many bytes. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** The offer of STARTTLS is left out of the answer. */
  | { readonly kind: 'strip-starttls' }
  /** Banner of asterisks, STARTTLS as X's, and the command itself is not let through. */
  | { readonly kind: 'mask' }
  /** TLS ends here with another certificate; behind, TLS to the true server. */
  | { readonly kind: 'certificate'; readonly cert: string; readonly key: string; readonly when: 'at-once' | 'starttls' }
  /** Another server answers. */
  | { readonly kind: 'redirect'; readonly to: string };

export interface FaultProxy {
  /** `127.0.0.1:port`; stays the same whatever the fault. */
  readonly address: string;
  readonly connections: () => number;
  setFault(fault: Fault): Promise<void>;
  stop(): Promise<void>;
}

const PASS: Fault = { kind: 'pass' };
const placeOf = (text: string): { host: string; port: number } => ({
  host: text.slice(0, text.lastIndexOf(':')),
  port: Number(text.slice(text.lastIndexOf(':') + 1)),
});

/** Starts a proxy before `target` (`127.0.0.1:port`). Stop it, or the process stays. */
export async function startFaultProxy(target: string, fault: Fault = PASS): Promise<FaultProxy> {
  let current = fault;
  let connections = 0;
  const sockets = new Set<net.Socket>();
  const timers = new Set<NodeJS.Timeout>();
  const server = net.createServer((socket) => {
    connections += 1;
    guard(socket, sockets);
    serve(socket, target, current, { sockets, timers });
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port } = server.address() as net.AddressInfo;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  if (fault.kind === 'refuse') await close();
  return {
    address: `127.0.0.1:${port}`,
    connections: () => connections,
    setFault: async (next) => {
      current = next;
      if (next.kind === 'refuse') await close();
      else if (!server.listening) await listen(port);
    },
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      await close();
    },
  };
}

interface Held {
  readonly sockets: Set<net.Socket>;
  readonly timers: Set<NodeJS.Timeout>;
}
function guard(socket: net.Socket, sockets: Set<net.Socket>): net.Socket {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('error', () => socket.destroy());
  return socket;
}

function serve(socket: net.Socket, target: string, fault: Fault, held: Held): void {
  switch (fault.kind) {
    case 'refuse':
    case 'hang-up':
      socket.destroy();
      return;
    case 'black-hole':
      socket.resume();
      return;
    case 'endless':
      flood(socket);
      return;
    case 'certificate':
      if (fault.when === 'at-once') terminate(socket, target, fault, held);
      else terminateLater(socket, target, fault, held);
      return;
    case 'redirect':
      forward(socket, fault.to, PASS, held);
      return;
    case 'pass':
    case 'delay':
    case 'cut':
    case 'strip-starttls':
    case 'mask':
      forward(socket, target, fault, held);
  }
}

function flood(socket: net.Socket): void {
  const line = `220-${'so much to say '.repeat(60)}\r\n`;
  const pour = (): void => {
    while (!socket.destroyed && socket.write(line));
  };
  socket.on('drain', pour);
  pour();
}

function forward(client: net.Socket, target: string, fault: Fault, { sockets, timers }: Held): void {
  const server = guard(net.connect(placeOf(target)), sockets);
  let said = 0;
  client.on('data', (chunk: Buffer) => {
    // A masking box answers in the server's place what it does not want to let through.
    if (fault.kind === 'mask' && /^(?:starttls|x{4,}[a-z]?)\r?\n$/i.test(chunk.toString('latin1')))
      client.write('500 5.5.1 Command unrecognized: "XXXXXXXX"\r\n');
    else server.write(chunk);
  });
  server.on('data', (chunk: Buffer) => {
    const out = changed(chunk, fault);
    said += out.length;
    if (fault.kind === 'cut' && said >= fault.afterBytes) {
      client.write(out.subarray(0, Math.max(0, out.length - (said - fault.afterBytes))), () => client.destroy());
      server.destroy();
    } else if (fault.kind === 'delay') {
      const timer = setTimeout(() => {
        timers.delete(timer);
        if (!client.destroyed) client.write(out);
      }, fault.ms);
      timers.add(timer);
    } else client.write(out);
  });
  client.on('end', () => server.end());
  client.on('close', () => server.destroy());
  if (fault.kind !== 'delay') {
    server.on('end', () => client.end());
    server.on('close', () => client.destroySoon());
  }
}

function changed(chunk: Buffer, fault: Fault): Buffer {
  if (fault.kind !== 'strip-starttls' && fault.kind !== 'mask') return chunk;
  const text = chunk.toString('latin1');
  if (fault.kind === 'strip-starttls') return Buffer.from(withoutStarttls(text), 'latin1');
  const masked = text
    .replace(/^220 [^\r\n]*/, (line) => `220 ${'*'.repeat(Math.max(12, line.length - 4))}`)
    .replace(/^(250[ -])STARTTLS\r$/gm, '$1XXXXXXXA\r');
  return Buffer.from(masked, 'latin1');
}

/** The last line of an SMTP answer has a space, also when the one behind it is gone. */
function withoutStarttls(text: string): string {
  const lines = text.split('\r\n').filter((line) => !/^250[ -]STARTTLS$|^STLS$/i.test(line));
  const last = lines.findLastIndex((line) => /^250[ -]/.test(line));
  return lines
    .map((line, at) => (at === last ? line.replace(/^250-/, '250 ') : line))
    .join('\r\n')
    .replace(/^(\* CAPABILITY .*?) STARTTLS\b/im, '$1');
}

type Certificate = Extract<Fault, { kind: 'certificate' }>;

function joined(client: net.Socket, server: net.Socket): void {
  client.pipe(server);
  server.pipe(client);
  client.on('close', () => server.destroy());
  server.on('close', () => client.destroySoon());
}
const secured = (socket: net.Socket, { cert, key }: Certificate, sockets: Set<net.Socket>): tls.TLSSocket =>
  guard(new tls.TLSSocket(socket, { isServer: true, cert, key }), sockets) as tls.TLSSocket;

function terminate(socket: net.Socket, target: string, fault: Certificate, { sockets }: Held): void {
  const server = guard(tls.connect({ ...placeOf(target), rejectUnauthorized: false }), sockets);
  joined(secured(socket, fault, sockets), server);
}

/** Plain until the client asks for TLS and the server agrees; then TLS to both sides. */
function terminateLater(client: net.Socket, target: string, fault: Certificate, { sockets }: Held): void {
  const server = guard(net.connect(placeOf(target)), sockets);
  let isAsked = false;
  client.on('data', (chunk: Buffer) => {
    isAsked = /^(?:\S+ )?(?:STARTTLS|STLS)\r?\n$/i.test(chunk.toString('latin1'));
    server.write(chunk);
  });
  server.on('data', (chunk: Buffer) => {
    client.write(chunk);
    if (!isAsked || !/^(?:220|\+OK|\S+ OK)/i.test(chunk.toString('latin1'))) return;
    client.removeAllListeners('data');
    server.removeAllListeners('data');
    joined(secured(client, fault, sockets), guard(tls.connect({ socket: server, rejectUnauthorized: false }), sockets));
  });
  client.on('close', () => server.destroy());
  server.on('close', () => client.destroySoon());
}

export type UdpFault =
  | { readonly kind: 'pass' | 'drop' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** Answers are cut to so many bytes. */
  | { readonly kind: 'cut'; readonly toBytes: number }
  /** One bit of each answer is turned. */
  | { readonly kind: 'damage' };

export interface UdpFaultProxy {
  readonly address: string;
  setFault(fault: UdpFault): void;
  stop(): Promise<void>;
}

/** The same for packets, e.g. before a name server. */
export async function startUdpFaultProxy(target: string, fault: UdpFault = { kind: 'pass' }): Promise<UdpFaultProxy> {
  let current = fault;
  const to = placeOf(target);
  const outside = dgram.createSocket('udp4');
  const inside = new Set<dgram.Socket>();
  const timers = new Set<NodeJS.Timeout>();
  const answer = (bytes: Buffer, from: dgram.RemoteInfo): void => {
    if (current.kind === 'drop') return;
    let out = bytes;
    if (current.kind === 'cut') out = bytes.subarray(0, current.toBytes);
    if (current.kind === 'damage') {
      out = Buffer.from(bytes);
      out[out.length - 1] ^= 1;
    }
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        outside.send(out, from.port, from.address);
      },
      current.kind === 'delay' ? current.ms : 0,
    );
    timers.add(timer);
  };
  outside.on('message', (bytes, from) => {
    const socket = dgram.createSocket('udp4');
    inside.add(socket);
    socket.on('error', () => {});
    socket.once('message', (reply) => {
      answer(reply, from);
      inside.delete(socket);
      socket.close();
    });
    socket.send(bytes, to.port, to.host);
  });
  await new Promise<void>((resolve) => outside.bind(0, '127.0.0.1', () => resolve()));
  return {
    address: `127.0.0.1:${outside.address().port}`,
    setFault: (next) => {
      current = next;
    },
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of inside) socket.close();
      await new Promise<void>((resolve) => outside.close(() => resolve()));
    },
  };
}

/** A loopback port where nothing listens. */
export async function deadAddress(): Promise<string> {
  return `127.0.0.1:${await quietPort()}`;
}
