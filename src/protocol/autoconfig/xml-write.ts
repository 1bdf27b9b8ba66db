/** Writes the little XML of set-up documents and profiles: elements, attributes, text. Pure; everything is escaped. */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** XML 1.0 §2.2: control characters and halves of pairs may stand in no document, also not escaped. */
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

export const escapeXml = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one);

/** An element. Text and numbers are escaped; a list is taken as finished elements. */
export function element(
  name: string,
  inside: string | number | readonly string[],
  attributes: Readonly<Record<string, string>> = {},
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const body = typeof inside === 'object' ? `\n${inside.join('\n')}\n` : escapeXml(String(inside));
  return `<${name}${written.join('')}>${body}</${name}>`;
}

export const xmlDocument = (root: string, doctype = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}${root}\n`;
