/**
 * Recognises a settings file by what stands in it, never by its name, and reads it. The one door into this folder: called by
 * the settings check. Passwords stay in the file; what comes out has none.
 */
import {
  MOST_FILE_BYTES,
  type ProgramFormat,
  type ProgramSettings,
  type ReadSettings,
} from '#src/model/program-settings.ts';
import { isAppleProfile, readAppleProfile } from './apple-profile.ts';
import { type Document, isKnownBinary, readDocument } from './document.ts';
import { isFairEmail, readFairEmail } from './fairemail.ts';
import { isFetchmail, readFetchmail } from './fetchmail.ts';
import { isK9, readK9 } from './k9.ts';
import {
  isEvolution,
  isGetmail,
  isKMail,
  isOfflineImap,
  readEvolution,
  readGetmail,
  readKMail,
  readOfflineImap,
} from './key-files.ts';
import { isMbsync, readMbsync } from './mbsync.ts';
import { isMsmtp, readMsmtp } from './msmtp.ts';
import { isMutt, readMutt } from './mutt.ts';
import { isOutlookPrf, readOutlookPrf } from './outlook-prf.ts';
import { isOutlookRegistry, readOutlookRegistry } from './outlook-registry.ts';
import { readText } from './text.ts';
import { isThunderbird, readThunderbird } from './thunderbird.ts';

interface Format {
  readonly format: ProgramFormat;
  readonly is: (text: string) => boolean;
  readonly read: (document: Document) => ProgramSettings | null;
}
/** The surest marks first. */
const FORMATS: readonly Format[] = [
  { format: 'thunderbird', is: isThunderbird, read: readThunderbird },
  { format: 'outlook-registry', is: isOutlookRegistry, read: readOutlookRegistry },
  { format: 'apple-profile', is: isAppleProfile, read: readAppleProfile },
  { format: 'k9', is: isK9, read: readK9 },
  { format: 'fairemail', is: isFairEmail, read: readFairEmail },
  { format: 'outlook-prf', is: isOutlookPrf, read: readOutlookPrf },
  { format: 'evolution', is: isEvolution, read: readEvolution },
  { format: 'kmail', is: isKMail, read: readKMail },
  { format: 'getmail', is: isGetmail, read: readGetmail },
  { format: 'offlineimap', is: isOfflineImap, read: readOfflineImap },
  { format: 'mbsync', is: isMbsync, read: readMbsync },
  { format: 'msmtp', is: isMsmtp, read: readMsmtp },
  { format: 'mutt', is: isMutt, read: readMutt },
  { format: 'fetchmail', is: isFetchmail, read: readFetchmail },
];

export type ReadFile = ReadSettings & { readonly document: Document | null };

/** Reads the file; says plainly why when it cannot. */
export function readProgramSettings(bytes: Uint8Array): ReadFile {
  if (bytes.length > MOST_FILE_BYTES) return failed('too-large');
  const document = readDocument(bytes);
  if (document === null) return failed(isLikelyEncrypted(bytes) ? 'encrypted' : 'binary');
  const { text } = document;
  if (text.trim() === '') return failed('empty');
  const known = FORMATS.find(({ is }) => is(text));
  if (known === undefined) {
    const value = readText(document);
    if (value.accounts.length > 0) return { ok: true, value, document };
    return failed(isCipherText(text) ? 'encrypted' : 'unknown');
  }
  const value = known.read(document);
  if (value === null) return failed('unknown', known.format);
  return value.accounts.length === 0 ? failed('no-accounts', known.format) : { ok: true, value, document };
}

const failed = (why: Exclude<ReadSettings, { ok: true }>['why'], format: ProgramFormat | null = null): ReadFile => ({
  ok: false,
  why,
  format,
  document: null,
});

/** FairEmail's export with a password is salt and cipher text: bytes without a pattern, no head of any known kind. */
function isLikelyEncrypted(bytes: Uint8Array): boolean {
  if (bytes.length < 64) return false;
  const head = bytes.subarray(0, 2048);
  const seen = new Set(head);
  return !isKnownBinary(bytes) && seen.size > Math.min(200, head.length * 0.5);
}
/** The same as text: one long run of Base64. */
const isCipherText = (text: string): boolean => /^[A-Za-z0-9+/=\s]{200,}$/.test(text) && !/\s\w+\s/.test(text.trim());
