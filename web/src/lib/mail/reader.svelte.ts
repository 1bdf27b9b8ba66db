/** What the parts of a reading page share: where the reader is, and what he can do from there. Provided by Shell.svelte. */
import { getContext, setContext } from 'svelte';
import type { DeedKind } from './deeds.ts';
import type { Reading } from './reading.ts';
import type { Folder, Row } from './shapes.ts';

export interface Reader {
  readonly reading: Reading;
  readonly folder: Folder | undefined;
  perform(kind: DeedKind, rows: readonly Row[], target?: { id: string; name: string }): Promise<void>;
  to(change: Partial<Reading>): string;
  visit(change: Partial<Reading>, isSame?: boolean): Promise<void>;
  /** To the list. */
  back(): Promise<void>;
  /** To the next or the one before. */
  step(by: number): void;
}
const KEY = Symbol('reader');
export const provideReader = (reader: Reader): Reader => setContext(KEY, reader);
export const useReader = (): Reader => getContext<Reader>(KEY);
