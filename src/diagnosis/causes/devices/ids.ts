/** Ids of the causes of what devices did: accounts, client settings, networks. */
export const DEVICES_IDS = [] as const;
export type DevicesCause = (typeof DEVICES_IDS)[number];
