/**
 * SASL PLAIN (RFC 4616) and base64 credentials as name and secret. Called by the sign-ins of SMTP and POP3; what it gives
 * holds a password: never log it.
 */

export interface Credentials {
  readonly login: string;
  readonly secret: string;
}

/** Longer base64 is no name and password. */
const MAX_CHARACTERS = 4096;

/**
 * Names and secrets are UTF-8; bytes that are not are Latin-1, which old programs send: the password is then still the one
 * that was typed, and "the program sends æ wrong" can be told from "wrong password".
 */
export function credentialText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** Strict base64 (RFC 4648 §4); null for anything else. */
function decodeBase64(text: string): Buffer | null {
  if (text.length > MAX_CHARACTERS || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return Buffer.from(text, 'base64');
}

/** One credential in strict base64, as LOGIN sends it; null when it is not that. */
export function decodeBase64Text(text: string): string | null {
  const bytes = decodeBase64(text);
  return bytes === null ? null : credentialText(bytes);
}

/** `authzid NUL authcid NUL passwd` in base64. An authorization id other than the login is not supported: null. */
export function decodePlain(text: string): Credentials | null {
  const bytes = decodeBase64(text);
  if (bytes === null) return null;
  // Each field on its own: a Latin-1 password does not change how the name is read.
  const fields = bytes.toString('latin1').split('\0');
  if (fields.length !== 3) return null;
  const [authorizeAs, login, secret] = fields.map((field) => credentialText(Buffer.from(field, 'latin1')));
  if (login === '' || (authorizeAs !== '' && authorizeAs.toLowerCase() !== login.toLowerCase())) return null;
  return { login, secret };
}

/** LOGIN prompts `User Name` / `Password` in base64, as every client knows them. */
export const LOGIN_PROMPTS = { name: 'VXNlcm5hbWU6', secret: 'UGFzc3dvcmQ6' } as const;
