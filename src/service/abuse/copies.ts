/**
 * Which texts went out today, from whom and to how many: for one text from many customers, and for one mailing of one
 * mailbox. In memory, bounded, a day long; a restart forgets. Made by watch.ts; judges nothing.
 */
import { ALIKE, likeness, type TextSketch } from '#src/model/text-sketch.ts';
import { DAY_MS } from '#src/model/notice.ts';

export interface Sent {
  readonly mailbox: string;
  readonly address: string;
  readonly customer: string;
  readonly sketch: TextSketch;
  readonly recipients: number;
  readonly at: number;
}
interface Text {
  readonly mailbox: string;
  readonly address: string;
  readonly customer: string;
  readonly sketch: TextSketch;
  /** Newest last, at most MOST_SENDS. */
  readonly sends: { at: number; recipients: number }[];
}
export interface Alike {
  readonly mailbox: string;
  readonly address: string;
  readonly customer: string;
  readonly lastHour: number;
  readonly lastDay: number;
}
export interface Copies {
  /** Who sent nearly this text in the last day, each mailbox once. */
  alike(sketch: TextSketch, now: number): readonly Alike[];
  add(sent: Sent): void;
}

const MOST_TEXTS = 4000;
const MOST_SENDS = 500;
const HOUR_MS = 3_600_000;
/** Texts looked at for one question. */
const MOST_LOOKED_AT = 500;

export function createCopies(mostTexts = MOST_TEXTS): Copies {
  /** In order of their last sending. */
  const texts = new Set<Text>();
  const byHash = new Map<number, Set<Text>>();

  const forget = (text: Text): void => {
    texts.delete(text);
    for (const hash of text.sketch) {
      const with_ = byHash.get(hash);
      with_?.delete(text);
      if (with_?.size === 0) byHash.delete(hash);
    }
  };
  const near = (sketch: TextSketch, now: number): readonly Text[] => {
    for (const text of texts) {
      if ((text.sends.at(-1)?.at ?? 0) > now - DAY_MS) break;
      forget(text);
    }
    const found = new Set<Text>();
    for (const hash of sketch)
      for (const text of byHash.get(hash) ?? []) if (found.size < MOST_LOOKED_AT) found.add(text);
    return [...found].filter((text) => likeness(text.sketch, sketch) >= ALIKE);
  };
  const sum = (list: readonly Text[], after: number): number =>
    list.reduce(
      (total, text) => total + text.sends.reduce((part, one) => part + (one.at > after ? one.recipients : 0), 0),
      0,
    );
  return {
    alike: (sketch, now) =>
      [...Map.groupBy(near(sketch, now), (text) => text.mailbox).values()].map((list) => ({
        mailbox: list[0].mailbox,
        address: list[0].address,
        customer: list[0].customer,
        lastHour: sum(list, now - HOUR_MS),
        lastDay: sum(list, now - DAY_MS),
      })),
    add: ({ at, recipients, ...who }) => {
      const known = near(who.sketch, at).find((text) => text.mailbox === who.mailbox);
      const text = known ?? { ...who, sends: [] };
      text.sends.push({ at, recipients });
      if (text.sends.length > MOST_SENDS) text.sends.shift();
      texts.delete(text);
      texts.add(text);
      if (known !== undefined) return;
      for (const hash of who.sketch) {
        const with_ = byHash.get(hash) ?? new Set<Text>();
        with_.add(text);
        byHash.set(hash, with_);
      }
      const [oldest] = texts;
      if (texts.size > mostTexts) forget(oldest);
    },
  };
}
