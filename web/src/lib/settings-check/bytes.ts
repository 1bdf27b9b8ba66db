/** Files as bytes: to Base64 for the question, and corrected from the answer's edits. Nothing of it leaves the tab again. */
import type { ByteEdit } from './shapes.ts';

export const MOST_BYTES = 2_097_152;
const CHUNK = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The file with what was wrong put right, all else byte for byte. */
export function corrected(bytes: Uint8Array<ArrayBuffer>, edits: readonly ByteEdit[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let from = 0;
  for (const { at, length, insert } of edits) {
    parts.push(bytes.subarray(from, at), fromBase64(insert));
    from = at + length;
  }
  return new Blob([...parts, bytes.subarray(from)], { type: 'application/octet-stream' });
}

/** What is filled in by hand, as a text that the check reads like any other. */
export function typedText(fields: {
  readonly kind: string;
  readonly incoming: Readonly<Record<'server' | 'port' | 'security', string>>;
  readonly outgoing: Readonly<Record<'server' | 'port' | 'security', string>>;
  readonly userName: string;
  readonly signIn: string;
}): string {
  const words: Readonly<Record<string, string>> = {
    tls: 'SSL/TLS',
    starttls: 'STARTTLS',
    none: 'None',
    on: 'On',
    off: 'Off',
  };
  const line = (label: string, value: string): string => (value.trim() === '' ? '' : `${label}: ${value.trim()}\n`);
  const side = (name: string, { server, port, security }: (typeof fields)['incoming']): string =>
    server.trim() === ''
      ? ''
      : line(`${name} server`, server) +
        line('Port', port) +
        line('Encryption', words[security] ?? '') +
        line('User name', fields.userName);
  const outgoing = side('Outgoing', fields.outgoing);
  return (
    (fields.incoming.server.trim() === '' ? '' : line('Account type', fields.kind.toUpperCase())) +
    side('Incoming', fields.incoming) +
    outgoing +
    (outgoing === '' ? '' : line('Authentication', words[fields.signIn] ?? ''))
  );
}
