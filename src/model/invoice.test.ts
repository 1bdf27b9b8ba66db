/** Invoices: sums, VAT and days; and the steps of dunning, whatever the clock does. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { dunningOrderProblem, dunningTerms, DUNNING_STAGES, isStopped, nextStage, promises } from './dunning.ts';
import type { CustomerId, InvoiceId } from './ids.ts';
import {
  type Invoice,
  type InvoiceLine,
  invoiceState,
  lineMinor,
  openMinor,
  parseDay,
  totalOf,
  vatShares,
} from './invoice.ts';
import { DEFAULT_PLAN_VALUES } from './plan.ts';

const DAY = 86_400_000;
const due = Date.parse('2026-10-01T00:00:00Z');
const terms = dunningTerms([DEFAULT_PLAN_VALUES]);
const invoice = (more: Partial<Invoice> = {}): Invoice => ({
  id: 'i' as InvoiceId,
  number: '2026-000001',
  customer: 'c' as CustomerId,
  currency: 'NOK',
  lines: [],
  totalMinor: 12500,
  paidMinor: 0,
  issueDate: '2026-09-15',
  dueDate: '2026-10-01',
  reference: '20260000018',
  cancelledAt: null,
  dunningStage: 'none',
  dunningAt: null,
  createdAt: 0,
  ...more,
});

const lines = fc.array(
  fc.record<InvoiceLine>({
    text: fc.constant('x'),
    quantity: fc.integer({ min: 1, max: 1000 }),
    unitMinor: fc.integer({ min: 1, max: 10_000_000 }),
    vatRate: fc.constantFrom(0, 600, 1200, 1500, 2500),
  }),
  { minLength: 1, maxLength: 40 },
);

test('net and VAT of all rates are exactly the total', () => {
  fc.assert(
    fc.property(lines, (list) => {
      const shares = vatShares(list);
      const sum = shares.reduce((total, share) => total + share.netMinor + share.vatMinor, 0);
      assert.equal(sum, totalOf(list));
      assert.equal(
        sum,
        list.reduce((total, line) => total + lineMinor(line), 0),
      );
    }),
  );
});

test('a sum of nothing, or beyond what is counted, is no invoice', () => {
  assert.equal(totalOf([]), null);
  assert.equal(totalOf([{ text: '', quantity: 1_000_000, unitMinor: 1_000_000_000_000, vatRate: 0 }]), null);
});

test('the state follows from what was paid', () => {
  assert.equal(invoiceState(invoice()), 'open');
  assert.equal(invoiceState(invoice({ paidMinor: 1 })), 'part-paid');
  assert.equal(invoiceState(invoice({ paidMinor: 12500 })), 'paid');
  assert.equal(invoiceState(invoice({ cancelledAt: 1 })), 'cancelled');
  assert.equal(openMinor(invoice({ cancelledAt: 1 })), 0);
});

test('only days that exist', () => {
  assert.equal(parseDay('2028-02-29'), '2028-02-29');
  for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '01.10.2026', '', '1999-01-01', '2026-10-01T00:00'])
    assert.equal(parseDay(text), null, text);
  fc.assert(fc.property(fc.string(), (text) => void parseDay(text)));
});

test('stages come on their days, one after another', () => {
  assert.equal(nextStage(invoice(), terms, due + 7 * DAY - 1), null);
  assert.equal(nextStage(invoice(), terms, due + 7 * DAY), 'reminder');
  const reminded = invoice({ dunningStage: 'reminder', dunningAt: due + 7 * DAY });
  assert.equal(nextStage(reminded, terms, due + 14 * DAY - 1), null);
  assert.equal(nextStage(reminded, terms, due + 14 * DAY), 'last-notice');
  const stopped = invoice({ dunningStage: 'stopped', dunningAt: due + 21 * DAY });
  assert.equal(nextStage(stopped, terms, due + 60 * DAY), 'incoming-stopped');
  assert.equal(nextStage(invoice({ paidMinor: 12500 }), terms, due + 99 * DAY), null);
});

test('a host that stood still for a year stops nobody unwarned', () => {
  const late = due + 365 * DAY;
  assert.equal(nextStage(invoice(), terms, late), 'reminder');
  const reminded = invoice({ dunningStage: 'reminder', dunningAt: late });
  assert.equal(nextStage(reminded, terms, late + 6 * DAY), null);
  assert.equal(nextStage(reminded, terms, late + 7 * DAY), 'last-notice');
});

test('an invoice entered after it was due is taken over where it stands, but incoming mail keeps its days', () => {
  const old = invoice({ issueDate: '2027-10-01' });
  assert.equal(nextStage(old, terms, due + 8 * DAY), 'reminder');
  assert.equal(nextStage(old, terms, due + 365 * DAY), 'stopped');
  const stopped = { ...old, dunningStage: 'stopped' as const, dunningAt: due + 365 * DAY };
  assert.equal(nextStage(stopped, terms, due + 365 * DAY + 38 * DAY), null);
  const { incomingStopsAt, notDeletedBefore } = promises(old, terms, due + 365 * DAY);
  assert.equal(incomingStopsAt, due + (365 + 39) * DAY);
  assert.equal(nextStage(stopped, terms, incomingStopsAt), 'incoming-stopped');
  assert.equal(Date.parse(notDeletedBefore), due + (365 + 159) * DAY);
});

test('whatever the clock shows: never back, never past a step without its days', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: due - 400 * DAY, max: due + 400 * DAY }), { maxLength: 60 }),
      fc.boolean(),
      (moments, takenOver) => {
        let state = invoice(takenOver ? { issueDate: '2026-12-01' } : {});
        for (const now of moments) {
          const next = nextStage(state, terms, now);
          if (next === null) continue;
          assert.ok(DUNNING_STAGES.indexOf(next) > DUNNING_STAGES.indexOf(state.dunningStage));
          if (!takenOver && isStopped(next)) assert.ok(state.dunningAt !== null && now >= state.dunningAt + 7 * DAY);
          assert.ok(now >= due + 7 * DAY);
          state = { ...state, dunningStage: next, dunningAt: now };
          assert.equal(nextStage(state, terms, now), null, 'safe to repeat');
        }
      },
    ),
  );
});

test('plan data: the most patient plan counts, and the order is checked', () => {
  const patient = { ...DEFAULT_PLAN_VALUES, 'dunning.stop.days': 30 };
  assert.equal(dunningTerms([DEFAULT_PLAN_VALUES, patient]).stop, 30);
  assert.equal(dunningOrderProblem(DEFAULT_PLAN_VALUES), null);
  assert.deepEqual(dunningOrderProblem({ ...DEFAULT_PLAN_VALUES, 'dunning.stop.days': 14 }), {
    key: 'dunning.stop.days',
    after: 'dunning.last.days',
  });
});
