/**
 * Certificates for our ports: an own certificate authority made on first start, or files named in the configuration.
 * Called by main.ts; gives the listener a TlsProvider. Private keys are written with mode 0600 and never logged.
 */
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { type Clock, systemClock } from './clock.ts';
import type { TlsProvider } from './connection.ts';
import { makeAuthority, makeServerCertificate, readServerCertificate } from './tls-authority-keys.ts';

const RENEW_BEFORE_MS = 30 * 86_400_000;
/** So often, at most, a handshake looks whether there is a newer certificate. */
const LOOK_AGAIN_MS = 3_600_000;
const LOOK_AT_FILES_MS = 60_000;

export interface Certificates extends TlsProvider {
  /** PEM of the own authority, for clients to trust; null with files. */
  readonly authorityPem: string | null;
  /** Certificate with its chain, and key, as PEM: for what is signed with them. Throws when they are unreadable. */
  readonly identity: () => { readonly chain: string; readonly key: string };
  /** A certificate for another name, from the own authority; null with files: they name what they name. */
  readonly issue: ((name: string) => SecureContext) | null;
  /** Shown for this very name, by an authority that the world believes; null: there is none. */
  readonly named: (name: string) => SecureContext | null;
  /** Is the name shown a certificate that names it, not of our own authority, and not over? */
  readonly trusts: (name: string) => boolean;
  /** Reads the files again, renews the own certificate when it is near its end. Throws what is wrong with the files. */
  reload(): void;
}

const LOCAL_NAMES = ['localhost', '127.0.0.1', '::1'];

/**
 * The own authority in `<dataDir>/tls`: `ca.pem`, `ca.key`, `server.pem` (with the CA behind), `server.key`. Made when
 * missing; the server certificate is made anew when it lacks a name or has fewer than 30 days left.
 */
export function ownAuthority(options: {
  readonly dataDir: string;
  readonly hostname: string;
  readonly extraNames?: readonly string[];
  readonly clock: Clock;
}): Certificates {
  const dir = join(options.dataDir, 'tls');
  const path = { caCert: 'ca.pem', caKey: 'ca.key', serverChain: 'server.pem', serverKey: 'server.key' } as const;
  const file = (key: keyof typeof path): string => join(dir, path[key]);
  const read = (key: keyof typeof path): string => readFileSync(file(key), 'utf8');
  const write = (key: keyof typeof path, text: string): void => writeWhole(file(key), text, key.endsWith('Key'));
  const names = [...new Set([options.hostname, ...(options.extraNames ?? []), ...LOCAL_NAMES])];

  const ensure = (): void => {
    const wish = { names, now: options.clock.now() };
    if (!existsSync(file('caCert')) || !existsSync(file('caKey'))) {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      const made = makeAuthority(wish);
      for (const key of ['caKey', 'caCert', 'serverKey', 'serverChain'] as const) write(key, made[key]);
      return;
    }
    if (existsSync(file('serverChain')) && existsSync(file('serverKey'))) {
      const { until, covers } = readServerCertificate(read('serverChain'), read('caCert'), names);
      if (covers && until - wish.now >= RENEW_BEFORE_MS) return;
    }
    const made = makeServerCertificate(wish, { caCert: read('caCert'), caKey: read('caKey') });
    write('serverKey', made.serverKey);
    write('serverChain', made.serverChain);
  };

  const load = (): SecureContext => {
    ensure();
    return newContext(read('serverChain'), read('serverKey'));
  };
  const issue = (name: string): SecureContext => {
    const authority = { caCert: read('caCert'), caKey: read('caKey') };
    const made = makeServerCertificate({ names: [name], now: options.clock.now() }, authority);
    return newContext(made.serverChain, made.serverKey);
  };
  return {
    ...renewing(load, options.clock),
    authorityPem: read('caCert'),
    identity: () => ({ chain: read('serverChain'), key: read('serverKey') }),
    issue,
    named: () => null,
    trusts: () => false,
  };
}

/** Certificate (with its chain) and key from files. Throws when they are unreadable or do not fit together. */
export function certificateFiles(options: {
  readonly certPath: string;
  readonly keyPath: string;
  readonly clock?: Clock;
}): Certificates {
  const identity = (): { readonly chain: string; readonly key: string } => ({
    chain: readFileSync(options.certPath, 'utf8'),
    key: readFileSync(options.keyPath, 'utf8'),
  });
  const load = (): SecureContext => {
    const { chain, key } = identity();
    return newContext(chain, key);
  };
  const clock = options.clock ?? systemClock;
  let read: { readonly at: number; readonly certificate: X509Certificate | null } | null = null;
  const current = (): X509Certificate | null => {
    if (read !== null && Math.abs(clock.now() - read.at) < LOOK_AT_FILES_MS) return read.certificate;
    read = { at: clock.now(), certificate: certificateIn(identity) };
    return read.certificate;
  };
  const trusts = (name: string): boolean => {
    const certificate = current();
    if (certificate === null || certificate.validToDate.getTime() <= clock.now()) return false;
    return certificate.checkHost(name) !== undefined && !isSelfMade(certificate);
  };
  return { ...renewing(load, clock), authorityPem: null, identity, issue: null, named: () => null, trusts };
}

/** Null: it cannot be read. */
function certificateIn(identity: () => { readonly chain: string }): X509Certificate | null {
  try {
    return new X509Certificate(identity().chain);
  } catch {
    return null;
  }
}
/** Signed by itself: nobody's but the operator's word stands behind it. */
const isSelfMade = (certificate: X509Certificate): boolean => certificate.verify(certificate.publicKey);

/** Loads now, and again at a handshake when the last look is an hour old; what fails then leaves the last good one in use. */
function renewing(load: () => SecureContext, clock: Clock): Pick<Certificates, 'secureContext' | 'reload'> {
  let context = load();
  let lookedAt = clock.now();
  const reload = (): void => {
    lookedAt = clock.now();
    context = load();
  };
  const secureContext = (): SecureContext => {
    if (Math.abs(clock.now() - lookedAt) < LOOK_AGAIN_MS) return context;
    try {
      reload();
    } catch {
      // Half-written files: the certificate in use is good until it ends, the next look comes in an hour.
    }
    return context;
  };
  return { secureContext, reload };
}

/** RFC 8996: nothing older than TLS 1.2. */
const newContext = (cert: string, key: string): SecureContext =>
  createSecureContext({ cert, key, minVersion: 'TLSv1.2', honorCipherOrder: true });

/** Written beside and renamed, so that a crash leaves the old file or the new one. */
function writeWhole(path: string, text: string, isPrivate: boolean): void {
  const beside = `${path}.new`;
  writeFileSync(beside, text, { mode: isPrivate ? 0o600 : 0o644, flush: true });
  renameSync(beside, path);
}
