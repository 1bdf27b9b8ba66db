/** What to do about it, in English: one sentence for each fix. */
import { filingFixes } from './filing.ts';
import { machineFixes } from './machine.ts';
import { programFixes } from './program.ts';
import { trafficFixes } from './traffic.ts';
import { devicesFixes } from './devices.ts';
import { pastedFixes } from './pasted.ts';
import { outsideFixes } from './outside.ts';
import { authenticityFixes } from './authenticity.ts';
import { delegationFixes } from './delegation.ts';
import { closureFixes } from './closure-causes.ts';
import type { FixTexts } from '../shape.ts';
import { blockFixes } from './block-causes.ts';
import { billingFixes } from './billing-causes.ts';
import { abroadFixes } from './abroad-causes.ts';

export const fixes: FixTexts = {
  ...trafficFixes,
  ...machineFixes,
  ...programFixes,
  ...filingFixes,
  ...devicesFixes,
  ...pastedFixes,
  ...outsideFixes,
  ...authenticityFixes,
  ...delegationFixes,
  ...abroadFixes,
  ...closureFixes,
  'restore-mailbox': (a) => `Restore the mailbox ${a.address} with the mail that was in it.`,
  'create-mailbox': (a) => `Create the mailbox ${a.address}.`,
  'use-near-address': (a) => `Use ${a.near} if that is the one you meant.`,
  'sign-in-to-target': (a) =>
    `Sign in to the mailbox ${a.targets} instead, or turn ${a.address} into a mailbox of its own.`,
  'alias-to-mailbox': (a) => `Turn ${a.address} from an alias into a mailbox. Mail to it is then no longer passed on.`,
  'keep-foreign-mx': (a) =>
    `Is ${a.hosts} meant to take mail for ${a.domain}? Say so, and we will no longer call it a fault.`,
  'raise-quota': (a) => `Give the mailbox ${a.address} more room.`,
  'empty-mailbox': () => 'Delete large messages and empty the trash and the junk folder.',
  'set-new-password': (a) =>
    `Nobody remembers the password? Choose a new one for ${a.address} and enter it on every device.`,
  'update-device-password': (a) => `Enter the current password of ${a.address} on ${a.deviceText}.`,
  'retype-password': (a) => `Type the password by hand on ${a.deviceText}, without pasting.`,
  'choose-plain-password': (a) =>
    `Choose a password for ${a.address} with plain letters, digits and signs only (no å, ö, ü).`,
  'type-whole-address': (a) => `Type ${a.address} as user name instead of “${a.login}”.`,
  'correct-user-name': (a) =>
    `Correct the user name to ${a.address}. Type it by hand, so that no invisible character comes along.`,
  'set-incoming': (a) =>
    `Incoming server: ${a.hostname}, IMAP port ${a.port} with SSL/TLS (or POP3 port ${a.popPort} with SSL/TLS), user name ${a.address}.`,
  'set-outgoing': (a) =>
    `Outgoing server: ${a.hostname}, port ${a.port} with SSL/TLS, sign-in on, user name ${a.address}.`,
  'turn-on-outgoing-sign-in': () =>
    'Turn on sign-in (authentication) for the outgoing server, with the same user name and password as for incoming.',
  'allow-sender': (a) => `Allow ${a.address} to send as ${a.from}.`,
  'correct-sender': (a) => `Is ${a.from} a typing mistake? Correct the sender address in the mail program.`,
  'update-device': (a) => `Update the operating system or mail program on ${a.deviceText}, or use webmail for now.`,
  'register-domain': (a) => `Register ${a.domain}, or finish the order if it got stuck.`,
  'publish-mx': (a) => `Add this record where the domain's DNS is kept: ${a.domain} MX 10 ${a.hostname}.`,
  'replace-mx': (a) => `Change the MX record where the domain's DNS is kept to: ${a.domain} MX 10 ${a.hostname}.`,
  'remove-foreign-mx': (a) => `Remove the MX record to ${a.hosts} if that other provider is no longer to take mail.`,
  'publish-wanted': (a) => `Write all records that are missing or wrong into the DNS of ${a.domain}.`,
  'publish-txt': (a) => `Add this record where the domain's DNS is kept: ${a.name} TXT "${a.value}".`,
  ...blockFixes,
  ...billingFixes,
};
