/** A text on its way to the page that explains it: carried within this tab, never in an address. */
const KEY = 'postvakt-explain';

/** Leaves the text for the page. */
export function carryToExplain(text: string): void {
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // storage may be forbidden: the page is then empty
  }
}
/** Takes it, once. */
export function carriedText(): string | null {
  try {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return text;
  } catch {
    return null;
  }
}
