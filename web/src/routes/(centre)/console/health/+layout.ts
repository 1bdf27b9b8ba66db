import { healthWords, loading } from '#lib/console-host/words.svelte.ts';

export const load = loading(healthWords);
