/**
 * MTA-STS as values: the TXT record (RFC 8461 §3.1), the policy file (§3.2) and which MX hosts it covers (§4.1); and the
 * TLS-RPT record (RFC 8460 §3). Called by the probe of MTA-STS. Pure and bounded.
 */
import { readTags } from '../tag-list.ts';

export interface StsPolicy {
  readonly mode: 'enforce' | 'testing' | 'none';
  /** Patterns in lower case, `*.` for any one label. */
  readonly mx: readonly string[];
  readonly maxAgeSeconds: number;
}
const MOST_LINES = 500;

/** The id of the record; null when it is none. */
export function stsId(text: string): string | null {
  if (!/^v=STSv1\s*;/.test(text)) return null;
  const id = readTags(text).tags.get('id');
  return id !== undefined && /^[a-z0-9]{1,32}$/i.test(id) ? id : null;
}
export const isSts = (text: string): boolean => /^v=STSv1\b/i.test(text.trim());
export const isTlsReport = (text: string): boolean => /^v=TLSRPTv1\s*;/.test(text);

/** Reads a policy file; a text says what is wrong with it. */
export function parseStsPolicy(text: string): StsPolicy | { readonly wrong: string } {
  const fields = new Map<string, string>();
  const mx: string[] = [];
  for (const line of text.split(/\r?\n/, MOST_LINES)) {
    const match = /^([A-Za-z0-9_.-]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    if (match === null) {
      if (line.trim() !== '') return { wrong: line.trim().slice(0, 80) };
    } else if (match[1] === 'mx') mx.push(match[2].toLowerCase().replace(/\.$/, ''));
    else if (!fields.has(match[1])) fields.set(match[1], match[2]);
  }
  if (fields.get('version') !== 'STSv1') return { wrong: `version: ${fields.get('version') ?? ''}` };
  const mode = fields.get('mode');
  if (mode !== 'enforce' && mode !== 'testing' && mode !== 'none') return { wrong: `mode: ${mode ?? ''}` };
  const age = fields.get('max_age') ?? '';
  if (!/^\d{1,10}$/.test(age)) return { wrong: `max_age: ${age}` };
  if (mx.length === 0 && mode !== 'none') return { wrong: 'mx:' };
  return { mode, mx, maxAgeSeconds: Math.min(Number(age), 31_557_600) };
}

/** §4.1: a wildcard stands for exactly the left-most label. */
export const isCovered = (policy: StsPolicy, host: string): boolean =>
  policy.mx.some((pattern) =>
    pattern.startsWith('*.')
      ? host.includes('.') && host.slice(host.indexOf('.') + 1) === pattern.slice(2)
      : pattern === host,
  );

/** The file as it should be for these hosts. */
export const stsPolicyText = (mode: StsPolicy['mode'], hosts: readonly string[], maxAgeSeconds: number): string =>
  ['version: STSv1', `mode: ${mode}`, ...hosts.map((host) => `mx: ${host}`), `max_age: ${maxAgeSeconds}`].join('\n');
