/** How well something is; each tone has a colour, a shape and words of its own. */
export type Tone = 'good' | 'warn' | 'bad' | 'idle';
