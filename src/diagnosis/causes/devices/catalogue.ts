/** Causes of what devices did: accounts, client settings, networks. */
import type { Cause } from '../../cause.ts';
import { ACCOUNT_CAUSES } from './account.ts';
import { CERTIFICATE_CAUSES } from './certificate.ts';
import { FORWARD_CAUSES } from './forwards.ts';
import { REACH_CAUSES } from './reach.ts';
import { READING_CAUSES } from './reading.ts';
import { SECRET_CAUSES } from './secrets.ts';
import { SENDER_CAUSES } from './sender.ts';
import { SETTING_CAUSES } from './settings.ts';
import { STORAGE_CAUSES } from './storage.ts';

export const DEVICES_CAUSES: readonly Cause[] = [
  ...ACCOUNT_CAUSES,
  ...STORAGE_CAUSES,
  ...FORWARD_CAUSES,
  ...SECRET_CAUSES,
  ...CERTIFICATE_CAUSES,
  ...SETTING_CAUSES,
  ...SENDER_CAUSES,
  ...READING_CAUSES,
  ...REACH_CAUSES,
];
