/** Dunning on both engines, day by day: warned, stopped, opened by payment in the same call; whatever the clock does. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { runDunning } from '#src/service/billing/dunning.ts';
import { cancelInvoice, showInvoice } from '#src/service/billing/invoices.ts';
import { payInvoice } from '#src/service/billing/payments.ts';
import { setPlan } from '#src/service/plans.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { type BillingHost, billingHost, DAY, problem, value } from './billing-host.ts';
import { onEachEngine } from './store-engines.ts';

const DUE = Date.parse('2026-10-01T00:00:00Z');
const invoiceNotices = (host: BillingHost): readonly string[] =>
  host.told.flatMap((event) => (event.kind === 'invoice' ? [event.stage] : []));

/** Runs dunning at noon of each day after the due date, up to `last`. */
async function live(host: BillingHost, from: number, last: number): Promise<void> {
  for (let day = from; day <= last; day += 1) {
    host.set(DUE + day * DAY + DAY / 2);
    await runDunning(host);
  }
}

onEachEngine('dunning', (engine) => {
  const on = (title: string, run: (host: BillingHost, customer: CustomerId) => Promise<void>) =>
    test(title, async () => {
      const host = await billingHost(await engine.fresh());
      try {
        const customer = await host.customer();
        await host.domain('fjord.example', customer);
        await run(host, customer);
      } finally {
        await host.close();
      }
    });

  void on('the stages on their days; sign-in is never stopped; payment opens everything at once', async (host) => {
    const { number } = await host.invoice('Fjord AS');
    await live(host, -3, 20);
    assert.deepEqual(invoiceNotices(host), ['issued', 'reminder', 'last-notice']);
    assert.deepEqual(await host.stopped('Fjord AS'), []);
    await live(host, 21, 59);
    assert.deepEqual(await host.stopped('Fjord AS'), ['outgoing']);
    assert.deepEqual(await host.stopped('fjord.example'), [], 'incoming mail goes on');
    const [block] = value(await host.blocks.list('Fjord AS'));
    assert.deepEqual([block.cause, block.until, block.evidence.invoice], ['bil-unpaid-suspended', null, number]);
    assert.equal(block.evidence.incomingStopsAt, new Date(DUE + 60 * DAY + DAY / 2).toISOString());
    assert.equal(block.evidence.notDeletedBefore, '2027-03-31');
    await live(host, 60, 70);
    assert.deepEqual(await host.stopped('fjord.example'), ['incoming']);
    const { lifted } = value(await payInvoice(host, { invoice: number }));
    assert.equal(lifted, 2);
    assert.deepEqual([...(await host.stopped('Fjord AS')), ...(await host.stopped('fjord.example'))], []);
    assert.deepEqual(invoiceNotices(host).slice(-2), ['stopped', 'paid']);
    const ended = value(await host.blocks.list('Fjord AS'));
    assert.deepEqual(
      ended.map(({ liftedBy }) => liftedBy),
      ['payment'],
    );
  });

  void on('running it often, or twice at once, changes nothing and tells nobody twice', async (host) => {
    await host.invoice('Fjord AS');
    for (const day of [8, 15, 22]) {
      host.set(DUE + day * DAY);
      await Promise.all([runDunning(host), runDunning(host)]);
      assert.deepEqual((await runDunning(host)).steps, []);
    }
    assert.deepEqual(invoiceNotices(host), ['issued', 'reminder', 'last-notice', 'stopped']);
    assert.equal(value(await host.blocks.list('Fjord AS')).length, 1);
  });

  void on('a clock that jumps back opens nothing; one that jumped ahead stops nobody unwarned', async (host) => {
    const { number } = await host.invoice('Fjord AS');
    host.set(DUE + 400 * DAY);
    await runDunning(host);
    assert.deepEqual(await host.stopped('Fjord AS'), [], 'only the reminder');
    host.set(DUE - 10 * DAY);
    await runDunning(host);
    assert.equal(value(await showInvoice(host, number)).dunning.stage, 'reminder');
    await live(host, 401, 430);
    assert.deepEqual(await host.stopped('Fjord AS'), ['outgoing']);
    host.set(DUE - 10 * DAY);
    await runDunning(host);
    assert.deepEqual(await host.stopped('Fjord AS'), ['outgoing']);
  });

  void on('entered long after it was due: stopped at once, incoming keeps its days', async (host) => {
    host.set(DUE + 300 * DAY);
    await host.invoice('Fjord AS');
    assert.deepEqual(await host.stopped('Fjord AS'), ['outgoing']);
    await live(host, 300, 337);
    assert.deepEqual(await host.stopped('fjord.example'), []);
    await live(host, 338, 341);
    assert.deepEqual(await host.stopped('fjord.example'), ['incoming']);
  });

  void on('a part payment does not open; two unpaid invoices need both; cancelling opens', async (host) => {
    host.set(DUE + 30 * DAY);
    const first = await host.invoice('Fjord AS');
    const second = await host.invoice('Fjord AS');
    value(await payInvoice(host, { invoice: first.id, amount: '124.99' }));
    assert.deepEqual(await host.stopped('Fjord AS'), ['outgoing']);
    value(await payInvoice(host, { invoice: first.id }));
    assert.deepEqual(await host.stopped('Fjord AS'), ['outgoing'], 'the second is still owed');
    value(await cancelInvoice(host, second.id));
    assert.deepEqual(await host.stopped('Fjord AS'), []);
  });

  void on('credit is used before anybody is stopped', async (host) => {
    const first = await host.invoice('Fjord AS');
    value(await payInvoice(host, { invoice: first.id, amount: '250.00' }));
    const second = await host.invoice('Fjord AS');
    await live(host, 0, 30);
    assert.equal(value(await showInvoice(host, second.id)).state, 'paid');
    assert.deepEqual(await host.stopped('Fjord AS'), []);
    assert.ok(!invoiceNotices(host).includes('reminder'));
  });

  void on('two stopped invoices paid in one sum under one reference are both paid', async (host) => {
    host.set(DUE + 30 * DAY);
    const first = await host.invoice('Fjord AS');
    const second = await host.invoice('Fjord AS');
    value(await payInvoice(host, { invoice: first.id, amount: '250.00' }));
    assert.equal(value(await showInvoice(host, second.id)).state, 'paid');
    assert.deepEqual(await host.stopped('Fjord AS'), []);
  });

  if (engine.name === 'postgres')
    void test('several processes on one database: one number each, one Block, one payment', async () => {
      const url = await engine.fresh();
      const hosts = [await billingHost(url), await billingHost(url), await billingHost(url)];
      try {
        const customer = await hosts[0].customer();
        for (const one of hosts) one.set(DUE + 30 * DAY);
        const made = await Promise.all(Array.from({ length: 12 }, (_, i) => hosts[i % 3].invoice(customer)));
        assert.equal(new Set(made.map(({ number }) => number)).size, 12);
        assert.ok(
          made.some(({ number }) => number === '2026-000012'),
          'no gap',
        );
        assert.deepEqual(await hosts[1].stopped('Fjord AS'), ['outgoing']);
        await Promise.all(hosts.map((one) => runDunning(one)));
        const paid = await Promise.all(
          made.flatMap(({ id }) => hosts.map((one) => problem(payInvoice(one, { invoice: id })))),
        );
        assert.equal(paid.filter((one) => one === 'done').length, 12);
        assert.deepEqual(await hosts[2].stopped('Fjord AS'), []);
      } finally {
        for (const one of hosts) await one.close();
      }
    });

  void on('support may open; it stays open for that invoice', async (host) => {
    host.set(DUE + 30 * DAY);
    await host.invoice('Fjord AS');
    const [block] = value(await host.blocks.list('Fjord AS'));
    assert.equal(await problem(host.blocks.lift(block.code, 'customer', 'kari@fjord.example')), 'blockNotYours 1');
    value(await host.blocks.lift(block.code, 'support', 'operator'));
    await live(host, 31, 35);
    assert.deepEqual(await host.stopped('Fjord AS'), []);
  });

  void on('a crash between payment and opening is made good by the next run', async (host) => {
    host.set(DUE + 30 * DAY);
    const { id } = await host.invoice('Fjord AS');
    const broken = { ...host, blocks: { ...host.blocks, lift: () => Promise.reject(new Error('killed here')) } };
    await assert.rejects(payInvoice(broken, { invoice: id }));
    assert.deepEqual(await host.stopped('Fjord AS'), ['outgoing']);
    assert.equal((await runDunning(host)).lifted, 1);
    assert.deepEqual(await host.stopped('Fjord AS'), []);
  });

  void on('the days are plan data, in ascending order and never none', async (host) => {
    assert.equal(await problem(setPlan(host, 'standard', ['dunning.stop.days=0'])), 'planValueBad 2');
    assert.equal(await problem(setPlan(host, 'standard', ['dunning.stop.days=14'])), 'planDunningOrder 2');
    value(await setPlan(host, 'standard', ['dunning.reminder.days=1', 'dunning.last.days=2', 'dunning.stop.days=3']));
    await host.invoice('Fjord AS');
    await live(host, 0, 2);
    assert.deepEqual(await host.stopped('Fjord AS'), []);
    await live(host, 3, 3);
    assert.deepEqual(await host.stopped('Fjord AS'), ['outgoing']);
  });

  void on('contacts that may not be reached are warned of before anything stops, once', async (host, customer) => {
    const own = await host.customer('Elv AS', 'post@elv.example');
    await host.domain('elv.example', own);
    await host.invoice('Elv AS');
    await live(host, 1, 20);
    const warnings = host.told.filter((event) => event.kind === 'contact-warning');
    assert.deepEqual(warnings, [
      { kind: 'contact-warning', customer: own, contact: 'post@elv.example', problem: 'on-own-domain' },
    ]);
    assert.deepEqual(await host.stopped('Elv AS'), []);
    assert.notEqual(customer, own);
  });
});
