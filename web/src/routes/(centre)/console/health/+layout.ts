export { load } from '#lib/console-host/words.svelte.ts';
