import { customerDeskWords, loading } from '#lib/console-host/words.svelte.ts';

export const load = loading(customerDeskWords);
