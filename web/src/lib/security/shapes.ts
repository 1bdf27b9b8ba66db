/** What the API says of one's own security, as far as the pages use it. Types and two small questions to it. */
import { ask, type Answer, type Problem } from '../api.ts';
import { words } from '../language.svelte.ts';

export interface Factor {
  readonly id: string;
  readonly kind: 'totp' | 'passkey';
  readonly name: string;
  readonly confirmed: boolean;
  readonly passkey: { readonly host: string; readonly isSynced: boolean } | null;
  readonly usedAt: string | null;
  readonly createdAt: string;
}
export interface Security {
  readonly factors: readonly Factor[];
  readonly recoveryCodes: number;
}
export interface Session {
  readonly id: string;
  readonly current: boolean;
  readonly remote: string | null;
  readonly program: string | null;
  readonly createdAt: string;
  readonly seenAt: string;
}

export const said = ({ status, title }: Problem): string =>
  status === 0 ? words().common.offlineText : title || words().common.errorText;

export const renewCodes = (current: string): Promise<Answer<{ readonly recoveryCodes: readonly string[] }>> =>
  ask('POST', '/security/recovery-codes', { current });
