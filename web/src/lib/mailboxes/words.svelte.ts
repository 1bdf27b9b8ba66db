/** The words of the mailbox pages, part by part; loaded by who shows them. */
import { area } from '../language.svelte.ts';
import type { ListWords } from './words/list-nb.ts';
import type { MakeWords } from './words/make-nb.ts';
import type { MoreWords } from './words/more-nb.ts';
import type { Words } from './words/nb.ts';
import type { PasswordWords } from './words/password-nb.ts';
import type { SetupWords } from './words/setup-nb.ts';
import type { SpaceWords } from './words/space-nb.ts';

/** The first view of one mailbox. */
export const mailboxWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});
/** What comes further down on its page. */
export const moreMailboxWords = area<MoreWords>({
  nb: async () => (await import('./words/more-nb.ts')).nb,
  sv: async () => (await import('./words/more-sv.ts')).sv,
  en: async () => (await import('./words/more-en.ts')).en,
});
/** The list, and what was removed. */
export const mailboxListWords = area<ListWords>({
  nb: async () => (await import('./words/list-nb.ts')).nb,
  sv: async () => (await import('./words/list-sv.ts')).sv,
  en: async () => (await import('./words/list-en.ts')).en,
});
/** How full a mailbox is. */
export const spaceWords = area<SpaceWords>({
  nb: async () => (await import('./words/space-nb.ts')).nb,
  sv: async () => (await import('./words/space-sv.ts')).sv,
  en: async () => (await import('./words/space-en.ts')).en,
});
/** A new mailbox. */
export const makeWords = area<MakeWords>({
  nb: async () => (await import('./words/make-nb.ts')).nb,
  sv: async () => (await import('./words/make-sv.ts')).sv,
  en: async () => (await import('./words/make-en.ts')).en,
});
/** Changing a password. */
export const passwordWords = area<PasswordWords>({
  nb: async () => (await import('./words/password-nb.ts')).nb,
  sv: async () => (await import('./words/password-sv.ts')).sv,
  en: async () => (await import('./words/password-en.ts')).en,
});
/** What a mail program needs. */
export const settingWords = area<SetupWords>({
  nb: async () => (await import('./words/setup-nb.ts')).nb,
  sv: async () => (await import('./words/setup-sv.ts')).sv,
  en: async () => (await import('./words/setup-en.ts')).en,
});
