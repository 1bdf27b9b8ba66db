import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

const PLAIN_STATE = fileURLToPath(new URL('src/lib/plain-state.ts', import.meta.url));
/** In the browser the framework's serialiser has nothing to do that JSON does not. */
const plainState: Plugin = {
  name: 'plain-state',
  enforce: 'pre',
  resolveId(id) {
    return id === 'devalue' && this.environment.name === 'client' ? PLAIN_STATE : null;
  },
};

/** These files of a folder of ours. */
const ours = (folder: string, names: readonly string[]): RegExp =>
  new RegExp(`src/lib${folder}/(${names.join('|').replaceAll('.', '[.]')})(?:$|[?])`);
/** Loaded on every page: the framework without what few pages use, the app's frame, who is signed in, the common words. */
const FRAMEWORK =
  /node_modules\/(svelte\/(?!.*bindings\/(select|size))|@sveltejs\/kit\/src\/(exports|messages|utils|runtime\/client\/client\.js)|clsx\/|esm-env\/)|vite\/preload-helper/;
const FRAME = [
  ours('', ['Shell.svelte', 'places.ts', 'plain-state.ts', 'api.ts', 'session.svelte.ts', 'language.svelte.ts']),
  ours('/ui', ['Mark.svelte', 'MenuIcon.svelte', 'LanguageSwitch.svelte']),
  ours('/sign-in', ['again.ts']),
];
/** Used by many pages, not by all. */
const SHOWN = ours('/ui', [
  'Fetched.svelte',
  'Status.svelte',
  'Card.svelte',
  'Skeleton.svelte',
  'Trouble.svelte',
  'Button.svelte',
]);
/** How mail is called, dated and drawn, wherever it is. */
const LETTERS = ours('/mail', [
  'FirstGlyph.svelte',
  'people.ts',
  'when.ts',
  'words.svelte.ts',
  'later.svelte.ts',
  'folder-tree.ts',
  'stored.ts',
]);
/** The first view of reading: list and head; on a wide screen Folders.svelte comes when they are painted. What else there is comes in one file of its own (mail/rest.ts). */
const READING = ours('/mail', [
  'Shell.svelte',
  'List.svelte',
  'ListHead.svelte',
  'Search.svelte',
  'Row.svelte',
  'mailbox.svelte.ts',
  'deeds.svelte.ts',
  'list-model.svelte.ts',
  'selection.svelte.ts',
  'reader.svelte.ts',
  'reading.ts',
]);

export default defineConfig({
  plugins: [plainState, sveltekit({ adapter: adapter({ fallback: '200.html', precompress: true }) })],
  build: {
    // Scripts find each other without a list of all of them in the first one; style sheets cannot.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed) => needed.filter((one) => one.endsWith('.css')),
    },
    rolldownOptions: {
      output: {
        // What nearly every page needs is one file: thirty small ones pack worse, and the first view has a budget.
        codeSplitting: {
          groups: [
            { name: 'common', test: (id) => FRAMEWORK.test(id) || FRAME.some((one) => one.test(id)), priority: 5 },
            { name: 'parts', test: SHOWN, priority: 3 },
            { name: 'letters', test: LETTERS, priority: 2 },
            { name: 'reading', test: READING, priority: 1 },
          ],
        },
      },
    },
  },
});
