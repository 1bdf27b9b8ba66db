/**
 * What a delivery report (RFC 3464) says to its reader: who did not get the message and why, in our words where the reason is
 * one that the diagnosis knows. Called by message.ts. Pure.
 */
import { texts } from '#src/messages/catalogue.ts';
import { readPasted } from '#src/diagnosis/texts/pasted.ts';
import type { Language } from '#src/model/language.ts';
import { readBounce, type BounceAction } from '#src/protocol/dsn/bounce.ts';
import type { Body } from './message-text.ts';

export interface DeliveryReport {
  readonly recipients: readonly {
    readonly address: string;
    readonly action: BounceAction;
    readonly said: string;
    readonly why: string | null;
    readonly cause: string | null;
  }[];
  readonly text: string;
}
const MOST_SHOWN = 20;

/** Null: it is no report. */
export function reportOf(body: Body, language: Language): DeliveryReport | null {
  if (body.status === null) return null;
  const text = `${body.text.slice(0, 20_000)}\n\n${body.status}`;
  const bounce = readBounce(body.status) ?? readBounce(text);
  if (bounce === null || bounce.recipients.length === 0) return null;
  const { causes, explain } = texts(language);
  const titles: Readonly<Record<string, { readonly title: string }>> = { ...explain.others, ...causes };
  return {
    recipients: bounce.recipients.slice(0, MOST_SHOWN).map(({ address, action, diagnostic, status, code }) => {
      const said = diagnostic ?? [code, status].filter((one) => one !== null).join(' ');
      const cause = said === '' ? null : (readPasted(said).candidates[0]?.cause ?? null);
      return {
        address,
        action: action ?? 'failed',
        said: said.slice(0, 500),
        why: cause === null ? null : (titles[cause]?.title ?? null),
        cause,
      };
    }),
    text,
  };
}
