/** Writes an Apple property list in its XML form: dictionaries, lists, texts, whole numbers, truth. Used by profile.ts; pure. */
import { escapeXml, xmlDocument } from '../autoconfig/xml-write.ts';

export type PlistValue = string | number | boolean | readonly PlistValue[] | { readonly [key: string]: PlistValue };

const DOCTYPE =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n';

function written(value: PlistValue): string {
  if (typeof value === 'string') return `<string>${escapeXml(value)}</string>`;
  if (typeof value === 'number') return `<integer>${Math.trunc(value)}</integer>`;
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>';
  if (Array.isArray(value)) return `<array>\n${(value as readonly PlistValue[]).map(written).join('\n')}\n</array>`;
  const entries = Object.entries(value as Readonly<Record<string, PlistValue>>);
  return `<dict>\n${entries.map(([key, one]) => `<key>${escapeXml(key)}</key>\n${written(one)}`).join('\n')}\n</dict>`;
}

export const writePlist = (value: PlistValue): string =>
  xmlDocument(`<plist version="1.0">\n${written(value)}\n</plist>`, DOCTYPE);
