/** Use cases of app passwords: make (the secret is shown once), list, revoke. Called by CLI and API. */
import type { AppPasswordId } from '#src/model/ids.ts';
import { type AppPassword, SIGN_IN_PROTOCOLS, type SignInProtocol } from '#src/model/mailbox.ts';
import { newId } from '#src/net/ids.ts';
import { appPasswordsOf, deleteAppPassword, insertAppPassword } from '#src/store/app-passwords.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { hashAppSecret, newAppSecret } from './app-secret.ts';
import { type Acting, change, type Reading } from './change.ts';
import { readAddress, shown } from './input.ts';
import { type AppPasswordView, appPasswordView } from './mailbox-view.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';

const MOST = 50;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;

/** Makes an app password; `secret` is given once and stored nowhere. */
export async function addAppPassword(
  deps: Acting,
  input: { readonly address: string; readonly name: string; readonly scopes?: readonly SignInProtocol[] },
): Promise<Outcome<{ readonly name: string; readonly secret: string }>> {
  const address = readAddress(input.address);
  if (!address.ok) return address;
  const name = input.name.normalize('NFC').trim();
  if (name === '' || name.length > 60 || CONTROL.test(name)) return misuse('appPasswordNameBad', { name: shown(name) });
  const secret = newAppSecret();
  return await change(deps, async (tx, audit) => {
    const mailbox = await mailboxByAddress(tx, address.value.text);
    if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
    const present = await appPasswordsOf(tx, mailbox.id);
    if (present.some((one) => one.name === name)) return refused('appPasswordExists', { name });
    if (present.length >= MOST) return refused('appPasswordTooMany', { max: MOST });
    const now = deps.clock.now();
    const made: AppPassword = {
      id: newId<AppPasswordId>(now),
      mailbox: mailbox.id,
      name,
      passwordHash: hashAppSecret(secret),
      scopes: input.scopes ?? SIGN_IN_PROTOCOLS,
      createdAt: now,
      lastUsedAt: null,
    };
    await insertAppPassword(tx, made);
    await audit('app-password.add', mailbox.address, null, { name, scopes: made.scopes });
    return done({ name, secret });
  });
}

/** Oldest first; names and times only. */
export async function listAppPasswords(deps: Reading, typed: string): Promise<Outcome<readonly AppPasswordView[]>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const mailbox = await mailboxByAddress(deps.db.sql, address.value.text);
  if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
  return done((await appPasswordsOf(deps.db.sql, mailbox.id)).map(appPasswordView));
}

/** Takes one back; the next sign-in with it fails. */
export async function revokeAppPassword(
  deps: Acting,
  typed: string,
  name: string,
): Promise<Outcome<{ readonly name: string }>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const wanted = name.normalize('NFC').trim();
  return await change(deps, async (tx, audit) => {
    const mailbox = await mailboxByAddress(tx, address.value.text);
    if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
    const found = (await appPasswordsOf(tx, mailbox.id)).find((one) => one.name === wanted);
    if (found === undefined) return refused('appPasswordMissing', { name: shown(wanted) });
    await deleteAppPassword(tx, found.id);
    await audit('app-password.revoke', mailbox.address, { name: wanted }, null);
    return done({ name: wanted });
  });
}
