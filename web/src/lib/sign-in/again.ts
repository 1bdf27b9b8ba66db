/** Shows the dialog of signing in again, once however many questions wait for it. Started by the centre's layout. */
import { mount, unmount } from 'svelte';
import { goto } from '$app/navigation';
import { whenSignedOut } from '../api.ts';
import { forgetSession, session } from '../session.svelte.ts';

/** Gives the way to stop. */
export function offerAgain(): () => void {
  let open: Promise<boolean> | null = null;
  const show = async (): Promise<boolean> => {
    const [{ default: Again }, { doorWords }] = await Promise.all([
      import('./Again.svelte'),
      import('./words.svelte.ts'),
    ]);
    await doorWords.load();
    const isIn = await new Promise<boolean>((done) => {
      const dialog = mount(Again, {
        target: document.body,
        props: {
          onend: (come: boolean) => {
            void unmount(dialog);
            done(come);
          },
        },
      });
    });
    if (!isIn) {
      forgetSession();
      await goto(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
    }
    return isIn;
  };
  return whenSignedOut(() => {
    // Nobody was signed in on this page: its own way to sign-in is the right one.
    if (session.person === null) return Promise.resolve(false);
    open ??= show().finally(() => (open = null));
    return open;
  });
}
