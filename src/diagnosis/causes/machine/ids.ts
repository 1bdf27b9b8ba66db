/** Ids of causes that only the customer's own machine can prove. Others judged there are `FROM_HERE` in judges.ts. */
export const MACHINE_IDS = ['net-imap-pop-blocked'] as const;
export type MachineCause = (typeof MACHINE_IDS)[number];
