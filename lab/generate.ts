/**
 * What differs from run to run: customers' seeds, top-level domains, the symptom as it is told, the reader's language.
 * Drawn from a word (a date, a commit), so that nothing can be learned by heart and a run can be repeated. Pure.
 */
import { createHash } from 'node:crypto';
import type { Symptom } from '#src/diagnosis/finding.ts';
import type { Language } from '#src/model/language.ts';
import { chance } from './world.ts';

/** Seeds of customers. The two piles share a world and must not share a customer. */
const SEEDS = { known: { least: 10_000, most: 35_000 }, 'held-out': { least: 35_000, most: 60_000 } } as const;
export type Pile = keyof typeof SEEDS;

/** Generic top-level domains: registries that all keep the same calendar. Those of countries are chosen by scenarios. */
export const TOPS = ['test', 'example', 'com', 'net', 'org', 'info', 'shop', 'online', 'blog', 'company'] as const;
const LANGUAGES: readonly Language[] = ['nb', 'sv', 'en'];
const SYMPTOMS: readonly Symptom[] = ['receive', 'send', 'both', 'some', 'slow'];

/** How the customer tells it: as it is, "it does not work", or something else than what is wrong. */
export type Telling = 'right' | 'vague' | 'wrong';

export interface Draw {
  readonly seed: number;
  readonly top: string;
  readonly language: Language;
  readonly symptom: (told: Symptom, telling: Telling) => Symptom;
}

export type Drawer = (name: string) => Draw;

/** A number from a word, the same everywhere. */
export const numberFrom = (word: string): number => createHash('sha256').update(word).digest().readUInt32BE(0);

/** Draws as many different customers as are asked for, from one word; the n-th is always the same. */
export function drawer(word: string, pile: Pile): Drawer {
  const taken = new Set<number>();
  const { least, most } = SEEDS[pile];
  return (name) => {
    const next = chance(numberFrom(`${word} ${name}`));
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)];
    let seed = least + Math.floor(next() * (most - least));
    while (taken.has(seed)) seed = least + ((seed - least + 1) % (most - least));
    taken.add(seed);
    const top = pick(TOPS);
    const language = pick(LANGUAGES);
    const other = next();
    return {
      seed,
      top,
      language,
      symptom: (told, telling) => {
        if (telling === 'vague') return 'unknown';
        if (telling === 'right') return told;
        const wrong = SYMPTOMS.filter((one) => one !== told);
        return wrong[Math.floor(other * wrong.length)];
      },
    };
  };
}
