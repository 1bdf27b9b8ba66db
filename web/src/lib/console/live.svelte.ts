/**
 * The live journal in the browser: takes rows as they come, the newest first, and keeps a bounded number. While paused it
 * collects and counts. The browser connects again by itself when the line breaks. Used by the page of the journal.
 */
import { apiAddress } from '../api.ts';
import { language } from '../language.svelte.ts';
import type { JournalRow } from './shapes.ts';

const MOST_SHOWN = 300;

export function liveJournal() {
  let rows = $state.raw<readonly JournalRow[]>([]);
  let waiting = $state.raw<readonly JournalRow[]>([]);
  let left = $state(0);
  let isPaused = $state(false);
  let line = $state<'connecting' | 'live' | 'lost'>('connecting');
  let source: EventSource | null = null;

  const take = (more: readonly JournalRow[]): void => {
    rows = [...more.toReversed(), ...rows].slice(0, MOST_SHOWN);
  };
  return {
    get rows() {
      return rows;
    },
    get waiting() {
      return waiting.length;
    },
    /** Rows that were left out because it went too fast. */
    get left() {
      return left;
    },
    get isPaused() {
      return isPaused;
    },
    get line() {
      return line;
    },
    start(query: string): void {
      source?.close();
      rows = [];
      waiting = [];
      left = 0;
      line = 'connecting';
      source = new EventSource(apiAddress(`/console/journal/live?${query}&lang=${language.current}`));
      source.addEventListener('beat', () => (line = 'live'));
      source.addEventListener('rows', ({ data }: MessageEvent<string>) => {
        const more = JSON.parse(data) as readonly JournalRow[];
        if (isPaused) waiting = [...waiting, ...more].slice(-MOST_SHOWN);
        else take(more);
      });
      source.addEventListener('left', ({ data }: MessageEvent<string>) => (left += Number(data)));
      source.addEventListener('error', () => (line = 'lost'));
    },
    pause(): void {
      isPaused = true;
    },
    resume(): void {
      isPaused = false;
      take(waiting);
      waiting = [];
    },
    stop(): void {
      source?.close();
      source = null;
    },
  };
}
