import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [sveltekit({ adapter: adapter({ fallback: '200.html', precompress: true }) })],
  build: {
    // Scripts find each other without a list of all of them in the first one; style sheets cannot.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed) => needed.filter((one) => one.endsWith('.css')),
    },
    rolldownOptions: {
      output: {
        // What nearly every page needs is one file: thirty small ones pack worse, and the first view has a budget.
        codeSplitting: { groups: [{ name: 'common', minShareCount: 30 }] },
      },
    },
  },
});
