/**
 * What is kept of ordering certificates, in `<data>/tls/acme`: the account, and one file a name with its certificate, key, open
 * order and last trouble. A file is replaced whole (written beside, flushed, renamed), mode 0600: whatever is killed, a
 * certificate and its key fit together and an open order is known. Called by service/certificates.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { CaaReason } from '#src/protocol/caa/issuance.ts';

export interface KeptCertificate {
  /** PEM: the certificate, then those above it. */
  readonly chain: string;
  /** PEM, PKCS #8. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  /** Directory of the authority that made it. */
  readonly directory: string;
}
export interface OpenOrder {
  /** Null: it was about to be asked for when we stopped. */
  readonly url: string | null;
  /** Key of the certificate to be, PEM. */
  readonly key: string;
  readonly at: number;
  readonly directory: string;
}
export type TroubleKind = 'elsewhere' | 'refused' | 'unreachable' | 'not-public' | 'forbidden';
/** The records that forbid our authority to make a certificate for the name. */
export interface CaaTrouble {
  /** The name that has them. */
  readonly at: string;
  readonly why: CaaReason;
  /** As in a zone file. */
  readonly records: readonly string[];
  /** The record that would allow it; null: not known. */
  readonly wanted: string | null;
}
export interface Trouble {
  readonly kind: TroubleKind;
  /** The authority's own words, or what DNS said. */
  readonly words: string;
  readonly at: number;
  /** Of `forbidden`. */
  readonly caa?: CaaTrouble;
}
export interface KeptName {
  readonly name: string;
  readonly certificate: KeptCertificate | null;
  readonly order: OpenOrder | null;
  /** Not to be renewed before; null: not settled yet. */
  readonly renewAt: number | null;
  /** When the authority is asked again when to renew; null: it is not asked. */
  readonly askAt: number | null;
  readonly failures: number;
  /** Nothing is tried before. */
  readonly notBefore: number;
  readonly trouble: Trouble | null;
}
export interface KeptAccount {
  readonly directory: string;
  /** PEM. */
  readonly key: string;
  /** Null: not registered yet. */
  readonly url: string | null;
  /** Where its orders are listed; null: nowhere. */
  readonly orders: string | null;
  readonly contact: string;
}

export interface KeptFiles {
  names(): readonly KeptName[];
  putName(kept: KeptName): void;
  dropName(name: string): void;
  account(): KeptAccount | null;
  putAccount(account: KeptAccount): void;
  /** Times of orders lately, epoch milliseconds. */
  orderedAt(): readonly number[];
  putOrderedAt(times: readonly number[]): void;
  /** Files that could not be read; they were put aside. */
  readonly damaged: readonly string[];
}

export const newName = (name: string): KeptName => ({
  name,
  certificate: null,
  order: null,
  renewAt: null,
  askAt: null,
  failures: 0,
  notBefore: 0,
  trouble: null,
});

const FILE = /^[a-z0-9][a-z0-9.-]{0,252}\.json$/;

/** Opens the folder, making it where missing; each authority (`directory`) has its own account. Throws when it cannot be written. */
export function openKeptFiles(dataFolder: string, directory: string): KeptFiles {
  const folder = join(dataFolder, 'tls', 'acme');
  const nameFolder = join(folder, 'names');
  mkdirSync(nameFolder, { recursive: true, mode: 0o700 });
  const damaged: string[] = [];
  const read = <T>(path: string): T | null => {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch {
      return null;
    }
    try {
      return JSON.parse(text) as T;
    } catch {
      // Never overwritten in silence: there may be a key in it.
      renameSync(path, `${path}.damaged`);
      damaged.push(path);
      return null;
    }
  };
  const fileOf = (name: string): string => join(nameFolder, `${name}.json`);
  const accountFile = join(folder, `account-${createHash('sha256').update(directory).digest('hex').slice(0, 12)}.json`);
  const ordersFile = join(folder, 'orders.json');
  return {
    damaged,
    names: () =>
      readdirSync(nameFolder)
        .filter((file) => FILE.test(file))
        .flatMap((file) => {
          const kept = read<KeptName>(join(nameFolder, file));
          return kept === null || fileOf(kept.name) !== join(nameFolder, file)
            ? []
            : [{ ...newName(kept.name), ...kept }];
        }),
    putName: (kept) => writeWhole(nameFolder, fileOf(kept.name), kept),
    dropName: (name) => rmSync(fileOf(name), { force: true }),
    account: () => read<KeptAccount>(accountFile),
    putAccount: (account) => writeWhole(folder, accountFile, account),
    orderedAt: () => read<readonly number[]>(ordersFile) ?? [],
    putOrderedAt: (times) => writeWhole(folder, ordersFile, times),
  };
}

function writeWhole(folder: string, path: string, value: unknown): void {
  const beside = `${path}.new`;
  writeFileSync(beside, `${JSON.stringify(value, null, 1)}\n`, { mode: 0o600, flush: true });
  renameSync(beside, path);
  // The rename itself must outlive a power cut: an order known to the authority and not to us would be lost.
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
