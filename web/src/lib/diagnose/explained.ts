/** What `explain` answers, and whom Diagnose should be asked about next. Types and pure functions. */
import type { Finding, Symptom } from './result.ts';

export interface Explained {
  readonly findings: readonly Omit<Finding, 'id' | 'under'>[];
  readonly text: {
    readonly program: string | null;
    readonly quote: string | null;
    readonly subject: string | null;
    readonly direction: 'incoming' | 'outgoing' | null;
    readonly recipients: readonly string[];
    readonly code: string | null;
  };
  readonly unknown: boolean;
}
export interface Next {
  readonly subject: string;
  readonly symptom: Symptom;
}
const ADDRESS = /[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63})+)/g;

/** The reader's own first; else, of a visitor, the domains that the text names. */
export function nextOf({ text, findings }: Explained, pasted: string, isVisitor: boolean): readonly Next[] {
  const symptom: Symptom =
    text.direction === 'incoming' ? 'receive' : text.direction === 'outgoing' ? 'send' : 'unknown';
  if (text.subject !== null) return [{ subject: text.subject, symptom }];
  const about = findings.flatMap(({ about: one }) => one.address ?? one.domain ?? []);
  const named = [...pasted.slice(0, 65_536).matchAll(ADDRESS)].map(([whole, domain = '']) =>
    (isVisitor ? domain : whole).toLowerCase(),
  );
  const other = text.recipients.map((one) => one.slice(one.lastIndexOf('@') + 1));
  return [...new Set([...about, ...named, ...other])].slice(0, 4).map((subject) => ({ subject, symptom }));
}
