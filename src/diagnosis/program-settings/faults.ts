/**
 * What can be wrong in a program's settings: id, how much it weighs, the cause of the catalogue that it leads to. Words are in
 * messages/<language>/program-settings.ts. Data only.
 */
import type { CauseId } from '#src/model/cause-id.ts';
import type { TextEdit } from '#src/model/program-settings.ts';

/** `wrong`: mail does not work so. `risk`: it may, but not safely or not for long. `note`: worth knowing. */
export type Weight = 'wrong' | 'risk' | 'note';
export const FAULTS = {
  'host-missing': { weight: 'wrong', cause: 'host' },
  'host-not-a-name': { weight: 'wrong', cause: 'host' },
  'host-typo': { weight: 'wrong', cause: 'host' },
  'host-swapped': { weight: 'wrong', cause: 'host' },
  'host-other-provider': { weight: 'wrong', cause: 'host' },
  'host-own-domain': { weight: 'wrong', cause: 'host' },
  'host-wrong': { weight: 'wrong', cause: 'host' },
  'smtp-other-provider': { weight: 'wrong', cause: 'cli-wrong-outgoing-host' },
  'port-wrong': { weight: 'wrong', cause: 'port' },
  'port-of-other-kind': { weight: 'wrong', cause: 'port' },
  'port-25': { weight: 'wrong', cause: 'cli-wrong-outgoing-port' },
  'security-mismatch': { weight: 'wrong', cause: 'cli-tls-mode-mismatch' },
  'security-off': { weight: 'wrong', cause: 'cli-plaintext-refused' },
  'security-optional': { weight: 'risk', cause: 'cli-plaintext-refused' },
  'user-missing': { weight: 'wrong', cause: 'acc-username-typo-case' },
  'user-without-domain': { weight: 'wrong', cause: 'acc-username-without-domain' },
  'user-with-blank': { weight: 'wrong', cause: 'acc-username-typo-case' },
  'user-typo': { weight: 'wrong', cause: 'acc-username-typo-case' },
  'user-other': { weight: 'wrong', cause: 'acc-username-typo-case' },
  'sign-in-off': { weight: 'wrong', cause: 'cli-smtp-auth-off' },
  'sign-in-way': { weight: 'wrong', cause: 'cli-auth-method' },
  'sign-in-oauth': { weight: 'wrong', cause: 'cli-auth-method' },
  'oauth-wanted': { weight: 'wrong', cause: 'cli-auth-method' },
  'app-password-wanted': { weight: 'note', cause: 'acc-app-password-required' },
  'from-typo': { weight: 'wrong', cause: 'cli-identity-typo' },
  'from-other': { weight: 'risk', cause: 'cli-from-not-owned' },
  'from-not-an-address': { weight: 'wrong', cause: 'cli-sender-syntax' },
  'outgoing-missing': { weight: 'risk', cause: null },
  'pop-not-imap': { weight: 'note', cause: null },
  'pop-switched-off': { weight: 'wrong', cause: 'acc-protocol-off' },
  'mail-is-removed': { weight: 'risk', cause: 'cli-pop-deletes' },
  'certificate-unchecked': { weight: 'risk', cause: null },
  'connections-many': { weight: 'risk', cause: 'cli-too-many-connections' },
  'folder-prefix': { weight: 'risk', cause: 'cli-imap-prefix-special' },
  'sent-copy-off': { weight: 'risk', cause: 'cli-sent-not-saved' },
  'sent-copy-here': { weight: 'risk', cause: 'cli-sent-not-saved' },
  'sent-folder-other': { weight: 'risk', cause: 'cli-imap-prefix-special' },
  'account-twice': { weight: 'note', cause: null },
  'imap-and-pop': { weight: 'risk', cause: 'cli-pop-deletes' },
} as const satisfies Readonly<Record<string, { weight: Weight; cause: CauseId | 'host' | 'port' | null }>>;
export type Fault = keyof typeof FAULTS;
export type Field =
  | 'host'
  | 'port'
  | 'security'
  | 'userName'
  | 'signIn'
  | 'from'
  | 'kind'
  | 'leavesMail'
  | 'checksCertificate'
  | 'connections'
  | 'folderPrefix'
  | 'sentCopy'
  | 'sentFolder'
  | 'account';

export interface SettingFinding {
  readonly fault: Fault;
  readonly weight: Weight;
  readonly cause: CauseId | null;
  /** Which account of the file, from 0. */
  readonly account: number;
  readonly server: 'incoming' | 'outgoing' | null;
  readonly field: Field;
  /** As it stands, and as it should; null where there is nothing to say. Never a secret. */
  readonly says: string | null;
  readonly should: string | null;
  readonly line: number | null;
  readonly args: Readonly<Record<string, string | number>>;
  /** How the file is put right; empty where the program or its owner must choose. */
  readonly edits: readonly TextEdit[];
}
