/** Announced work, failed payments, and what is deleted for good, on both engines. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { receiveFailure } from '#src/service/billing/failed-payments.ts';
import { addInvoice } from '#src/service/billing/invoices.ts';
import { tidy } from '#src/service/housekeeping.ts';
import { addMaintenance, listMaintenance, removeMaintenance } from '#src/service/maintenance.ts';
import { insertTombstone, newestTombstone } from '#src/store/tombstones.ts';
import { newId } from '#src/net/ids.ts';
import { paymentFailuresOf } from '#src/store/payment-failures.ts';
import { findCustomer } from '#src/service/customers.ts';
import type { TombstoneId } from '#src/model/ids.ts';
import { billingHost, problem, value } from './billing-host.ts';
import { onEachEngine } from './store-engines.ts';

const DAY_MS = 86_400_000;

onEachEngine('traffic tables', (engine) => {
  const on = (title: string, run: (host: Awaited<ReturnType<typeof billingHost>>) => Promise<void>) =>
    test(title, async () => {
      const host = await billingHost(await engine.fresh());
      try {
        await run(host);
      } finally {
        await host.close();
      }
    });

  void on('work is announced, listed by its beginning, taken back; nonsense is refused in words', async (host) => {
    const at = (days: number): string => new Date(host.clock.now() + days * DAY_MS).toISOString();
    const text = 'Ny disk';
    const later = value(await addMaintenance(host, { from: at(2), until: at(3), text, part: 'sending' }));
    const now = value(await addMaintenance(host, { until: at(1), text, domains: ['Blåbær.no'] }));
    assert.deepEqual([now.part, now.domains], ['all', ['xn--blbr-roah.no']]);
    assert.deepEqual(
      value(await listMaintenance(host)).map(({ id }) => id),
      [now.id, later.id],
    );
    assert.equal(value(await removeMaintenance(host, later.id)).id, later.id);
    assert.match(await problem(removeMaintenance(host, later.id)), /^maintenanceMissing/);
    for (const [wanted, key] of [
      [{ until: at(-1), text }, 'maintenanceTimeBad'],
      [{ until: 'i morgen', text }, 'maintenanceTimeBad'],
      [{ from: at(2), until: at(1), text }, 'maintenanceTimeBad'],
      [{ until: at(60), text }, 'maintenanceTimeBad'],
      [{ until: at(1), text: ' ' }, 'maintenanceTextBad'],
      [{ until: at(1), text: 'a\nb' }, 'maintenanceTextBad'],
      [{ until: at(1), text, part: 'disk' }, 'maintenancePartBad'],
      [{ until: at(1), text, domains: ['ikke et domene'] }, 'domainBad'],
    ] as const)
      assert.ok((await problem(addMaintenance(host, wanted))).startsWith(key));
  });

  void on(
    'a failed payment is kept once, of whom the reference or the provider names; of nobody nothing',
    async (host) => {
      await host.customer();
      const { reference } = value(
        await addInvoice(host, {
          customer: 'Fjord AS',
          currency: 'NOK',
          due: '2026-10-01',
          lines: [{ price: '10.00', vat: '25' }],
        }),
      );
      const failed = (sourceKey: string, more: { reference?: string; customer?: string }) =>
        receiveFailure(host, {
          incoming: {
            source: 'standard',
            sourceKey,
            amountMinor: 1250,
            currency: 'NOK',
            reference: more.reference ?? null,
            payer: null,
            paidOn: '2026-10-02',
          },
          reason: 'card_expired',
          customer: more.customer ?? null,
        });
      assert.deepEqual(value(await failed('a', { reference })), { isNew: true });
      assert.deepEqual(value(await failed('a', { reference })), { isNew: false });
      assert.deepEqual(value(await failed('b', { customer: 'Fjord AS' })), { isNew: true });
      assert.deepEqual(value(await failed('c', { reference: '123', customer: 'Ingen' })), { isNew: false });
      const { id } = value(await findCustomer(host, 'Fjord AS'));
      const kept = await paymentFailuresOf(host.db.sql, id, 0, 10);
      assert.deepEqual(kept.map(({ sourceKey, invoice }) => `${sourceKey} ${invoice !== null}`).sort(), [
        'a true',
        'b false',
      ]);
    },
  );

  void on(
    'what was deleted 90 days ago is gone for good, row and mail; the rest can still be restored',
    async (host) => {
      const dataFolder = mkdtempSync(join(tmpdir(), 'tidy-'));
      const removed = join(dataFolder, 'mail', 'removed');
      try {
        const now = host.clock.now();
        for (const [address, days] of [
          ['gammel@fjord.example', 91],
          ['ny@fjord.example', 89],
        ] as const) {
          const deletedAt = now - days * DAY_MS;
          const stone = { id: newId<TombstoneId>(deletedAt), kind: 'mailbox', address, subject: `id-${days}` } as const;
          await insertTombstone(host.db.sql, { ...stone, deletedAt, actor: 'kari', restoredAt: null }, { hash: 'x' });
          mkdirSync(join(removed, `id-${days}-${deletedAt}`), { recursive: true });
        }
        mkdirSync(join(removed, 'noe-annet'));
        assert.deepEqual(await tidy({ ...host, dataFolder }), { tombstones: 1, mailboxes: 1 });
        assert.equal(await newestTombstone(host.db.sql, 'mailbox', 'gammel@fjord.example'), null);
        assert.notEqual(await newestTombstone(host.db.sql, 'mailbox', 'ny@fjord.example'), null);
        assert.deepEqual(readdirSync(removed).sort(), [`id-89-${now - 89 * DAY_MS}`, 'noe-annet']);
      } finally {
        rmSync(dataFolder, { recursive: true });
      }
    },
  );
});
