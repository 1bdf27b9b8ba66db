/** The words of settings for mail: what their pages share, and answers while away; apart from them what one page alone shows. Loaded by pages. */
import { area } from '../language.svelte.ts';
import type { BuilderWords } from './words/builder-nb.ts';
import type { ForwardingWords } from './words/forwarding-nb.ts';
import type { Words } from './words/nb.ts';
import type { SortWords } from './words/rules-nb.ts';
import type { SenderWords } from './words/senders-nb.ts';

export const ruleWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
/** Rules, and how one reads. */
export const sortWords = area<SortWords>({
  nb: async () => (await import('./words/rules-nb.ts')).nb,
  sv: async () => (await import('./words/rules-sv.ts')).sv,
  en: async () => (await import('./words/rules-en.ts')).en,
});
/** Building a rule and trying it: comes with the editor. */
export const builderWords = area<BuilderWords>({
  nb: async () => (await import('./words/builder-nb.ts')).nb,
  sv: async () => (await import('./words/builder-sv.ts')).sv,
  en: async () => (await import('./words/builder-en.ts')).en,
});
/** Forwarding. */
export const forwardingWords = area<ForwardingWords>({
  nb: async () => (await import('./words/forwarding-nb.ts')).nb,
  sv: async () => (await import('./words/forwarding-sv.ts')).sv,
  en: async () => (await import('./words/forwarding-en.ts')).en,
});
/** Senders that are kept out or let in. */
export const senderWords = area<SenderWords>({
  nb: async () => (await import('./words/senders-nb.ts')).nb,
  sv: async () => (await import('./words/senders-sv.ts')).sv,
  en: async () => (await import('./words/senders-en.ts')).en,
});
