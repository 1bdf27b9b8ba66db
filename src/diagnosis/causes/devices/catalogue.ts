/** Causes of what devices did: accounts, client settings, networks. */
import type { Cause } from '../../cause.ts';

export const DEVICES_CAUSES: readonly Cause[] = [];
