/**
 * Files that are handed to the window, by the button, by hand or in the text: which fit, which do not and why, and what is said
 * aloud of them. Used by Compose.svelte; Writing brings them to the server.
 */
import { size } from '../../format.ts';
import { pictureAddress } from './pictures.ts';
import { writeWords } from './words.svelte.ts';
import type { Writing } from './writing.svelte.ts';

export class MessageFiles {
  /** Why something did not come, each in a line. */
  refused = $state.raw<readonly string[]>([]);
  /** For those who do not see it. */
  said = $state('');
  readonly #writing: Writing;
  readonly #showPicture: (address: string, name: string) => void;

  constructor(writing: Writing, showPicture: (address: string, name: string) => void) {
    this.#writing = writing;
    this.#showPicture = showPicture;
  }

  add(files: readonly File[], inline: boolean): void {
    const writing = this.#writing;
    const text = writeWords.words.files;
    this.refused = [];
    for (const file of files) {
      const left = writing.leftBytes;
      if (file.size > left) {
        this.refused = [...this.refused, text.tooLarge(file.name, size(file.size), size(left))];
        continue;
      }
      void writing.add(file, inline && writing.written.format === 'html').then((upload) => {
        if (upload === null) return;
        this.said = text.added(upload.name);
        if (upload.cid !== null && inline) this.#showPicture(pictureAddress(writing.id, upload.id), upload.name);
      });
    }
  }
  /** One that did not come is tried again. */
  again(key: number): void {
    const one = this.#writing.coming.find((coming) => coming.key === key);
    if (one === undefined) return;
    one.stop();
    this.add([one.file], one.inline);
  }
  refuseFolder(name: string): void {
    this.refused = [writeWords.words.files.folder(name)];
  }
  /** True, and said, while one is on its way: the letter waits for it. */
  areComing(): boolean {
    if (!this.#writing.coming.some(({ problem }) => problem === null)) return false;
    this.said = writeWords.words.files.wait;
    this.refused = [this.said];
    return true;
  }
}
