/** The words of incidents, customers, policy, health, audit, feedback and operators; loaded by the layouts of those pages. */
import { area } from '../language.svelte.ts';
import type { Words } from './words/nb.ts';

export const hostWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});

/** For `load` of the layouts of these pages. */
export const load = async ({ parent }: { parent: () => Promise<unknown> }): Promise<void> => {
  await parent();
  await hostWords.load();
};
