/** The invoice's PDF: every object where the table says, all words on the page in three languages, as many pages as needed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import type { CustomerId, InvoiceId } from '#src/model/ids.ts';
import type { Invoice } from '#src/model/invoice.ts';
import { LANGUAGES } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import { widthOf, winAnsi, wrapped } from '#src/protocol/pdf/font.ts';
import { invoicePdf } from './invoice-pdf.ts';

const invoice = (lines = 1): Invoice => ({
  id: 'i' as InvoiceId,
  number: '2026-000123',
  customer: 'c' as CustomerId,
  currency: 'NOK',
  lines: Array.from({ length: lines }, (_, i) => ({
    text: `Blåbær & ærlig ødegård (${i})`,
    quantity: 2,
    unitMinor: 62_500,
    vatRate: 2500,
  })),
  totalMinor: 125_000 * lines,
  paidMinor: 0,
  issueDate: '2026-09-15',
  dueDate: '2026-10-01',
  reference: '20260001234',
  cancelledAt: null,
  dunningStage: 'none',
  dunningAt: null,
  createdAt: 0,
});
const sheet = (lines: number, language: 'nb' | 'sv' | 'en') =>
  invoicePdf({
    invoice: invoice(lines),
    customerName: 'Ødegård & Sønner (Åse)',
    hostname: 'mx.host.example',
    language,
  });

/** Follows the file as a reader does: startxref, table, each object; gives back the shown strings page by page. */
function readPdf(pdf: Buffer): string[][] {
  const text = pdf.toString('latin1');
  assert.ok(text.startsWith('%PDF-1.4\n') && text.endsWith('%%EOF\n'));
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const [, count, rows] = /^xref\n0 (\d+)\n([\s\S]*?)trailer/.exec(text.slice(table)) ?? assert.fail('no table');
  const entries = rows.match(/.{20}/gs) ?? [];
  assert.equal(entries.length, Number(count));
  const objects = entries.slice(1).map((row, i) => {
    const at = Number(row.slice(0, 10));
    assert.ok(text.startsWith(`${i + 1} 0 obj\n`, at), `object ${i + 1}`);
    return text.slice(at, text.indexOf('\nendobj', at));
  });
  const kids = [...(/\/Kids \[([^\]]*)\]/.exec(objects[1])?.[1] ?? '').matchAll(/(\d+) 0 R/g)];
  return kids.map(([, page]) => {
    const content = objects[Number(/\/Contents (\d+) 0 R/.exec(objects[Number(page) - 1])?.[1]) - 1];
    const [, length, stream] =
      /\/Length (\d+) >>\nstream\n([\s\S]*)\nendstream$/.exec(content) ?? assert.fail('no stream');
    assert.equal(stream.length, Number(length));
    return [...stream.matchAll(/\(((?:[^\\()]|\\.)*)\) Tj/g)].map((match) =>
      match[1].replace(/\\(\d{3}|.)/g, (_, code: string) =>
        code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : code,
      ),
    );
  });
}

test('everything that an invoice must say is on it, in three languages', () => {
  for (const language of LANGUAGES) {
    const [page] = readPdf(sheet(1, language));
    const words = texts(language).billing;
    const net = language === 'en' ? '1,000.00 NOK' : '1 000,00 NOK';
    for (const said of [
      `${words.invoice} 2026-000123`,
      'Ødegård & Sønner (Åse)',
      'Blåbær & ærlig ødegård (0)',
      '20260001234',
      '2026-10-01',
      words.vat({ rate: '25' }),
      net,
      words.page({ page: 1, of: 1 }),
    ])
      assert.ok(page.includes(said), `${language}: ${said} in ${JSON.stringify(page)}`);
  }
});

test('long invoices go over several pages; the same invoice gives the same bytes', () => {
  const pages = readPdf(sheet(120, 'nb'));
  assert.ok(pages.length >= 3);
  assert.equal(pages.flat().filter((text) => text.startsWith('Blåbær')).length, 120);
  assert.ok(pages.at(-1)?.includes(`Side ${pages.length} av ${pages.length}`));
  assert.deepEqual(sheet(3, 'sv'), sheet(3, 'sv'));
});

test('pdftotext, where it is installed, reads the same words', (context) => {
  if (spawnSync('pdftotext', ['-v']).error !== undefined) return context.skip('pdftotext is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'invoice-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), sheet(1, 'nb'));
    const read = spawnSync('pdftotext', ['-enc', 'UTF-8', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' });
    assert.match(read.stdout, /Ødegård & Sønner/);
    assert.match(read.stdout, /20260001234/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('any text is one byte a character; lines are never wider than asked', () => {
  assert.deepEqual([...winAnsi('Å€ě漢')], [0xc5, 0x80, 0x65, 0x3f]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      assert.equal(winAnsi(text).length, Array.from(text.normalize('NFC')).length);
      for (const line of wrapped(text, 10, 100)) assert.ok(widthOf(line, 10) <= 100 || line.length <= 2, line);
    }),
  );
});
