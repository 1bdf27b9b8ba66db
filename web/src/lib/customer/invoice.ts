/** When an invoice is late, and the tone of its state. Pure, apart from the clock. */
import type { Tone } from '../ui/tone.ts';
import type { Invoice } from './shapes.ts';

const DAY_MS = 86_400_000;
const isOpen = ({ state }: Pick<Invoice, 'state'>): boolean => state === 'open' || state === 'part-paid';

/** Whole days since the due day; 0 when it is not over or nothing is owed. */
export const daysLate = (one: Pick<Invoice, 'state' | 'dueDate'>, now = Date.now()): number =>
  isOpen(one) ? Math.max(0, Math.floor((now - Date.parse(`${one.dueDate}T00:00:00Z`)) / DAY_MS)) : 0;
export const isLate = (one: Pick<Invoice, 'state' | 'dueDate'>): boolean => daysLate(one) > 0;

export const toneOf = (one: Pick<Invoice, 'state' | 'dueDate'>): Tone =>
  isLate(one) ? 'bad' : one.state === 'paid' ? 'good' : one.state === 'cancelled' ? 'idle' : 'warn';
