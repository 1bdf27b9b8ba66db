/**
 * A sender whom an operator trusts after a look at what he sends: for thirty days the signs of abuse close nothing of his.
 * Written by the console, read by watch.ts. Limits and the rules for newsletters count as ever.
 */
import { DAY_MS } from '#src/model/notice.ts';
import { putSetting, setting } from '#src/store/settings.ts';
import type { Sql } from '#src/store/tables.ts';

const TRUST_MS = 30 * DAY_MS;
const trustKey = (mailbox: string): string => `abuse-trust.${mailbox}`;

/** Begins or renews the trust; gives its end, epoch ms. */
export async function trustUntil(tx: Sql, mailbox: string, now: number): Promise<number> {
  const until = now + TRUST_MS;
  await putSetting(tx, trustKey(mailbox), String(until));
  return until;
}

/** Epoch ms at which the trust ends; 0 when there never was one. */
export async function trustedUntil(sql: Sql, mailbox: string): Promise<number> {
  return Number((await setting(sql, trustKey(mailbox))) ?? 0);
}
