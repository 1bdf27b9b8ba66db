/**
 * What was seen of the settings of a mail program that its owner brought along, field by field. Types only. Made by
 * service/settings-evidence.ts from the settings check; holds what the file says and what is right, never a password and never
 * the file.
 */
import type { ProgramFormat, Unreadable } from '#src/model/program-settings.ts';
import type { SettingFinding } from './program-settings/faults.ts';

/** One finding of the settings check, as evidence. */
export type ProgramFault = Omit<SettingFinding, 'account' | 'cause' | 'edits'> & {
  /** Id of the catalogue; null: worth telling, and no cause. */
  readonly cause: string | null;
  /** Of a server's name that is not the one to fill in: its addresses are ours all the same. */
  readonly leadsHere: boolean;
};
export type CustomerProgram = {
  readonly format: ProgramFormat | null;
  readonly unreadable: Unreadable | null;
  /** `subject`: of the mailbox asked about; `other`: all of it is for other addresses; `unknown`: it cannot be read. */
  readonly isFor: 'subject' | 'other' | 'unknown';
  /** The other addresses that it names, at most five. */
  readonly others: readonly string[];
  /** What is wrong for the mailbox asked about; empty when it is for another one. */
  readonly faults: readonly ProgramFault[];
  /** Compared with what: our servers, a known provider's, or nothing. */
  readonly source: 'ours' | 'provider' | 'unknown';
  /** A corrected file can be made from it. */
  readonly canCorrect: boolean;
};

export interface ProgramObservations {
  readonly 'customer.program': CustomerProgram;
}
