/**
 * Names of attached files, made harmless: no path, no hidden or turning characters, no name that a system keeps for itself;
 * and whether opening one could do harm. Called by message.ts, parts.ts and archive.ts. Pure.
 */
import { decodeWords } from '#src/protocol/mime/words.ts';
import type { MailPart } from './structure.ts';

const MOST_NAME = 150;
/** Programs, scripts, installers, disk images, documents that run macros, shortcuts. */
const RISKY =
  /\.(?:exe|com|scr|pif|bat|cmd|msi|msp|msix|appx|cpl|dll|sys|drv|ocx|js|jse|vbs|vbe|wsf|wsh|ws|hta|ps1|psm1|psd1|reg|lnk|url|inf|scf|jar|jnlp|app|dmg|pkg|deb|rpm|apk|ipa|sh|bash|command|run|bin|iso|img|vhd|vhdx|chm|hlp|docm|dotm|xlsm|xltm|xlam|pptm|potm|ppam|ppsm|sldm|xll|one|html?|xhtml|shtml|mht|mhtml|svg|svgz|xsl|library-ms|settingcontent-ms|search-ms|application|gadget|msc|theme|diagcab)$/i;
const RISKY_TYPES =
  /^(?:application\/(?:x-msdownload|x-msdos-program|x-dosexec|x-sh|x-executable|java-archive|x-apple-diskimage|hta|vnd\.microsoft\.portable-executable)|text\/(?:html|javascript)|image\/svg\+xml)$/;
const ENDINGS: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'message/rfc822': 'eml',
  'application/pkcs7-mime': 'p7m',
};
/** Names that Windows keeps for devices, also with an ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;

/** A name under which the part can be saved anywhere. */
export function partName(part: MailPart): string {
  const given = safeName(part.name === null ? '' : decodeWords(latin(part.name)));
  if (given !== '') return given;
  return `${part.type.startsWith('image/') ? 'image' : part.type === 'message/rfc822' ? 'message' : 'file'}-${part.section.replaceAll('.', '-')}.${ENDINGS[part.type] ?? 'dat'}`;
}
/** Encoded words are read from bytes; a name that is Unicode already has none. */
const latin = (name: string): string => (name.includes('=?') ? name : Buffer.from(name, 'utf8').toString('latin1'));

export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g, '')
    .replaceAll('\\', '/')
    .split('/')
    .filter((step) => !/^\.*$/.test(step))
    .at(-1);
  const bare = (plain ?? '')
    .replaceAll(/[<>:"|?*%]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/g, '');
  if (bare === '') return '';
  const fit = DEVICE.test(bare) ? `_${bare}` : bare;
  return Array.from(fit).length <= MOST_NAME ? fit : shortened(fit);
}

/** The ending stays: it says what the file is. */
function shortened(name: string): string {
  const ending = /\.[^.]{1,12}$/.exec(name)?.[0] ?? '';
  return `${Array.from(name)
    .slice(0, MOST_NAME - ending.length - 1)
    .join('')
    .trimEnd()}…${ending}`;
}

/** Opening it could run something, or show a page of somebody else's. */
export const isRisky = (name: string, type: string): boolean => RISKY.test(name) || RISKY_TYPES.test(type);

export const partPath = (base: string, { section }: MailPart): string => `${base}/parts/${section}`;

/** Content-Disposition for a download (RFC 6266, RFC 8187): an ASCII name and the real one. */
export function attachmentHeader(name: string): string {
  const ascii = name.normalize('NFKD').replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
