/** Use cases of how a mailbox user wants webmail to be. Called by routes/mail-settings.ts and by whoever shows his mail. */
import type { MailboxId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import type { WebmailSettings } from '#src/model/webmail-settings.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import { putWebmailSettings, webmailSettingsOf } from '#src/store/webmail-people.ts';
import { type Acting, change, type Reading } from '../change.ts';
import { setLanguage } from '../mailbox-settings.ts';
import { done, type Outcome, refused } from '../outcome.ts';

export interface Preferences extends WebmailSettings {
  /** Of the mailbox: pages after signing in, refusals and letters of ours. */
  readonly language: Language;
}

/** What holds for this mailbox, with the usual where nothing was set. */
export async function preferencesOf({ db }: Reading, id: MailboxId): Promise<Outcome<Preferences>> {
  const mailbox = await mailboxById(db.sql, id);
  if (mailbox === null) return refused('notThere');
  return done({ ...(await webmailSettingsOf(db.sql, id)), language: mailbox.language });
}

/** Sets what is named and leaves the rest. */
export async function setPreferences(
  deps: Acting,
  id: MailboxId,
  wanted: Partial<Preferences>,
): Promise<Outcome<Preferences>> {
  const before = await preferencesOf(deps, id);
  if (!before.ok) return before;
  const mailbox = await mailboxById(deps.db.sql, id);
  if (mailbox === null) return refused('notThere');
  const { language, ...settings } = wanted;
  if (language !== undefined && language !== mailbox.language) {
    const set = await setLanguage(deps, mailbox.address, language);
    if (!set.ok) return set;
  }
  if (Object.keys(settings).length === 0) return await preferencesOf(deps, id);
  return await change(deps, async (tx, audit) => {
    const old = await webmailSettingsOf(tx, id);
    const made: WebmailSettings = { ...old, ...settings };
    await putWebmailSettings(tx, id, made, deps.clock.now());
    await audit('mailbox.webmail-settings', mailbox.address, { ...old }, { ...made });
    return done({ ...made, language: language ?? mailbox.language });
  });
}
