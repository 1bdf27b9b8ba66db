/** All of the corpus, by what it attacks. */
export { MARKUP, RUN, type Case } from './markup.ts';
export { LINKS, STYLES, TRACKERS } from './styles.ts';
