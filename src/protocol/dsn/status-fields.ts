/**
 * The fields of message/delivery-status (RFC 3464 §2) out of text, also out of a pasted one where blank lines between the
 * groups were lost. Called by `bounce.ts`. Pure, never throws, bounded.
 */
import type { BounceAction, BounceRecipient } from './bounce.ts';

export interface StatusFields {
  readonly reportingMta: string | null;
  readonly recipients: readonly BounceRecipient[];
}

const FIELD =
  /^\s{0,4}(reporting-mta|final-recipient|original-recipient|action|status|remote-mta|diagnostic-code|x-display-name|x-supplementary-info)\s{0,4}:\s{0,4}(.{0,2000})$/i;
const MOST_LINES = 5000;
const MOST_RECIPIENTS = 50;
const ACTIONS: readonly BounceAction[] = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'];

/** Null when there is no recipient with a status or an action. */
export function readStatusFields(text: string): StatusFields | null {
  let reportingMta: string | null = null;
  const groups: Map<string, string>[] = [];
  let last: { readonly group: Map<string, string>; readonly name: string } | null = null;
  for (const line of text.split('\n').slice(0, MOST_LINES)) {
    const found = FIELD.exec(line);
    if (found === null) {
      // A folded line belongs to the field above (RFC 5322 §2.2.3); an empty one ends it.
      if (last !== null && /^[ \t]+\S/.test(line)) {
        const value = `${last.group.get(last.name) ?? ''} ${line.trim()}`;
        if (value.length < 2000) last.group.set(last.name, value);
      } else last = null;
      continue;
    }
    const name = found[1].toLowerCase();
    const value = found[2].trim();
    if (name === 'reporting-mta') {
      reportingMta ??= afterType(value);
      last = null;
      continue;
    }
    const open = groups.at(-1);
    const isNext = open === undefined || open.has(name) || (name === 'original-recipient' && open.has('action'));
    if (isNext && groups.length >= MOST_RECIPIENTS) break;
    const group = isNext ? new Map<string, string>() : open;
    if (isNext) groups.push(group);
    group.set(name, value);
    last = { group, name };
  }
  const recipients = groups.flatMap(recipientOf);
  return recipients.length === 0 ? null : { reportingMta, recipients };
}

/** `dns; mx.example` → `mx.example`. */
const afterType = (value: string): string | null => {
  const name = value
    .replace(/^[\w-]{1,20}\s*;\s*/, '')
    .replace(/[\s;].*$/, '')
    .toLowerCase();
  return name === '' ? null : name.slice(0, 255);
};

function recipientOf(group: ReadonlyMap<string, string>): BounceRecipient[] {
  const named = group.get('final-recipient') ?? group.get('original-recipient');
  const action = ACTIONS.find((one) => (group.get('action') ?? '').toLowerCase().startsWith(one)) ?? null;
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(group.get('status') ?? '')?.[0] ?? null;
  if (named === undefined || (action === null && status === null)) return [];
  const address = /[^\s<>;"]{1,64}@[^\s<>;"@]{1,255}/.exec(named)?.[0];
  if (address === undefined) return [];
  const diagnostic = group.get('diagnostic-code') ?? null;
  return [
    {
      address: address.toLowerCase(),
      action,
      status,
      code: codeIn(diagnostic ?? ''),
      remoteMta: afterType(group.get('remote-mta') ?? ''),
      diagnostic: diagnostic === null ? null : diagnostic.replace(/^[\w-]{1,20}\s*;\s*/, '').slice(0, 1000),
    },
  ];
}

/** The reply code in the words of a server. */
export const codeIn = (text: string): number | null => {
  const found = /(?:^|[^\d.])([245][0-5]\d)(?=[ \-:#]|$)/.exec(text.slice(0, 1000));
  return found === null ? null : Number(found[1]);
};
