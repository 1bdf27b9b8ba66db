/** Words for causes of what devices did: accounts, client settings, networks på norsk bokmål. */
import type { DEVICES_FIXES } from '#src/diagnosis/causes/devices/fixes.ts';
import type { DevicesCause } from '#src/diagnosis/causes/devices/ids.ts';
import type { CauseTexts, FixTexts } from '../shape.ts';

export const devicesCauses: Pick<CauseTexts, DevicesCause> = {};
export const devicesFixes: Pick<FixTexts, keyof typeof DEVICES_FIXES> = {};
