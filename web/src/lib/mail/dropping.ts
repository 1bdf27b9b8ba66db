/** A folder as a place where dragged rows may be put. Used by Folders.svelte while something is dragged. */
import type { Attachment } from 'svelte/attachments';

interface Dropping {
  takes(): boolean;
  over(isOver: boolean): void;
  drop(): void;
}
export const dropTarget =
  ({ takes, over, drop }: Dropping): Attachment<HTMLElement> =>
  (place) => {
    const ondragover = (event: DragEvent): void => {
      if (!takes()) return;
      event.preventDefault();
      over(true);
    };
    const ondragleave = (): void => over(false);
    const ondrop = (event: DragEvent): void => {
      event.preventDefault();
      over(false);
      if (takes()) drop();
    };
    place.addEventListener('dragover', ondragover);
    place.addEventListener('dragleave', ondragleave);
    place.addEventListener('drop', ondrop);
    return () => {
      place.removeEventListener('dragover', ondragover);
      place.removeEventListener('dragleave', ondragleave);
      place.removeEventListener('drop', ondrop);
    };
  };
