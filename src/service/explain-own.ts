/**
 * What of a pasted text is ours, and whether the viewer may know: the Block behind a short link, the sender of one of our
 * messages, an address of this host. Called by `explain.ts` only. What is not the viewer's is as if it were not there.
 */
import type { PastedText } from '#src/diagnosis/observed-pasted.ts';
import type { OwnMarks } from '#src/diagnosis/texts/own-marks.ts';
import type { Block } from '#src/model/block.ts';
import { parseAddress, parseDomain } from '#src/model/address.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { blockByIdOrCode } from '#src/store/blocks.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import type { ExplainDeps } from './explain.ts';

/**
 * Who reads the answer. `operator`: everything; `customer`: only what is the customer's; `mailbox`: that one mailbox alone;
 * `stranger`: nothing of ours.
 */
export type ExplainViewer =
  | { readonly kind: 'operator' }
  | { readonly kind: 'customer'; readonly customer: CustomerId }
  | { readonly kind: 'mailbox'; readonly address: string }
  | { readonly kind: 'stranger' };

const MOST_ADDRESSES = 40;

const domainOf = (subject: string): string | null => {
  const parsed = parseDomain(subject.includes('@') ? subject.slice(subject.lastIndexOf('@') + 1) : subject);
  return parsed.ok ? parsed.value : null;
};

const parsedAddress = (subject: string): string | null => {
  const parsed = parseAddress(subject);
  return parsed.ok ? parsed.value.text : null;
};

/** May the viewer see our evidence of it? An operator may also ask about what is not ours: public evidence only. */
export async function isOwn(db: Database, subject: string, viewer: ExplainViewer, isAsked: boolean): Promise<boolean> {
  if (viewer.kind === 'stranger') return false;
  if (viewer.kind === 'mailbox') return parsedAddress(subject) === viewer.address;
  if (viewer.kind === 'operator' && isAsked) return true;
  const name = domainOf(subject);
  const domain = name === null ? null : await domainByName(db.sql, name);
  return domain !== null && (viewer.kind === 'operator' || domain.customer === viewer.customer);
}

/** The Block of the first short link that the viewer may see. */
export async function blockIn(deps: ExplainDeps, { codes }: OwnMarks, viewer: ExplainViewer): Promise<Block | null> {
  if (viewer.kind === 'stranger') return null;
  for (const code of codes) {
    const block = await blockByIdOrCode(deps.db.sql, code);
    if (block !== null && (await isVisible(deps.db, block, viewer))) return block;
  }
  return null;
}

async function isVisible(db: Database, block: Block, viewer: ExplainViewer): Promise<boolean> {
  if (viewer.kind === 'mailbox') return block.subject.kind === 'mailbox' && block.subjectName === viewer.address;
  if (viewer.kind !== 'customer') return viewer.kind === 'operator';
  switch (block.subject.kind) {
    case 'customer':
      return block.subject.id === viewer.customer;
    case 'mailbox':
    case 'domain':
      return await isOwn(db, block.subjectName, viewer, false);
    case 'network':
    case 'network-login':
    case 'service':
      // A network is shared by strangers; its Block is told in a diagnosis of the customer's own address.
      return false;
  }
}

export interface Searched {
  readonly text: string;
  readonly pasted: PastedText;
  readonly marks: OwnMarks;
  readonly block: Block | null;
}

/** Whom of ours the text is about: the Block's subject, the sender of our message, else an address of this host in it. */
export async function subjectIn(deps: ExplainDeps, searched: Searched, viewer: ExplainViewer): Promise<string | null> {
  if (viewer.kind === 'stranger') return null;
  const { text, pasted, marks, block } = searched;
  if (block !== null && (block.subject.kind === 'mailbox' || block.subject.kind === 'domain')) return block.subjectName;
  for (const message of marks.messages) {
    const sender = await senderOf(deps, message);
    if (sender !== null && (await isOwn(deps.db, sender, viewer, false))) return sender;
  }
  for (const address of addressesIn(text, pasted)) if (await isOwn(deps.db, address, viewer, false)) return address;
  return null;
}

async function senderOf(deps: ExplainDeps, message: string): Promise<string | null> {
  const traced = await deps.trace(message);
  if (!traced.ok) return null;
  const step = traced.value.events.find(
    (event) => event.kind === 'message' && event.direction !== 'inbound' && (event.mailFrom ?? '') !== '',
  );
  return step?.kind === 'message' ? (step.mailFrom ?? null) : null;
}

/** Sender first: bounces name the recipient too, and both may be ours. */
function addressesIn(text: string, { bounce, recipients }: PastedText): readonly string[] {
  const named = [...text.slice(0, 65_536).matchAll(/[^\s<>"'(),;:[\]]{1,64}@[^\s<>"'(),;:@[\]]{1,253}\w/g)].map(
    (found) => found[0].toLowerCase(),
  );
  const all = [
    ...(bounce?.originalFrom === null || bounce === null ? [] : [bounce.originalFrom]),
    ...named,
    ...recipients,
  ];
  return [...new Set(all)].filter((address) => parseAddress(address).ok).slice(0, MOST_ADDRESSES);
}
