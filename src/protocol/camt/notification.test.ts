/** Bank files as banks write them, the same entry twice, and files meant to do harm. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseCamt054 } from './notification.ts';
import { parseXml, XML_CAPS } from './xml.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const document = (entries: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>1</MsgId></GrpHdr><Ntfctn><Id>1</Id><Acct><Id><Othr><Id>12345678903</Id></Othr></Id></Acct>
${entries}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
const entry = ({
  amount = '125.00',
  currency = 'NOK',
  direction = 'CRDT',
  status = '<Sts><Cd>BOOK</Cd></Sts>',
  bank = '<AcctSvcrRef>B1</AcctSvcrRef>',
  details = '<RmtInf><Strd><CdtrRefInf><Ref>20260000018</Ref></CdtrRefInf></Strd></RmtInf>',
} = {}): string =>
  `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${status}
<BookgDt><Dt>2026-11-20</Dt></BookgDt>${bank}<NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs>
<RltdPties><Dbtr><Pty><Nm>Fjord &amp; Sønner</Nm></Pty></Dbtr></RltdPties>${details}</TxDtls></NtryDtls></Ntry>`;
const read = (entries: string) => {
  const parsed = parseCamt054(bytes(document(entries)));
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed;
};

test('a credit with a KID', () => {
  const { entries, skipped } = read(entry());
  assert.equal(skipped, 0);
  const [{ key, ...rest }] = entries;
  assert.match(key, /^[\w-]{32}$/);
  assert.deepEqual(rest, {
    amountMinor: 12500,
    currency: 'NOK',
    reference: '20260000018',
    payer: 'Fjord & Sønner',
    bookedOn: '2026-11-20',
  });
});

test('the older form: status as text, amount in AmtDtls, name straight in Dbtr, free text', () => {
  const old = `<Ntry><Amt Ccy="SEK">300</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><AcctSvcrRef>X</AcctSvcrRef>
<NtryDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy="SEK">100.50000</Amt></TxAmt></AmtDtls>
<RltdPties><Dbtr><Nm>A</Nm></Dbtr></RltdPties><RmtInf><Ustrd>faktura</Ustrd><Ustrd>2026-000001</Ustrd></RmtInf></TxDtls>
<TxDtls><AmtDtls><TxAmt><Amt Ccy="SEK">199.5</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls></Ntry>`;
  const { entries } = read(old);
  assert.deepEqual(
    entries.map(({ amountMinor, reference, payer }) => [amountMinor, reference, payer]),
    [
      [10050, 'faktura 2026-000001', 'A'],
      [19950, null, null],
    ],
  );
  assert.notEqual(entries[0].key, entries[1].key);
});

test('debits, pending entries, reversals, foreign currencies and odd amounts are skipped', () => {
  const { entries, skipped } = read(
    entry({ direction: 'DBIT' }) +
      entry({ status: '<Sts><Cd>PDNG</Cd></Sts>' }) +
      entry({ status: '<RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts>' }) +
      entry({ currency: 'XAU' }) +
      entry({ amount: '-5' }) +
      entry({ amount: '0' }) +
      entry({ amount: '1.001' }),
  );
  assert.deepEqual([entries.length, skipped], [0, 7]);
});

test('the same entry in another file has the same key; equal payments without references stay two', () => {
  assert.equal(read(entry()).entries[0].key, read(entry({ bank: '<AcctSvcrRef>B1</AcctSvcrRef>' })).entries[0].key);
  assert.notEqual(read(entry()).entries[0].key, read(entry({ bank: '<AcctSvcrRef>B2</AcctSvcrRef>' })).entries[0].key);
  const two = read(entry({ bank: '' }) + entry({ bank: '' })).entries.map(({ key }) => key);
  assert.notEqual(two[0], two[1]);
  assert.deepEqual(
    read(entry({ bank: '' }) + entry({ bank: '' })).entries.map(({ key }) => key),
    two,
  );
});

test('ISO 8859-1 is read as its declaration says', () => {
  const text = document(entry()).replace('UTF-8', 'ISO-8859-1');
  const parsed = parseCamt054(Buffer.from(text, 'latin1'));
  assert.ok(parsed.ok && parsed.entries[0].payer === 'Fjord & Sønner');
  assert.ok(!parseCamt054(Buffer.from(document(entry()), 'latin1')).ok, 'broken UTF-8 is not guessed at');
});

test('what is no bank file, or is meant to do harm, is answered with a reason and a line', () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document>&b;</Document>';
  const cases: readonly (readonly [string, RegExp])[] = [
    ['', /does not end/],
    ['hello', /text outside/],
    ['<Document/>', /BkToCstmrDbtCdtNtfctn/],
    [bomb, /document type/],
    ['<Document>&nbsp;</Document>', /entity/],
    ['<Document>\n\n<a></b></Document>', /ends nothing/],
    ['<Document/><Document/>', /after the document/],
    ['<Document a="1" a="2"/>', /twice/],
    ['<Document><!-- ', /no -->/],
    [`${'<a>'.repeat(50)}${'</a>'.repeat(50)}`, /deeply/],
    [`<a>${'x'.repeat(XML_CAPS.text + 1)}</a>`, /too long/],
    ['<?xml version="1.0" encoding="UTF-16"?><Document/>', /neither/],
  ];
  for (const [text, why] of cases) {
    const parsed = parseCamt054(bytes(text));
    assert.ok(!parsed.ok, text.slice(0, 60));
    assert.match(parsed.why, why);
  }
  const broken = parseXml(bytes('<a>\n\n<b></c></a>'));
  assert.ok(!broken.ok && broken.line === 3);
});

test('never throws, whatever comes, and in time that follows the size', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    '&',
    ';',
    '<a>',
    '</a>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '"',
    "'",
    '=',
    ' ',
    'Ccy',
    '&#x41;',
    '<?',
    'ø',
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (parts) => void parseCamt054(bytes(parts.join('')))));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (raw) => void parseCamt054(raw)));
  const cut = document(entry());
  fc.assert(fc.property(fc.nat(cut.length), (at) => void parseCamt054(bytes(cut.slice(0, at)))));
  const began = performance.now();
  parseXml(bytes(`<a ${' '.repeat(200_000)}`));
  parseXml(bytes('<a><b x="'.repeat(20_000)));
  parseXml(bytes(`<a>${'&amp'.repeat(50_000)}</a>`));
  assert.ok(performance.now() - began < 1000);
});
