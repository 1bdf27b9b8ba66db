/** The words of settings, identities and contacts, loaded by the layouts of their pages; and what the API answers about them. */
import { area } from '../language.svelte.ts';
import type { Words } from './words/people-nb.ts';

export const peopleWords = area<Words>({
  nb: async () => (await import('./words/people-nb.ts')).nb,
  sv: async () => (await import('./words/people-sv.ts')).sv,
  en: async () => (await import('./words/people-en.ts')).en,
});

export interface Settings {
  readonly view: 'conversations' | 'messages';
  readonly undoSeconds: 0 | 5 | 10 | 20 | 30;
  readonly format: 'html' | 'plain';
  readonly images: 'ask' | 'contacts' | 'never';
  readonly density: 'roomy' | 'tight';
  readonly markReadAfterSeconds: -1 | 0 | 2 | 5;
  readonly replyPlacement: 'above' | 'below';
  readonly language: 'nb' | 'sv' | 'en';
}
export interface Identity {
  readonly address: string;
  readonly name: string;
  readonly replyTo: string | null;
  readonly isDefault: boolean;
  readonly signatureHtml: string;
  readonly signatureText: string;
}
export interface Card {
  readonly kind: 'person' | 'group';
  readonly name: string;
  readonly addresses: readonly string[];
  readonly organisation: string;
  readonly phones: readonly string[];
  readonly note: string;
}
export interface Contact extends Card {
  readonly id: string;
  readonly source: 'own' | 'sent' | 'import';
  readonly uses: number;
  readonly usedAt: string | null;
}
export const cardOf = ({ kind, name, addresses, organisation, phones, note }: Contact): Card => ({
  kind,
  name,
  addresses,
  organisation,
  phones,
  note,
});
export const calledBy = ({ name, addresses }: Card): string => (name === '' ? (addresses[0] ?? '') : name);
