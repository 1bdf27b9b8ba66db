/**
 * BODY[section] of RFC 3501 §6.4.5: which bytes of a message a section names. Called by the IMAP server's FETCH.
 * Pure; gives views of the message where it can, and never decodes or changes a byte.
 */

/**
 * A section as the IMAP grammar reads it. `BODY[]` = `{ path: [], what: 'all' }`, `BODY[1.2.MIME]` =
 * `{ path: [1, 2], what: 'mime' }`, `BODY[1.2]` = `{ path: [1, 2], what: 'all' }`.
 * `fields` is set for `header-fields` and `header-fields-not`, names as written.
 */
export interface Section {
  readonly path: readonly number[];
  readonly what: 'all' | 'header' | 'header-fields' | 'header-fields-not' | 'text' | 'mime';
  readonly fields?: readonly string[];
}
