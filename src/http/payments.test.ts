/** A provider's webhook: signed, fresh, booked once; everything else is turned away without a word about bills. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { createBlocks } from '#src/service/blocks.ts';
import type { BillingDeps } from '#src/service/billing/deps.ts';
import { addInvoice, showInvoice } from '#src/service/billing/invoices.ts';
import { paymentsList } from '#src/service/billing/payments.ts';
import { receiveFromProviders, standardProvider } from '#src/service/billing/providers.ts';
import { addCustomer } from '#src/service/customers.ts';
import { openDatabase } from '#src/store/database.ts';
import { paymentRoutes } from './payments.ts';

const SECRET = 'a-secret-of-the-provider-1234';
const NOW = Date.parse('2026-11-21T12:00:00Z');
const sign = (body: string, id: string, at: number, secret = SECRET): Record<string, string> => ({
  'webhook-id': id,
  'webhook-timestamp': String(at / 1000),
  'webhook-signature': `v1,${createHmac('sha256', secret)
    .update(`${id}.${at / 1000}.${body}`)
    .digest('base64')}`,
});

async function host() {
  const db = await openDatabase('sqlite::memory:');
  const clock = { now: () => NOW, monotonic: () => NOW };
  const blocks = createBlocks({ db, clock });
  const deps: BillingDeps = {
    db,
    clock,
    blocks,
    actor: 'operator',
    hostname: 'mx.host.example',
    notices: { about: () => {} },
    journal: { query: async () => [] },
  };
  await addCustomer(deps, { name: 'Fjord AS', contact: 'eier@annet.example' });
  const made = await addInvoice(deps, {
    customer: 'Fjord AS',
    currency: 'NOK',
    due: '2026-10-01',
    lines: [{ price: '125.00' }],
  });
  assert.ok(made.ok);
  const routes = paymentRoutes(receiveFromProviders(deps, SECRET));
  const body = (more: object = {}): string =>
    JSON.stringify({
      type: 'payment.received',
      data: { amount: '125.00', currency: 'NOK', reference: made.value.reference, ...more },
    });
  const post = async (text: string, headers: Record<string, string>, provider = 'standard') =>
    (await routes.request(`/${provider}`, { method: 'POST', body: text, headers })).status;
  return { deps, blocks, post, body, invoice: made.value.id, close: () => db.close().then(() => blocks.close()) };
}

test('a signed payment pays the invoice, opens what it stopped, and counts once', async () => {
  const at = await host();
  try {
    const stopped = await at.blocks.list('Fjord AS', { onlyActive: true });
    assert.ok(stopped.ok && stopped.value.length === 1);
    const text = at.body();
    assert.equal(await at.post(text, sign(text, 'evt_1', NOW)), 200);
    assert.equal(await at.post(text, sign(text, 'evt_1', NOW)), 200);
    assert.equal((await paymentsList(at.deps)).length, 1);
    const paid = await showInvoice(at.deps, at.invoice);
    assert.ok(paid.ok && paid.value.state === 'paid' && paid.value.credit.length === 0);
    const open = await at.blocks.list('Fjord AS', { onlyActive: true });
    assert.ok(open.ok && open.value.length === 0);
    assert.equal(await at.post(text, sign(text, 'evt_2', NOW)), 200);
    const twice = await showInvoice(at.deps, at.invoice);
    assert.ok(twice.ok && twice.value.credit[0] === '125.00 NOK', 'paid twice: the second is credit');
  } finally {
    await at.close();
  }
});

test('unsigned, signed by another, old, changed, unknown, broken: nothing is booked', async () => {
  const at = await host();
  try {
    const text = at.body();
    assert.equal(await at.post(text, {}), 401);
    assert.equal(await at.post(text, sign(text, 'e', NOW, 'another secret of somebody')), 401);
    assert.equal(await at.post(text, sign(text, 'e', NOW - 6 * 60_000)), 401);
    assert.equal(await at.post(at.body({ amount: '9.00' }), sign(text, 'e', NOW)), 401);
    assert.equal(await at.post(text, sign(text, 'e', NOW), 'nobody'), 404);
    for (const wrong of [
      '{',
      '[]',
      '{"type":1}',
      at.body({ amount: 125 }),
      at.body({ amount: '-1' }),
      at.body({ currency: 'X' }),
    ])
      assert.equal(await at.post(wrong, sign(wrong, 'e', NOW)), 400, wrong);
    const other = '{"type":"payout.made"}';
    assert.equal(await at.post(other, sign(other, 'e', NOW)), 200);
    assert.equal(await at.post('x'.repeat(70_000), {}), 413);
    assert.deepEqual(await paymentsList(at.deps), []);
  } finally {
    await at.close();
  }
});

test('reading a message never throws', () => {
  const provider = standardProvider(SECRET);
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.boolean(), (text, id, isSigned) => {
      const headers = isSigned ? sign(text, id, NOW) : { 'webhook-id': id, 'webhook-signature': text };
      const header = (name: string): string | undefined => (headers as Record<string, string>)[name];
      provider.read({ header, body: Buffer.from(text) }, NOW);
    }),
  );
});
