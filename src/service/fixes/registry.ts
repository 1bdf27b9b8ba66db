/**
 * Which fix is applied by what. A fix that is not here is done by a person: its text says how. Read by the engine of fixes;
 * a test holds the list against the catalogue (docs/fixes.md says why the rest is not here).
 */
import type { FixId } from '#src/diagnosis/fixes.ts';
import type { Viewer } from '#src/model/case.ts';
import { aliasToMailboxFix, allowSenderFix, createMailboxFix, raiseQuotaFix, restoreMailboxFix } from './accounts.ts';
import type { Applier } from './applier.ts';
import { addContactFix, matchPaymentFix, payInvoiceFix, waitFix } from './bills.ts';
import {
  keepForeignMxFix,
  nameInsteadOfAliasFix,
  publishTxtFix,
  removeForeignMxFix,
  replaceMxFix,
  replaceTxtFix,
  restoreMailNameFix,
} from './dns-records.ts';
import { changeForwardTargetFix, removeForwardFix, restoreForwardsFix } from './forwards.ts';
import { rescueFromJunkFix } from './junk.ts';
import { emptyTrashFix, makeAppPasswordFix, openProtocolFix, subscribeFolderFix } from './programs.ts';
import { publishWantedFix } from './wanted-records.ts';
import { allowCountryFix, allowVendorsFix, freeNetworkFix, openJourneyFix, reopenSendingFix } from './places.ts';
import {
  correctVacationFix,
  keepForwardCopyFix,
  stopAnswersFix,
  switchOffRuleFix,
  takeRulesAwayFix,
  unblockFix,
} from './wishes.ts';

export const APPLIERS: Readonly<Partial<Record<FixId, Applier>>> = {
  'restore-mailbox': restoreMailboxFix,
  'create-mailbox': createMailboxFix,
  'alias-to-mailbox': aliasToMailboxFix,
  'raise-quota': raiseQuotaFix,
  'allow-sender': allowSenderFix,
  'allow-country': allowCountryFix,
  'open-journey': openJourneyFix,
  'allow-vendors': allowVendorsFix,
  'free-network': freeNetworkFix,
  'reopen-sending': reopenSendingFix,
  'pay-invoice': payInvoiceFix,
  'match-payment': matchPaymentFix,
  'correct-contact': addContactFix,
  'add-outside-contact': addContactFix,
  'wait-for-end': waitFix,
  'publish-mx': replaceMxFix,
  'replace-mx': replaceMxFix,
  'remove-foreign-mx': removeForeignMxFix,
  'keep-foreign-mx': keepForeignMxFix,
  'publish-txt': publishTxtFix,
  'replace-txt': replaceTxtFix,
  'publish-wanted': publishWantedFix,
  'name-instead-of-address': replaceMxFix,
  'own-mail-name': replaceMxFix,
  'name-instead-of-alias': nameInsteadOfAliasFix,
  'restore-mail-name': restoreMailNameFix,
  'make-app-password': makeAppPasswordFix,
  'open-protocol': openProtocolFix,
  'empty-trash': emptyTrashFix,
  'subscribe-folder': subscribeFolderFix,
  'remove-forward': removeForwardFix,
  'mailbox-instead-of-forward': aliasToMailboxFix,
  'restore-forwards': restoreForwardsFix,
  'change-forward-target': changeForwardTargetFix,
  'switch-off-rule': switchOffRuleFix,
  'take-rules-away': takeRulesAwayFix,
  'keep-forward-copy': keepForwardCopyFix,
  'unblock-correspondent': unblockFix,
  'rescue-from-junk': rescueFromJunkFix,
  'correct-vacation-dates': correctVacationFix,
  'stop-answers': stopAnswersFix,
  'wait-for-next-try': waitFix,
  'wait-for-maintenance': waitFix,
  'wait-for-caches': waitFix,
  'wait-for-provider': waitFix,
  'wait-for-retry': waitFix,
};

/** May this viewer have the fix applied, or taken back? Operators may; others where the fix says so. */
export const mayUse = (id: FixId, viewer: Viewer): boolean => {
  const applier = APPLIERS[id];
  return applier !== undefined && (viewer.kind === 'operator' || applier.who.includes(viewer.kind));
};
