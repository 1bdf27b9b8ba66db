/**
 * Shows the dialog of signing in again, once however many questions wait for it: when the session is over, and when somebody else
 * has signed in in this browser since the page was opened. Started by the app's layout.
 */
import { mount, unmount } from 'svelte';
import { goto } from '$app/navigation';
import { ask, type Problem, whenSignedOut } from '../api.ts';
import { forgetSession, type Person, session, type SessionBody } from '../session.svelte.ts';

/** Who is signed in in this browser now, if anybody is. */
async function whoIsHere(): Promise<Person | null> {
  const answer = await ask<SessionBody>('GET', '/session');
  return answer.ok && answer.value.stage === 'signed-in' ? answer.value.person : null;
}

/** `other`: who is signed in instead; such a dialog ends with the page's own reader, or with a new page. */
async function dialog(other: Person | null): Promise<boolean> {
  const [{ default: Again }, { doorWords }] = await Promise.all([
    import('./Again.svelte'),
    import('./words.svelte.ts'),
  ]);
  await doorWords.load();
  const isIn = await new Promise<boolean>((done) => {
    const shown = mount(Again, {
      target: document.body,
      props: {
        now: other,
        onend: (come: boolean) => {
          void unmount(shown);
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
}

/** Gives the way to stop. */
export function offerAgain(): () => void {
  let open: Promise<boolean> | null = null;
  const show = async (isOther: boolean): Promise<boolean> => {
    const now = isOther ? await whoIsHere() : null;
    // He was faster, in another tab.
    return (now !== null && now.whose === session.person?.whose) || (await dialog(now));
  };
  const again = ({ key }: Pick<Problem, 'key'>): Promise<boolean> => {
    // Nobody was signed in on this page: its own way to sign-in is the right one.
    if (session.person === null) return Promise.resolve(false);
    open ??= show(key === 'otherPerson').finally(() => (open = null));
    return open;
  };
  /** "Back" shows the page as it was left, whoever has signed in since. */
  const shown = async ({ persisted }: PageTransitionEvent): Promise<void> => {
    if (!persisted || session.person === null) return;
    const now = await whoIsHere();
    if (now !== null && now.whose !== session.person?.whose) await again({ key: 'otherPerson' });
  };
  const listener = (event: PageTransitionEvent): void => void shown(event);
  addEventListener('pageshow', listener);
  const stop = whenSignedOut(again);
  return () => {
    removeEventListener('pageshow', listener);
    stop();
  };
}
