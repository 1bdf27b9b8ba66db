/**
 * SASL PLAIN (RFC 4616) and the LOGIN exchange, base64 decoded to name and secret. Called by the SMTP session's sign-in;
 * what it gives holds a password: never log it.
 */
import { MAX_AUTH_BYTES } from './command.ts';

export interface Credentials {
  readonly login: string;
  readonly secret: string;
}

/** Strict base64 (RFC 4648 §4) as UTF-8 text; null for anything else. */
export function decodeBase64Text(text: string): string | null {
  if (text.length > MAX_AUTH_BYTES || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return Buffer.from(text, 'base64').toString('utf8');
}

/** `authzid NUL authcid NUL passwd`. An authorization id other than the login is not supported: null. */
export function decodePlain(text: string): Credentials | null {
  const parts = decodeBase64Text(text)?.split('\0');
  if (parts?.length !== 3) return null;
  const [authorizeAs, login, secret] = parts;
  if (login === '' || (authorizeAs !== '' && authorizeAs !== login)) return null;
  return { login, secret };
}

/** LOGIN prompts `User Name` / `Password` in base64, as every client knows them. */
export const LOGIN_PROMPTS = { name: 'VXNlcm5hbWU6', secret: 'UGFzc3dvcmQ6' } as const;
