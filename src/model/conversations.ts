/**
 * Which messages belong to one conversation: those that name each other (References, In-Reply-To, Message-ID), in the manner
 * of RFC 5256 REFERENCES; a reply without any of them is put to the newest earlier message of its subject. Pure. Held in
 * memory for a whole folder, so ids are kept as 53-bit hashes. Called by service/webmail.
 */

/** What threading knows of a message. */
export interface Threading {
  /** Hashes; 0: none. */
  readonly own: number;
  readonly named: readonly number[];
  /** Hash of the subject without `Re:`. */
  readonly subject: number;
  readonly isReply: boolean;
}

/** Ids that a message names at most: of more the first and the last. */
const MOST_NAMED = 30;

const ID = /<[^<>\s]{1,998}>/g;
/** Message ids in a field value, in order; text without brackets counts as one. */
export function messageIds(field: string): readonly string[] {
  const found = [...field.matchAll(ID)].map(([id]) => id);
  if (found.length <= MOST_NAMED) return found;
  return [found[0], ...found.slice(1 - MOST_NAMED)];
}

/** 53 bits of a text; never 0. Two of 10,000 fall together once in a hundred million mailboxes. */
export function idHash(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0) || 1;
}

/** Also as Outlook in Norwegian and Swedish writes it, with a count or a list's name in brackets before. */
const MARKS =
  /^\s*(?:\[[^\]]{0,60}\]\s*)?(?:(?:re|sv|vs|aw|antw|odp|fwd?|vb|vs|vedr|videresendt)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*:)\s*/i;
const REPLY = /^\s*(?:\[[^\]]{0,60}\]\s*)?(?:re|sv|vs|aw|antw)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*:/i;

/** The subject without marks of replies and forwards, folded for comparing. */
export function baseSubject(subject: string): string {
  let rest = subject.slice(0, 400);
  for (let turn = 0; turn < 20; turn += 1) {
    const less = rest.replace(MARKS, '');
    if (less === rest) break;
    rest = less;
  }
  return rest.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/** Reads the fields; all decoded. */
export function threadingOf(fields: {
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: string;
  readonly subject: string;
}): Threading {
  const base = baseSubject(fields.subject);
  const [own] = messageIds(fields.messageId);
  return {
    own: own === undefined ? 0 : idHash(own),
    named: [...messageIds(fields.references), ...messageIds(fields.inReplyTo).slice(0, 2)].map(idHash),
    subject: base === '' ? 0 : idHash(base),
    isReply: REPLY.test(fields.subject),
  };
}

/** What the conversation is called, equal in every folder as long as programs keep References: the first id of the thread. */
export const rootHash = ({ own, named }: Threading): number => named[0] ?? own;
/** As webmail's answers write it. */
export const conversationName = (root: number): string => root.toString(36);

/** Sets of ids that hang together; a message that comes later may join two. Nothing is ever split. */
export class Together {
  readonly #node = new Map<number, number>();
  readonly #parent: number[] = [];

  /** The node of an id, made when it is new. 0 is nobody's: always a new one. */
  node(id: number): number {
    const known = id === 0 ? undefined : this.#node.get(id);
    if (known !== undefined) return known;
    const fresh = this.#parent.push(this.#parent.length) - 1;
    if (id !== 0) this.#node.set(id, fresh);
    return fresh;
  }

  find(node: number): number {
    let at = node;
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at]];
      at = this.#parent[at];
    }
    return at;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.find(a), this.find(b)];
    if (first !== second) this.#parent[Math.max(first, second)] = Math.min(first, second);
  }

  /** Puts a message into its set; gives its node. */
  add({ own, named }: Threading): number {
    const node = this.node(own);
    for (const id of named) this.join(node, this.node(id));
    return node;
  }
}
