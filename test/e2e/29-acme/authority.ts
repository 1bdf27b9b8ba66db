/**
 * A certificate authority nobody here wrote: Debian's pebble, with its own view of DNS (pebble-challtestsrv), which may
 * differ from what our host is told. It comes to ports 80 and 443 as the real ones do. Used by the suite beside.
 */
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../harness/host.ts';
import { background, must } from '../harness/program.ts';
import { atEnd } from '../harness/report.ts';
import { waitFor, waitForPort } from '../harness/wait.ts';

const PEBBLE = '127.0.0.60';
/** Our host comes to pebble through this. */
const LINE = '127.0.0.63';

/** Names and addresses as the authority sees them. */
export interface Names {
  /** `address:port` of the server. */
  readonly server: string;
  set(name: string, address: string): Promise<void>;
}

export async function startNames(address: string): Promise<Names> {
  const folder = temporaryFolder('names');
  const off = ['-http01', '', '-https01', '', '-tlsalpn01', '', '-defaultIPv4', '', '-defaultIPv6', ''];
  const program = background(
    'pebble-challtestsrv',
    [...off, '-dns01', `${address}:53`, '-management', `${address}:8055`],
    join(folder, 'names.log'),
  );
  atEnd(async () => void (await program.stop('SIGKILL')));
  await waitForPort(address, 8055);
  const ask = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`http://${address}:8055/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  return {
    server: `${address}:53`,
    set: async (name, where) => {
      await ask('clear-a', { host: `${name}.` });
      await ask('add-a', { host: `${name}.`, addresses: [where] });
    },
  };
}

export interface Pebble {
  /** By way of the line. */
  readonly directory: string;
  /** PEM file that proves the directory itself. */
  readonly ownAuthority: string;
  /** PEM file of the root that it signs with. */
  root(): Promise<string>;
  readonly line: Line;
}

/** The line between our host and pebble: each request is one connection, and one of them can be held. */
export interface Line {
  /** Lets so many requests through from now on and holds those after; resolves when the first is held. */
  hold(through: number): Promise<void>;
  /** All go through again; those that were held are cut. */
  release(): void;
}
async function startLine(): Promise<Line> {
  let left = Infinity;
  let told = (): void => undefined;
  const held = new Set<net.Socket>();
  const server = net.createServer((near) => {
    near.on('error', () => near.destroy());
    left -= 1;
    if (left < 0) {
      held.add(near);
      return told();
    }
    const far = net.connect({ host: PEBBLE, port: 14000 });
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(14000, LINE, resolve));
  atEnd(() => void server.close());
  return {
    hold: (through) => {
      left = through;
      return new Promise((resolve) => (told = resolve));
    },
    release: () => {
      left = Infinity;
      for (const one of held) one.destroy();
      held.clear();
    },
  };
}

/** 5 % of all nonces are refused, as by default: a host that cannot live with it fails here. */
export async function startPebble(wish: {
  readonly names: Names;
  readonly refused?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<Pebble> {
  const folder = temporaryFolder('pebble');
  const [cert, key, config] = ['tls.pem', 'tls.key', 'pebble.json'].map((file) => join(folder, file));
  const subject = ['-subj', '/CN=pebble', '-addext', `subjectAltName=IP:${PEBBLE},IP:${LINE}`];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  await must('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...subject]);
  writeFileSync(
    config,
    JSON.stringify({
      pebble: {
        listenAddress: `${PEBBLE}:14000`,
        managementListenAddress: `${PEBBLE}:15000`,
        certificate: cert,
        privateKey: key,
        httpPort: 80,
        tlsPort: 443,
        ocspResponderURL: '',
        externalAccountBindingRequired: true,
        externalAccountMACKeys: { 'post-1': 'zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W' },
        domainBlocklist: wish.refused ?? [],
      },
    }),
  );
  const program = background(
    'pebble',
    ['-config', config, '-dnsserver', wish.names.server, '-strict'],
    join(folder, 'pebble.log'),
    { env: { PEBBLE_VA_NOSLEEP: '1', ...wish.environment } },
  );
  atEnd(async () => void (await program.stop('SIGKILL')));
  await waitForPort(PEBBLE, 14000);
  return {
    directory: `https://${LINE}:14000/dir`,
    ownAuthority: cert,
    line: await startLine(),
    root: async () => {
      const file = join(folder, 'root.pem');
      const { out } = await waitFor('the root', () =>
        must('curl', ['-sS', '--fail', '--cacert', cert, `https://${PEBBLE}:15000/roots/0`]),
      );
      writeFileSync(file, out);
      return file;
    },
  };
}

/** What the authority says our account must be signed with. */
export const OUTSIDE_ACCOUNT = {
  POSTVAKT_TLS__ACME__EABKID: '"post-1"',
  POSTVAKT_TLS__ACME__EABKEY: '"zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W"',
} as const;
