/**
 * Writes a PDF 1.4 of text and rules on A4 pages, in Helvetica. Same input, same bytes: no clock, no chance. Used by the
 * invoice's layout (service/billing/invoice-pdf.ts).
 */
import { widthOf, winAnsi } from './font.ts';

/** Points; the origin is the lower left corner. */
export const A4 = { width: 595, height: 842 } as const;

export type Mark =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly bold?: boolean;
      /** `right`: the text ends at x. */
      readonly align?: 'left' | 'right';
    }
  | { readonly kind: 'rule'; readonly x: number; readonly y: number; readonly width: number };

export interface PdfInput {
  readonly title: string;
  /** RFC 3066 tag, for readers that speak. */
  readonly language: string;
  readonly pages: readonly (readonly Mark[])[];
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A literal string (§3.2.3) of WinAnsi bytes. */
function literal(text: string): string {
  let out = '(';
  for (const byte of winAnsi(text)) {
    if (byte === 0x28 || byte === 0x29 || byte === 0x5c) out += `\\${String.fromCharCode(byte)}`;
    else if (byte < 32 || byte > 126) out += `\\${byte.toString(8).padStart(3, '0')}`;
    else out += String.fromCharCode(byte);
  }
  return `${out})`;
}
/** A text outside the page (§3.8.1): UTF-16BE with its mark. */
const textString = (text: string): string => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex')}>`;
};
const number = (value: number): string => String(Math.round(value * 100) / 100);

function drawn(mark: Mark): string {
  if (mark.kind === 'rule') {
    const { x, y, width } = mark;
    return `0.5 w ${number(x)} ${number(y)} m ${number(x + width)} ${number(y)} l S`;
  }
  const { text, size, bold = false, y } = mark;
  const x = mark.align === 'right' ? mark.x - widthOf(text, size, bold) : mark.x;
  return `BT /${bold ? 'F2' : 'F1'} ${number(size)} Tf ${number(x)} ${number(y)} Td ${literal(text)} Tj ET`;
}

const font = (name: string): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;

/** The file's bytes: header, objects, cross-reference table, trailer (§3.4). */
export function writePdf({ title, language, pages }: PdfInput): Buffer {
  const FIRST_PAGE = 6;
  const objects: Buffer[] = [
    latin1(`<< /Type /Catalog /Pages 2 0 R /Lang (${language}) >>`),
    latin1(
      `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${FIRST_PAGE + 2 * i} 0 R`).join(' ')}] >>`,
    ),
    latin1(font('Helvetica')),
    latin1(font('Helvetica-Bold')),
    latin1(`<< /Title ${textString(title)} /Producer (Postvakt) >>`),
  ];
  for (const [i, marks] of pages.entries()) {
    const content = latin1(marks.map(drawn).join('\n'));
    objects.push(
      latin1(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${A4.width} ${A4.height}] ` +
          `/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${FIRST_PAGE + 2 * i + 1} 0 R >>`,
      ),
      Buffer.concat([latin1(`<< /Length ${content.length} >>\nstream\n`), content, latin1('\nendstream')]),
    );
  }
  return assembled(objects);
}

function assembled(objects: readonly Buffer[]): Buffer {
  // The four high bytes tell programs that copy files that this is not text (§3.4.1).
  const parts: Buffer[] = [latin1('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n')];
  const offsets: number[] = [];
  let size = parts[0].length;
  const add = (part: Buffer): void => {
    parts.push(part);
    size += part.length;
  };
  for (const [i, object] of objects.entries()) {
    offsets.push(size);
    add(Buffer.concat([latin1(`${i + 1} 0 obj\n`), object, latin1('\nendobj\n')]));
  }
  const table = size;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(latin1(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`));
  add(latin1(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${table}\n%%EOF\n`));
  return Buffer.concat(parts);
}
