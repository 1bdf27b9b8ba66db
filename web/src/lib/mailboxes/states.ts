/** How serious each state of a mailbox is. Data only. */
import type { Tone } from '../ui/tone.ts';
import type { State } from './shapes.ts';

export const TONES: Readonly<Record<State, Tone>> = {
  blocked: 'bad',
  full: 'bad',
  'nearly-full': 'warn',
  'must-change': 'warn',
  'no-password': 'warn',
  'app-passwords-only': 'idle',
};
