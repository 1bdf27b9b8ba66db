/**
 * Which of the newest messages a rule would have concerned, asked before it is saved. Called by the API. Reads headers only
 * and moves nothing; a message that cannot be read is not counted.
 */
import type { FolderInfo, MailboxHandle, MailStore, MessageRow } from '#src/engine/embedded/mail-store.ts';
import { ruleFacts } from '#src/engine/embedded/rules/rule-facts.ts';
import { isListed, type MailRule, type MailRules } from '#src/model/mail-rules.ts';
import { checkRule, madeRule, type RuleDraft } from '#src/model/mail-rules-check.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { concerns, type RuleFacts } from '#src/model/placement.ts';
import { parseAddressList } from '#src/protocol/mime/addresses.ts';
import { fieldNamed, fieldValue, type HeaderField, scanHeader } from '#src/protocol/mime/header-fields.ts';
import { decodeWords } from '#src/protocol/mime/words.ts';
import type { Database } from '#src/store/database.ts';
import { rulesOfMailbox } from '#src/store/mail-rules.ts';
import { done, misuse, type Outcome } from './outcome.ts';

export const MOST_TRIED = 500;
/** A batch of headers: the memory of one question is bounded by it. */
const TOGETHER = 50;
/** What the owner wrote himself never came in. */
const OWN_WRITING: readonly (string | null)[] = ['\\Sent', '\\Drafts'];

export interface TriedMessage {
  readonly folder: string;
  readonly uid: number;
  /** As they read, decoded. */
  readonly from: string;
  readonly subject: string;
  /** Epoch ms. */
  readonly at: number;
  readonly sizeBytes: number;
}
export interface Tried {
  /** So many were read. */
  readonly looked: number;
  /** Newest first. */
  readonly matches: readonly TriedMessage[];
}
interface Place {
  readonly folder: FolderInfo;
  readonly row: MessageRow;
}

/** The newest messages that came in, whatever folder they are in by now. */
async function newest(handle: MailboxHandle, most: number): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const folder of await handle.folders()) {
    if (OWN_WRITING.includes(folder.specialUse) || folder.messages === 0) continue;
    const uids = (await handle.outline(folder.id))?.uids.slice(-most) ?? [];
    if (uids.length === 0) continue;
    const rows = await handle.rows(folder.id, { from: uids[0] });
    places.push(...rows.map((row) => ({ folder, row })));
  }
  return places.toSorted((a, b) => b.row.internalDate - a.row.internalDate).slice(0, most);
}

const between = (text: string): string => /<([^<>]*)>/.exec(text)?.[1] ?? text.trim();
function valueOf(bytes: Buffer, fields: readonly HeaderField[], key: string): string {
  const field = fieldNamed(fields, key);
  return field === undefined ? '' : fieldValue(bytes, field);
}

/** The facts as they were when the message came: envelope from our own trace, the size as it is stored. */
function factsOf(header: Buffer, row: MessageRow, own: string): RuleFacts {
  const { fields } = scanHeader(header, 0, header.length);
  const recipient = between(valueOf(header, fields, 'delivered-to'));
  const envelope = { mailFrom: between(valueOf(header, fields, 'return-path')), recipient: recipient || own };
  return { ...ruleFacts(header, fields, envelope), sizeBytes: row.sizeBytes };
}

/** Headers of one folder's messages; what cannot be read is left out. */
async function headers(handle: MailboxHandle, folder: number, uids: readonly number[]) {
  const found = new Map<number, Buffer>(await handle.readTogether(folder, uids, 'header').catch(() => new Map()));
  for (const uid of uids) {
    if (found.has(uid)) continue;
    const header = await handle.readHeader(folder, uid).catch(() => null);
    if (header !== null) found.set(uid, header);
  }
  return found;
}

/** An allowed sender is never spam (model/placement.ts). */
const seenBy = (rules: MailRules, facts: RuleFacts): RuleFacts =>
  facts.isSpam && [...facts.fromAddresses, facts.envelopeFrom].some((one) => isListed(rules.allowedSenders, one))
    ? { ...facts, isSpam: false }
    : facts;

/** The sender for people: his name when there is one. Parsed before it is decoded: a name may hold a comma. */
function reads(header: Buffer, facts: RuleFacts): string {
  const { fields } = scanHeader(header, 0, header.length);
  const [first] = parseAddressList(valueOf(header, fields, 'from'));
  const name = first?.kind === 'address' ? decodeWords(first.name ?? '').trim() : '';
  return name === '' ? (facts.fromAddresses[0] ?? facts.from) : name;
}

/** Tries a rule as typed, saved or not. */
export async function tryRule(
  deps: { readonly db: Database; readonly store: Pick<MailStore, 'open'> },
  asked: { readonly mailbox: StoredMailbox; readonly rule: RuleDraft; readonly most: number },
): Promise<Outcome<Tried>> {
  const { mailbox } = asked;
  const checked = checkRule(asked.rule, mailbox.address);
  if (!checked.ok) return misuse(checked.fault.key, { ...checked.fault.args, field: checked.fault.field });
  const rule = madeRule({ ...checked.value, enabled: true }, { id: '', madeAt: 0, madeBy: '', madeFrom: null });
  const { rules } = await rulesOfMailbox(deps.db.sql, mailbox.id);
  const handle = await deps.store.open(mailbox.id, 0);
  try {
    const places = await newest(handle, Math.min(asked.most, MOST_TRIED));
    return done(await lookedThrough(handle, places, { rule, rules, own: mailbox.address }));
  } finally {
    handle.close();
  }
}

async function lookedThrough(
  handle: MailboxHandle,
  places: readonly Place[],
  { rule, rules, own }: { readonly rule: MailRule; readonly rules: MailRules; readonly own: string },
): Promise<Tried> {
  const matches: TriedMessage[] = [];
  let looked = 0;
  for (const [folder, ofFolder] of Map.groupBy(places, (place) => place.folder)) {
    for (let from = 0; from < ofFolder.length; from += TOGETHER) {
      const batch = ofFolder.slice(from, from + TOGETHER);
      const texts = await headers(
        handle,
        folder.id,
        batch.map(({ row }) => row.uid),
      );
      for (const { row } of batch) {
        const header = texts.get(row.uid);
        if (header === undefined) continue;
        looked += 1;
        const facts = seenBy(rules, factsOf(header, row, own));
        if (!concerns(rule, facts)) continue;
        const { uid, internalDate: at, sizeBytes } = row;
        const { subject } = facts;
        matches.push({ folder: folder.name, uid, from: reads(header, facts), subject, at, sizeBytes });
      }
    }
  }
  return { looked, matches: matches.toSorted((a, b) => b.at - a.at) };
}
