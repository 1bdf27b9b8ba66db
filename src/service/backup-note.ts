/** When the last backup was made, where and how large: noted after each, read by the console's health. */
import type { Database } from '#src/store/database.ts';
import { putSetting, setting } from '#src/store/settings.ts';
import type { BackupSummary } from './backup.ts';

const NAME = 'backup.last';
export interface LastBackup {
  /** Epoch ms. */
  readonly at: number;
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

export async function noteBackup(db: Database, { at, folder, files, bytes }: BackupSummary): Promise<void> {
  await putSetting(db.sql, NAME, JSON.stringify({ at: Date.parse(at), folder, files, bytes }));
}
export async function lastBackup(db: Database): Promise<LastBackup | null> {
  const text = await setting(db.sql, NAME);
  return text === null ? null : (JSON.parse(text) as LastBackup);
}
