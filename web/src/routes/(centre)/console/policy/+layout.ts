import { loading, policyWords } from '#lib/console-host/words.svelte.ts';

export const load = loading(policyWords);
