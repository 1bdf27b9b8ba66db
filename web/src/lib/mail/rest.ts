/**
 * The parts of reading that come after the first list, in one file: what is done with messages, the line to the server, what is
 * chosen, said and undone. Fetched by later.svelte.ts; imported by nobody else.
 */
export { act, obey, perform, writeTo } from './commands.ts';
export { dropTarget } from './dropping.ts';
export { default as FolderMenu } from './FolderMenu.svelte';
export { default as FoldersEnd } from './FoldersEnd.svelte';
export { default as FoldersFoot } from './FoldersFoot.svelte';
export { flushDeeds, performDeed, undoDeed } from './deed-work.ts';
export { catchUp, hear } from './hearing.ts';
export { keyReader } from './keys.ts';
export { default as ListAsk } from './ListAsk.svelte';
export { handsOn } from './list-hands.ts';
export { default as ListChosen } from './ListChosen.svelte';
export { default as ListState } from './ListState.svelte';
export { listen } from './live.svelte.ts';
export { default as Nothing } from './Nothing.svelte';
export { default as Notice } from './Notice.svelte';
export { default as RowTools } from './RowTools.svelte';
export { touchable } from './touch.ts';
export { default as UndoBar } from './UndoBar.svelte';
export { default as Understood } from './Understood.svelte';
export { openCompose } from './write/compose.svelte.ts';
