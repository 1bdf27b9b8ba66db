/** Each open invoice has the ways of its currency, filled in exactly; a paid or cancelled one has none. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Invoice } from './invoice.ts';
import { payWays } from './pay-way.ts';

const invoice: Invoice = {
  id: 'i' as never,
  number: '2026-000123',
  customer: 'c' as never,
  currency: 'NOK',
  lines: [],
  totalMinor: 12_500,
  paidMinor: 2500,
  issueDate: '2026-09-01',
  dueDate: '2026-09-15',
  reference: '20260001236',
  cancelledAt: null,
  dunningStage: 'none',
  dunningAt: null,
  createdAt: 0,
};
const settings = {
  payee: 'Vert AS',
  accounts: { nok: '1234 56 78901' },
  payLink: 'https://pay.example/{invoice}?a={amount}&c={currency}&r={reference}&x={nothing}',
};

test('card by the filled link, bank by account and reference; what is still open, not the whole', () => {
  assert.deepEqual(payWays(invoice, settings), [
    { kind: 'link', url: 'https://pay.example/2026-000123?a=100.00&c=NOK&r=20260001236&x=' },
    { kind: 'bank', payee: 'Vert AS', account: '1234 56 78901', reference: '20260001236', scheme: 'kid' },
  ]);
});

test('no account in the currency, nothing open, or cancelled: no such way', () => {
  assert.deepEqual(
    payWays({ ...invoice, currency: 'EUR' }, settings).map(({ kind }) => kind),
    ['link'],
  );
  assert.deepEqual(payWays({ ...invoice, paidMinor: 12_500 }, settings), []);
  assert.deepEqual(payWays({ ...invoice, cancelledAt: 1 }, settings), []);
  assert.deepEqual(payWays(invoice, { payee: '', accounts: {}, payLink: '' }), []);
});
