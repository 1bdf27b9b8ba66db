/** Causes in what is stored: full of thrown-away mail, a damaged index, mail in a folder that programs do not show. */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { fix } from '../../fixes.ts';
import type { FolderSeen } from '../../observed-devices.ts';
import { quotaFull } from '../account/existence.ts';
import { missesSent } from '../filing/sent.ts';
import { evidenceOf, mailboxOf } from './shared.ts';

const since = '0.4.0';
/** From this share of the mailbox on, throwing away what was thrown away helps. */
const WASTE = 0.3;

const sumOf = (folders: readonly FolderSeen[], bytes: (folder: FolderSeen) => number): number =>
  folders.reduce((sum, folder) => sum + bytes(folder), 0);

export const quotaTrash: Cause = {
  id: 'acc-quota-trash',
  family: 'acc',
  since,
  symptoms: ['receive', 'both', 'some'],
  height: 31,
  needs: ['state.address', 'state.quota', 'state.folders'],
  explains: ['acc-quota-full'],
  proof:
    'the mailbox is full, and at least a third of it is in the trash, in junk, or marked as deleted and never taken away',
  judge(facts) {
    const full = quotaFull.judge(facts);
    const folders = facts.get('state.folders')?.observed.folders;
    const quota = facts.get('state.quota')?.observed;
    const address = mailboxOf(facts);
    if (folders === undefined || quota === undefined || full.kind === 'unknown' || address === undefined)
      return UNKNOWN;
    if (full.kind === 'ruled-out' || address === null) return RULED_OUT;
    const bins = folders.filter(({ use }) => use === 'Trash' || use === 'Junk');
    const trashBytes = sumOf(bins, (folder) => folder.sizeBytes);
    const markedBytes = sumOf(
      folders.filter((folder) => !bins.includes(folder)),
      (folder) => folder.markedBytes,
    );
    if (trashBytes + markedBytes < quota.usedBytes * WASTE) return RULED_OUT;
    const { usedBytes, quotaBytes } = quota;
    return found({
      certainty: 'proven',
      about: { address, domain: facts.subject.domain },
      args: {
        address,
        usedBytes,
        quotaBytes,
        wasteBytes: trashBytes + markedBytes,
        trashBytes,
        markedBytes,
        isTrash: trashBytes > 0 ? 'yes' : '',
        isMarked: markedBytes > 0 ? 'yes' : '',
      },
      evidence: evidenceOf(facts, ['state.quota', null], ['state.folders', null]),
      fix: [fix('empty-trash', { address }), fix('raise-quota', { address })],
    });
  },
};

export const indexCorrupt: Cause = {
  id: 'acc-index-corrupt',
  family: 'acc',
  since,
  symptoms: ['receive', 'both', 'some', 'slow'],
  height: 33,
  needs: ['state.store'],
  explains: [],
  proof:
    'the check of this mailbox’s store: messages that the index knows and that are not there, or an index that contradicts itself',
  judge(facts) {
    const store = facts.get('state.store')?.observed;
    const address = mailboxOf(facts);
    if (store === undefined) return UNKNOWN;
    if (store.faults === 0 || address === null) return RULED_OUT;
    const name = address ?? facts.subject.address ?? '';
    return found({
      certainty: 'proven',
      about: { address: name, domain: facts.subject.domain },
      args: { address: name, faults: store.faults, messages: store.messages, folders: store.folders },
      evidence: evidenceOf(facts, ['state.store', null]),
      fix: [fix('mend-index', { address: name })],
    });
  },
};

/** Names that programs give these folders by themselves, without blanks, in the languages of our customers. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  Sent: [
    'sent',
    'sentitems',
    'sentmessages',
    'sentmail',
    'sendt',
    'sendteelementer',
    'sendtemeldinger',
    'skickat',
    'skickade',
    'skickadeobjekt',
  ],
  Trash: [
    'trash',
    'deleteditems',
    'deletedmessages',
    'papirkurv',
    'papirkurven',
    'slettedeelementer',
    'slettet',
    'papperskorgen',
    'borttaget',
    'borttagnaobjekt',
  ],
  Drafts: ['drafts', 'draft', 'kladd', 'utkast', 'kladder'],
};
/** The last part of a folder's name, as those lists spell it. */
const leafOf = (name: string): string => (name.split(/[/.]/).at(-1) ?? '').toLowerCase().replaceAll(/[\s_-]/g, '');

/** A second folder of the same use, in use beside the right one; who misses what he sent may have all of it in the other. */
function twins(
  folders: readonly FolderSeen[],
  isSentMissed: boolean,
): { readonly right: FolderSeen; readonly other: FolderSeen }[] {
  return Object.entries(NAMES).flatMap(([use, names]) => {
    if (isSentMissed && use !== 'Sent') return [];
    const right = folders.find((folder) => folder.use === use);
    if (right === undefined || (right.messages === 0 && !isSentMissed)) return [];
    return folders
      .filter((folder) => folder.use === null && folder.messages > 0 && names.includes(leafOf(folder.name)))
      .map((other) => ({ right, other }));
  });
}

export const prefixSpecial: Cause = {
  id: 'cli-imap-prefix-special',
  family: 'cli',
  since,
  symptoms: ['some'],
  height: 8,
  needs: ['state.address', 'state.folders'],
  explains: ['cli-folder-not-subscribed-or-window'],
  proof: 'two folders for the same use, both with mail: the mailbox’s own and one that a program made for itself',
  judge(facts) {
    const folders = facts.get('state.folders')?.observed.folders;
    const address = mailboxOf(facts);
    if (folders === undefined || address === undefined) return UNKNOWN;
    // Somebody who lives happily with both is not told of a fault.
    const isSentMissed = missesSent(facts);
    if (address === null || (facts.symptom !== 'some' && !isSentMissed)) return RULED_OUT;
    return found(
      ...twins(folders, isSentMissed).map(({ right, other }) => ({
        certainty: 'proven' as const,
        about: { address, domain: facts.subject.domain },
        args: { address, right: right.name, rightCount: right.messages, other: other.name, otherCount: other.messages },
        evidence: evidenceOf(facts, ['state.folders', { folders: [right, other] }]),
        fix: [fix('choose-one-folder', { right: right.name, other: other.name })],
      })),
    );
  },
};

export const notSubscribed: Cause = {
  id: 'cli-folder-not-subscribed-or-window',
  family: 'cli',
  since,
  symptoms: ['some'],
  height: 4,
  needs: ['state.address', 'state.folders'],
  explains: [],
  proof:
    'mail is in a folder that is not subscribed to, and programs that show subscribed folders alone do not show it',
  judge(facts) {
    const folders = facts.get('state.folders')?.observed.folders;
    const address = mailboxOf(facts);
    if (folders === undefined || address === undefined) return UNKNOWN;
    if (address === null || facts.symptom !== 'some') return RULED_OUT;
    const hidden = folders.filter((one) => !one.subscribed && one.messages > 0 && one.name !== 'INBOX');
    if (hidden.length === 0) return RULED_OUT;
    return found({
      certainty: 'likely',
      about: { address, domain: facts.subject.domain },
      args: {
        address,
        folders: hidden.slice(0, 5).map((one) => one.name),
        count: hidden.reduce((sum, one) => sum + one.messages, 0),
      },
      evidence: evidenceOf(facts, ['state.folders', { folders: hidden.slice(0, 5) }]),
      fix: [fix('subscribe-folder', { address, folders: hidden.slice(0, 5).map((one) => one.name) })],
    });
  },
};

export const STORAGE_CAUSES: readonly Cause[] = [quotaTrash, indexCorrupt, prefixSpecial, notSubscribed];
