/** A problem of the API as a form shows it: the server's words, or ours when it could not be reached. */
import type { Problem } from '../api.ts';
import { words } from '../language.svelte.ts';

export const problemText = ({ status, title }: Problem): string =>
  status === 0 ? words().common.offlineText : title === '' ? words().common.errorText : title;
