/** A random key of this host that survives restarts: kept in the settings of the control database. Used by main.ts for auth. */
import { randomBytes } from 'node:crypto';
import type { Database } from '#src/store/database.ts';
import { putSetting, setting } from '#src/store/settings.ts';

const NAME = 'auth.secret-key';

/** 32 bytes; made once, also when several processes ask at the same time. */
export async function hostSecret(db: Database): Promise<Buffer> {
  const kept = await setting(db.sql, NAME);
  if (kept !== null) return Buffer.from(kept, 'hex');
  return await db.write(async (tx) => {
    const meanwhile = await setting(tx, NAME);
    if (meanwhile !== null) return Buffer.from(meanwhile, 'hex');
    const made = randomBytes(32);
    await putSetting(tx, NAME, made.toString('hex'));
    return made;
  });
}
