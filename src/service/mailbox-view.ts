/** A mailbox as operators and customers see it: effective limits, names of app passwords, never a hash. */
import type { MailboxId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import type { AppPassword, SignInProtocol, StoredMailbox } from '#src/model/mailbox.ts';
import { DEFAULT_PLAN_VALUES, type Plan, type PlanValues } from '#src/model/plan.ts';

export interface AppPasswordView {
  readonly name: string;
  readonly scopes: readonly SignInProtocol[];
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}
export interface MailboxSummary {
  readonly id: MailboxId;
  readonly address: string;
  readonly plan: string;
  /** Effective: own, else the plan's; 0 = none. */
  readonly quotaBytes: number;
  readonly language: Language;
  readonly createdAt: number;
}
export interface MailboxView extends MailboxSummary {
  readonly quotaFrom: 'mailbox' | 'plan';
  readonly limits: PlanValues;
  readonly protocols: readonly SignInProtocol[];
  /** null = any. */
  readonly signInCountries: readonly string[] | null;
  readonly hasPassword: boolean;
  readonly mustChangePassword: boolean;
  readonly appPasswordsOnly: boolean;
  readonly passwordChangedAt: number | null;
  readonly appPasswords: readonly AppPasswordView[];
}

/** Own quota, else the plan's; 0 = none. */
export const effectiveQuota = (mailbox: StoredMailbox, plan: Plan | null): number =>
  mailbox.quotaBytes ?? (plan?.values ?? DEFAULT_PLAN_VALUES)['quota.bytes'];

export const summary = (mailbox: StoredMailbox, plan: Plan | null): MailboxSummary => ({
  id: mailbox.id,
  address: mailbox.address,
  plan: mailbox.plan,
  quotaBytes: effectiveQuota(mailbox, plan),
  language: mailbox.language,
  createdAt: mailbox.createdAt,
});

export const appPasswordView = ({ name, scopes, createdAt, lastUsedAt }: AppPassword): AppPasswordView => ({
  name,
  scopes,
  createdAt,
  lastUsedAt,
});

export const view = (mailbox: StoredMailbox, plan: Plan | null, appPasswords: readonly AppPassword[]): MailboxView => ({
  ...summary(mailbox, plan),
  quotaFrom: mailbox.quotaBytes === null ? 'plan' : 'mailbox',
  limits: plan?.values ?? DEFAULT_PLAN_VALUES,
  protocols: mailbox.protocols,
  signInCountries: mailbox.signInCountries,
  hasPassword: mailbox.passwordHash !== null,
  mustChangePassword: mailbox.mustChange,
  appPasswordsOnly: mailbox.appPasswordsOnly === true,
  passwordChangedAt: mailbox.passwordChangedAt,
  appPasswords: appPasswords.map(appPasswordView),
});
