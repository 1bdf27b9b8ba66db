/** Keyboard shortcuts of the mail as most webmails have them: which key means what, and when a key is only a letter. Pure. */
export type KeyDeed =
  | 'next'
  | 'previous'
  | 'open'
  | 'list'
  | 'choose'
  | 'archive'
  | 'remove'
  | 'spam'
  | 'move'
  | 'read'
  | 'unread'
  | 'flag'
  | 'undo'
  | 'reply'
  | 'replyAll'
  | 'forward'
  | 'compose'
  | 'search'
  | 'inbox'
  | 'drafts'
  | 'sent'
  | 'help';

/** By key; those with `g` come after a `g`. */
export const KEYS: readonly { readonly keys: string; readonly deed: KeyDeed }[] = [
  { keys: 'j', deed: 'next' },
  { keys: 'k', deed: 'previous' },
  { keys: 'o', deed: 'open' },
  { keys: 'u', deed: 'list' },
  { keys: 'x', deed: 'choose' },
  { keys: 'e', deed: 'archive' },
  { keys: '#', deed: 'remove' },
  { keys: '!', deed: 'spam' },
  { keys: 'v', deed: 'move' },
  { keys: 'I', deed: 'read' },
  { keys: 'U', deed: 'unread' },
  { keys: 's', deed: 'flag' },
  { keys: 'z', deed: 'undo' },
  { keys: 'r', deed: 'reply' },
  { keys: 'a', deed: 'replyAll' },
  { keys: 'f', deed: 'forward' },
  { keys: 'c', deed: 'compose' },
  { keys: '/', deed: 'search' },
  { keys: 'g i', deed: 'inbox' },
  { keys: 'g d', deed: 'drafts' },
  { keys: 'g t', deed: 'sent' },
  { keys: '?', deed: 'help' },
];
/** A key that was pressed, perhaps before anybody could hear it. */
export type EarlyKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'target'>;
const TYPING =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=""], [contenteditable=true], [role=textbox], [role=combobox]';
const G_MS = 1500;

/** Somebody types here: keys are letters. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPING) !== null;

/** Hears keys one after the other: `g` waits for its second. */
export function keyReader(): (event: EarlyKey, nowMs: number) => KeyDeed | null {
  let sinceMs = -Infinity;
  return (event, nowMs) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return null;
    const isSecond = nowMs - sinceMs < G_MS;
    sinceMs = event.key === 'g' && !isSecond ? nowMs : -Infinity;
    const pressed = isSecond ? `g ${event.key}` : event.key;
    if (pressed === 'Delete') return 'remove';
    return KEYS.find(({ keys }) => keys === pressed)?.deed ?? null;
  };
}
