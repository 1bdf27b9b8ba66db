/** Files for the letters of the demo, made here: a poster (PNG, RFC 2083) and a page (PDF). Called by inbox.ts; asks nobody. */
import { crc32, deflateSync } from 'node:zlib';

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  return Buffer.concat([word(data.length), body, word(crc32(body))]);
}

/** Night sky, snow and a lit window: a picture that can be told from a broken one. */
export function poster(width = 480, height = 300): Buffer {
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(1 + 3 * width);
    for (let x = 0; x < width; x += 1) row.set(colourAt(x / width, y / height), 1 + 3 * x);
    rows.push(row);
  }
  const head = Buffer.concat([word(width), word(height), Buffer.from([8, 2, 0, 0, 0])]);
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

/** Of the poster, from left and top, both 0–1. */
function colourAt(x: number, y: number): readonly [number, number, number] {
  const ground = 0.78 + 0.04 * Math.sin(7 * x);
  if (y > ground) return [236, 242, 245];
  const isHouse = x > 0.58 && x < 0.82 && y > 0.48;
  const isRoof = y > 0.3 && y <= 0.48 && Math.abs(x - 0.7) < (y - 0.3) * 0.85;
  if (isHouse && x > 0.66 && x < 0.74 && y > 0.57 && y < 0.69) return [250, 208, 110];
  if (isHouse) return [128, 44, 36];
  if (isRoof) return [240, 244, 246];
  if ((x - 0.2) ** 2 * 2.5 + (y - 0.24) ** 2 < 0.006) return [252, 240, 205];
  return [18 + 40 * y, 46 + 62 * y, 74 + 66 * y];
}

/** One page with these lines on it. */
export function page(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${line.replaceAll(/[()\\]/g, String.raw`\$&`)}) Tj T*`).join('\n');
  const text = `BT /F1 14 Tf 20 TL 72 760 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${Buffer.byteLength(text, 'latin1')} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let out = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = Buffer.byteLength(out, 'latin1');
    out += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${Buffer.byteLength(out, 'latin1')}\n%%EOF\n`;
  return Buffer.from(out + table + end, 'latin1');
}
