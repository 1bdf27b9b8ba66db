/** Every cause that can be found, in one list. The order does not matter: `reason()` ranks. */
import { MACHINE_CAUSES } from './machine/catalogue.ts';
import { DELEGATION_CAUSES } from './delegation/catalogue.ts';
import { AUTHENTICITY_CAUSES } from './authenticity/catalogue.ts';
import { OUTSIDE_CAUSES } from './outside/catalogue.ts';
import { PASTED_CAUSES } from './pasted/catalogue.ts';
import { DEVICES_CAUSES } from './devices/catalogue.ts';
import { TRAFFIC_CAUSES } from './traffic/catalogue.ts';
import { FILING_CAUSES } from './filing/catalogue.ts';
import type { Cause } from '../cause.ts';
import { loginOnAlias, mailboxDeleted, mailboxNeverExisted, quotaFull } from './account/existence.ts';
import { passwordEdgeSpace, passwordNonAscii, stalePassword, wrongPassword } from './account/password.ts';
import { usernameTypo, usernameWithoutDomain } from './account/user-name.ts';
import { BILLING_CAUSES } from './billing/unpaid.ts';
import { CONNECTION_CAUSES } from './client/connection.ts';
import { fromNotOwned, smtpAuthOff, wrongOutgoingPort } from './client/sending.ts';
import { mxMixed, mxNoAddress, mxWrongHost, noMx, nullMx } from './domain/mx.ts';
import { dkimMissing, dmarcMissing, spfMissing } from './domain/records.ts';
import { BLOCK_CAUSES } from './sending/blocks.ts';
import { ACCESS_CAUSES } from './network/access.ts';
import { SUSPICION_CAUSES } from './closures/suspicion.ts';
import { REGISTRY_CAUSES } from './domain/registry.ts';
import { notRegistered } from './domain/registration.ts';

export const CAUSES: readonly Cause[] = [
  notRegistered,
  ...REGISTRY_CAUSES,
  ...SUSPICION_CAUSES,
  noMx,
  nullMx,
  mxNoAddress,
  mxWrongHost,
  mxMixed,
  spfMissing,
  dkimMissing,
  dmarcMissing,
  mailboxDeleted,
  mailboxNeverExisted,
  loginOnAlias,
  quotaFull,
  wrongPassword,
  passwordEdgeSpace,
  passwordNonAscii,
  stalePassword,
  usernameWithoutDomain,
  usernameTypo,
  ...CONNECTION_CAUSES,
  ...ACCESS_CAUSES,
  wrongOutgoingPort,
  smtpAuthOff,
  fromNotOwned,
  ...BILLING_CAUSES,
  ...BLOCK_CAUSES,
  ...DELEGATION_CAUSES,
  ...AUTHENTICITY_CAUSES,
  ...OUTSIDE_CAUSES,
  ...PASTED_CAUSES,
  ...DEVICES_CAUSES,
  ...TRAFFIC_CAUSES,
  ...FILING_CAUSES,
  ...MACHINE_CAUSES,
];
