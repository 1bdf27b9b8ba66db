import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

const instead = (file: string): string => fileURLToPath(new URL(`src/lib/${file}`, import.meta.url));
const [PLAIN_STATE, NO_ELEMENTS] = [instead('plain-state.ts'), instead('no-elements.ts')];
/** What every page would fetch of the framework and none uses: its serialiser, which JSON does for us, and custom elements. */
const spared: Plugin = {
  name: 'spared',
  enforce: 'pre',
  resolveId(id) {
    if (this.environment.name !== 'client') return null;
    return id === 'devalue' ? PLAIN_STATE : id.endsWith('/dom/elements/custom-element.js') ? NO_ELEMENTS : null;
  },
};

/** The first script names every style sheet and every page: short names make it a sixth smaller. */
const shortNames: Plugin = {
  name: 'short-names',
  enforce: 'post',
  configResolved({ environments: { client } }) {
    const output = client?.build.rolldownOptions.output;
    if (output === undefined || Array.isArray(output)) return;
    output.assetFileNames = '_app/immutable/assets/[hash:7][extname]';
    output.chunkFileNames = '_app/immutable/chunks/[hash:7].js';
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
  ours('/ui', ['Mark.svelte', 'MenuIcon.svelte', 'LanguageSwitch.svelte', 'Icon.svelte']),
  ours('/sign-in', ['again.ts']),
  /src[/]routes[/][+](layout|error)[.](svelte|ts)(?:$|[?])/,
];
/** Used by many pages, not by all. */
const SHOWN = ours('(?:/ui)?', [
  'format.ts',
  'Fetched.svelte',
  'Status.svelte',
  'Card.svelte',
  'Skeleton.svelte',
  'Trouble.svelte',
  'Button.svelte',
]);
/** How mail is called, dated and drawn, wherever it is. */
const LETTERS = ours('/mail', ['FirstGlyph.svelte', 'people.ts', 'when.ts', 'folder-tree.ts', 'stored.ts']);
/** What every page of mail needs, settings and contacts too. */
const MAIL_FRAME = ours('/mail', ['words.svelte.ts', 'later.svelte.ts']);
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
  plugins: [
    spared,
    sveltekit({ adapter: adapter({ fallback: '200.html', precompress: true }), paths: { relative: false } }),
    shortNames,
  ],
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
            { name: 'mail', test: MAIL_FRAME, priority: 3 },
            // Else it would stand in the file of a part that uses it, and bring all of that along.
            { name: 'first-view', test: ours('', ['first-view.ts']), priority: 4 },
            { name: 'letters', test: LETTERS, priority: 2 },
            { name: 'reading', test: READING, priority: 1 },
          ],
        },
      },
    },
  },
});
