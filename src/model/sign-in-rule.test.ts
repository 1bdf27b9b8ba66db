/** Which right password opens which door: switches of the mailbox, countries, app passwords, a change that is due. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { passwordObjection, signInObjection } from './sign-in-rule.ts';

const open = { mustChange: false, appPasswordsOnly: false };

test('an own password opens programs unless a change is due or only app passwords count', () => {
  assert.equal(passwordObjection(open, 'imap'), null);
  assert.equal(passwordObjection({ ...open, appPasswordsOnly: true }, 'smtp'), 'acc-app-password-required');
  assert.equal(passwordObjection({ mustChange: true, appPasswordsOnly: true }, 'pop3'), 'acc-password-expired');
  assert.equal(passwordObjection({ mustChange: false }, 'imap'), null);
});

test('our own pages are no program: there the password is changed', () => {
  assert.equal(passwordObjection({ mustChange: true, appPasswordsOnly: true }, null), null);
});

test('a way in that is off is named before the country', () => {
  const mailbox = { protocols: ['imap'], signInCountries: ['NO'] } as const;
  assert.equal(signInObjection(mailbox, 'pop3', 'ES'), 'acc-protocol-off');
  assert.equal(signInObjection(mailbox, 'imap', 'ES'), 'net-geo-block-by-us');
  assert.equal(signInObjection(mailbox, 'imap', undefined), null);
});
