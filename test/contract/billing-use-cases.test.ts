/** Invoices, payments and contacts on both engines: gapless numbers, no double effect, credit, unmatched payments. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { addContact, confirmContact, listContacts, removeContact } from '#src/service/billing/contacts.ts';
import { addInvoice, cancelInvoice, invoicesOf, showInvoice } from '#src/service/billing/invoices.ts';
import {
  importBankFile,
  matchPayment,
  payInvoice,
  paymentsList,
  receivePayment,
} from '#src/service/billing/payments.ts';
import { listAudit } from '#src/service/audit.ts';
import { billingHost, problem, value } from './billing-host.ts';
import { onEachEngine } from './store-engines.ts';

interface Credit {
  readonly amount: string;
  readonly reference: string;
  readonly bank: string;
  readonly currency?: string;
}
const bankFile = (...credits: readonly Credit[]): Buffer =>
  Buffer.from(
    `<Document><BkToCstmrDbtCdtNtfctn><Ntfctn>${credits
      .map(
        ({ amount, reference, bank, currency = 'NOK' }) =>
          `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-09-20</Dt></BookgDt>
<NtryDtls><TxDtls><Refs><AcctSvcrRef>${bank}</AcctSvcrRef></Refs><RltdPties><Dbtr><Nm>Fjord AS</Nm></Dbtr></RltdPties>
<RmtInf><Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>`,
      )
      .join('')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`,
  );

onEachEngine('billing', (engine) => {
  const on = (title: string, run: (host: Awaited<ReturnType<typeof billingHost>>) => Promise<void>) =>
    test(title, async () => {
      const host = await billingHost(await engine.fresh());
      try {
        await run(host);
      } finally {
        await host.close();
      }
    });

  void on('numbers have no gaps, also when many are added at once and some are refused', async (host) => {
    await host.customer();
    const wanted = Array.from({ length: 20 }, (_, i) =>
      addInvoice(host, {
        customer: 'Fjord AS',
        currency: 'NOK',
        due: '2026-10-01',
        lines: [{ price: i % 4 === 0 ? '0.00' : '10.00', vat: '25' }],
      }),
    );
    const made = (await Promise.all(wanted)).flatMap((one) => (one.ok ? [one.value.number] : []));
    assert.deepEqual(
      made.toSorted(),
      Array.from({ length: 15 }, (_, i) => `2026-${String(i + 1).padStart(6, '0')}`),
    );
    host.set(Date.parse('2027-01-02T00:00:00Z'));
    assert.equal((await host.invoice('Fjord AS', { due: '2027-02-01' })).number, '2027-000001');
  });

  void on('bad input is misuse that names it, and makes nothing', async (host) => {
    await host.customer();
    const add = (more: object) =>
      problem(
        addInvoice(host, {
          customer: 'Fjord AS',
          currency: 'NOK',
          due: '2026-10-01',
          lines: [{ price: '1' }],
          ...more,
        }),
      );
    assert.equal(await add({ lines: [{ price: '-1' }] }), 'amountBad 2');
    assert.equal(await add({ lines: [{ price: '1.234' }] }), 'amountBad 2');
    assert.equal(await add({ lines: [{ price: '1', vat: '101' }] }), 'vatBad 2');
    assert.equal(await add({ lines: [{ price: '1', text: 'a\u0000b' }] }), 'invoiceLineBad 2');
    assert.equal(await add({ lines: [] }), 'invoiceSumBad 2');
    assert.equal(await add({ currency: 'KR' }), 'currencyUnknown 2');
    assert.equal(await add({ due: '2026-02-30' }), 'dayBad 2');
    assert.equal(await add({ customer: 'Ingen' }), 'customerMissing 1');
    assert.deepEqual(value(await invoicesOf(host)), []);
  });

  void on('paid by hand: in parts, too much, twice', async (host) => {
    await host.customer();
    const { number } = await host.invoice('Fjord AS');
    assert.equal(value(await payInvoice(host, { invoice: number, amount: '25.00' })).invoice.state, 'part-paid');
    const paid = value(await payInvoice(host, { invoice: number, amount: '110.00' }));
    assert.deepEqual([paid.invoice.state, paid.invoice.paid, paid.payment.credit], ['paid', '125.00', '10.00']);
    assert.equal(await problem(payInvoice(host, { invoice: number })), 'invoicePaidAlready 1');
    assert.equal(await problem(payInvoice(host, { invoice: number, amount: '1.00' })), 'invoicePaidAlready 1');
    assert.deepEqual(value(await showInvoice(host, number)).credit, ['10.00 NOK']);
    const next = await host.invoice('Fjord AS');
    const used = value(await matchPayment(host, { payment: paid.payment.id, invoice: next.id }));
    assert.deepEqual([used.invoice.paid, used.payment.credit], ['10.00', '0.00']);
    assert.equal(
      await problem(matchPayment(host, { payment: paid.payment.id, invoice: next.id })),
      'paymentMatchedAlready 1',
    );
  });

  void on('two people pay the same invoice at the same moment: one is refused', async (host) => {
    await host.customer();
    const { id } = await host.invoice('Fjord AS');
    const answers = await Promise.all([1, 2, 3].map(() => problem(payInvoice(host, { invoice: id }))));
    assert.deepEqual(answers.toSorted(), ['done', 'invoicePaidAlready 1', 'invoicePaidAlready 1']);
    assert.equal((await paymentsList(host)).length, 1);
  });

  void on('the bank file: matched, surplus, unknown reference, other currency; a second time nothing', async (host) => {
    await host.customer();
    const first = await host.invoice('Fjord AS');
    const second = await host.invoice('Fjord AS', { currency: 'EUR' });
    const file = bankFile(
      { amount: '125.00', reference: first.reference, bank: 'B1' },
      { amount: '125.00', reference: `  ${first.reference} `, bank: 'B2' },
      { amount: '99.00', reference: '9999999', bank: 'B3' },
      { amount: '125.00', reference: second.reference, bank: 'B4' },
    );
    const done = value(await importBankFile(host, file));
    assert.deepEqual([done.matched, done.unmatched, done.known], [2, 2, 0]);
    const again = value(await importBankFile(host, file));
    assert.deepEqual([again.matched, again.unmatched, again.known], [0, 0, 4]);
    assert.deepEqual(value(await showInvoice(host, first.id)).credit, ['125.00 NOK']);
    const unmatched = await paymentsList(host, { unmatched: true });
    assert.deepEqual(unmatched.map(({ why }) => String(why)).toSorted(), ['other-currency', 'unknown-reference']);
    const unknown = unmatched.find(({ why }) => why === 'unknown-reference') ?? assert.fail();
    const third = await host.invoice('Fjord AS');
    assert.equal(value(await matchPayment(host, { payment: unknown.id, invoice: third.id })).invoice.paid, '99.00');
    const foreign = unmatched.find(({ why }) => why === 'other-currency') ?? assert.fail();
    assert.equal(
      await problem(matchPayment(host, { payment: foreign.id, invoice: second.id })),
      'invoiceOtherCurrency 1',
    );
  });

  void on('the same file imported by three at once is booked once', async (host) => {
    await host.customer();
    const { reference, id } = await host.invoice('Fjord AS');
    const file = bankFile({ amount: '125.00', reference, bank: 'B1' });
    const done = await Promise.all([1, 2, 3].map(async () => value(await importBankFile(host, file))));
    assert.equal(
      done.reduce((sum, one) => sum + one.matched, 0),
      1,
    );
    assert.equal(value(await showInvoice(host, id)).paid, '125.00');
    assert.deepEqual(value(await showInvoice(host, id)).credit, []);
  });

  void on('a reference of somebody else is not followed when the source says who paid', async (host) => {
    const other = await host.customer('Elv AS');
    await host.customer();
    const { reference, id } = await host.invoice('Fjord AS');
    const incoming = {
      source: 'shop',
      sourceKey: 'e1',
      amountMinor: 12500,
      currency: 'NOK' as const,
      reference,
      payer: null,
      paidOn: '2026-09-20',
    };
    assert.equal(value(await receivePayment(host, incoming, other)).payment.why, 'other-customer');
    assert.equal(value(await receivePayment(host, incoming)).isNew, false);
    assert.equal(value(await showInvoice(host, id)).paid, '0.00');
  });

  void on('a cancelled invoice keeps its number, takes no payment; a paid one is not cancelled', async (host) => {
    await host.customer();
    const { number, reference } = await host.invoice('Fjord AS');
    assert.equal(value(await cancelInvoice(host, number)).state, 'cancelled');
    assert.equal(await problem(cancelInvoice(host, number)), 'invoiceCancelled 1');
    assert.equal(await problem(payInvoice(host, { invoice: number })), 'invoiceCancelled 1');
    const done = value(await importBankFile(host, bankFile({ amount: '125.00', reference, bank: 'B1' })));
    assert.equal(done.payments[0].why, 'cancelled-invoice');
    const next = await host.invoice('Fjord AS');
    assert.equal(next.number, '2026-000002');
    value(await payInvoice(host, { invoice: next.id, amount: '1.00' }));
    assert.equal(await problem(cancelInvoice(host, next.id)), 'invoiceHasPayment 1');
  });

  void on('contacts: several, confirmed, never the last one removed; all of it audited', async (host) => {
    const customer = await host.customer();
    value(await addContact(host, { customer, address: 'Regnskap@Annet.example' }));
    assert.equal(await problem(addContact(host, { customer, address: 'regnskap@annet.example' })), 'contactExists 1');
    assert.equal(
      await problem(addContact(host, { customer, address: 'x@y.example', role: 'sjef' })),
      'contactRoleUnknown 2',
    );
    value(await confirmContact(host, { customer, address: 'regnskap@annet.example' }));
    assert.deepEqual(
      value(await listContacts(host, customer))
        .map(({ address, problem: what }) => `${address} ${what}`)
        .toSorted(),
      ['eier@annet.example never-confirmed', 'regnskap@annet.example null'],
    );
    value(await removeContact(host, { customer, address: 'eier@annet.example' }));
    assert.equal(await problem(removeContact(host, { customer, address: 'regnskap@annet.example' })), 'contactLast 1');
    assert.equal(await problem(confirmContact(host, { customer, address: 'eier@annet.example' })), 'contactMissing 1');
    const { number } = await host.invoice('Fjord AS');
    value(await payInvoice(host, { invoice: number }));
    const audit = await listAudit(host);
    assert.deepEqual([...new Set(audit.map(({ action }) => action))].toSorted(), [
      'contact.add',
      'contact.confirm',
      'contact.remove',
      'customer.add',
      'invoice.add',
      'invoice.pay',
      'payment.receive',
    ]);
  });
});
