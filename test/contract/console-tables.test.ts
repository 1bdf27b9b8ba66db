/** Incidents, what is usual, the audit search and health, kept the same on both engines. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Incident } from '#src/model/incident.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { insertAudit } from '#src/store/audit.ts';
import { searchAudit } from '#src/store/audit-search.ts';
import { customerPage, countCustomers, planUse } from '#src/store/customer-pages.ts';
import { insertSample, partStates, purgeSamples, putPart, samplesSince } from '#src/store/health.ts';
import {
  affectedOf,
  countMembers,
  incidentById,
  insertIncident,
  membersOf,
  notedIncidentsOf,
  purgeIncidents,
  putMembers,
  putTroubleHour,
  updateIncident,
  usualRates,
} from '#src/store/incidents.ts';
import { billingHost } from './billing-host.ts';
import { onEachEngine } from './store-engines.ts';

const HOUR = 3_600_000;

onEachEngine('console tables', (engine) => {
  const on = (title: string, run: (host: Awaited<ReturnType<typeof billingHost>>) => Promise<void>) =>
    test(title, async () => {
      const host = await billingHost(await engine.fresh());
      try {
        await run(host);
      } finally {
        await host.close();
      }
    });
  const made = (id: string): Incident => ({
    id,
    cause: 'snd-deferred-queue',
    thing: { kind: 'host', name: 'mx2.far.example' },
    state: 'new',
    startedAt: 1000,
    lastAt: 2000,
    isGoing: true,
    customers: 1,
    subjects: 1,
    times: 1,
    note: null,
    noteAt: null,
    holder: null,
    answeredAt: null,
    overAt: null,
  });

  void on('members are kept once; their newest case stays; customers are counted once', async (host) => {
    const customer = await host.customer();
    const { sql } = host.db;
    await insertIncident(sql, made('i1'), 1);
    const member = {
      customer,
      subject: 'a@x.example',
      caseId: 'case1' as string | null,
      firstAt: 1000,
      lastAt: 1000,
      times: 1,
    };
    const many = Array.from({ length: 250 }, (_, index) => ({
      ...member,
      subject: `n${index}@x.example`,
      caseId: null,
    }));
    await putMembers(sql, 'i1', [member, ...many]);
    await putMembers(sql, 'i1', [{ ...member, caseId: null, lastAt: 3000, times: 4 }]);
    assert.deepEqual(await countMembers(sql, 'i1'), { customers: 1, subjects: 251, times: 254 });
    const [first] = await membersOf(sql, 'i1', { from: 0, limit: 1 });
    assert.deepEqual([first.subject, first.caseId, first.lastAt, first.times], ['a@x.example', 'case1', 3000, 4]);
    assert.deepEqual(await affectedOf(sql, 'i1'), { customers: [customer], cases: ['case1'] });
  });

  void on('a note is found by whom it affects, until after its end; purged with its members', async (host) => {
    const customer = await host.customer();
    const { sql } = host.db;
    await insertIncident(sql, made('i2'), 1);
    await putMembers(sql, 'i2', [{ customer, subject: 'x.example', caseId: null, firstAt: 1, lastAt: 1, times: 1 }]);
    assert.deepEqual(await notedIncidentsOf(sql, customer, 0), []);
    await updateIncident(sql, 'i2', { note_nb: 'æ', note_sv: 'ä', note_en: 'a', note_at: 5 });
    assert.deepEqual(
      (await notedIncidentsOf(sql, customer, 0)).map(({ subject }) => subject),
      ['x.example'],
    );
    assert.deepEqual(await notedIncidentsOf(sql, 'other' as CustomerId, 0), []);
    await updateIncident(sql, 'i2', { state: 'over', over_at: 100 });
    assert.equal((await notedIncidentsOf(sql, customer, 100)).length, 1);
    assert.equal((await notedIncidentsOf(sql, customer, 101)).length, 0);
    await purgeIncidents(sql, { rates: 0, incidents: 101 });
    assert.equal(await incidentById(sql, 'i2'), null);
    assert.equal((await countMembers(sql, 'i2')).subjects, 0);
  });

  void on('what is usual is the mean of the hours that were learnt; an hour learnt twice counts once', async (host) => {
    const { sql } = host.db;
    assert.equal(await usualRates(sql, 0, 10 * HOUR), null);
    await putTroubleHour(
      sql,
      6 * HOUR,
      new Map([
        ['a', 8],
        ['b', 1],
      ]),
    );
    await putTroubleHour(sql, 6 * HOUR, new Map([['a', 4]]));
    await putTroubleHour(sql, 8 * HOUR, new Map([['a', 4]]));
    assert.deepEqual(
      await usualRates(sql, 0, 10 * HOUR),
      new Map([
        ['a', 2],
        ['b', 0.25],
      ]),
    );
  });

  void on('the audit log is searched by parts of names, and by pages at the same moment', async (host) => {
    const { sql } = host.db;
    const entry = {
      actor: 'Kari@Vert.example',
      action: 'plan.set',
      subject: '100%_x',
      before: null,
      after: { a: 1 },
    } as const;
    for (const id of ['e1', 'e2', 'e3']) await insertAudit(sql, { ...entry, id: id as never, at: 7_000_000_000_000 });
    const first = await searchAudit(sql, { actor: 'KARI', limit: 2 });
    assert.deepEqual(
      first.map(({ id }) => id),
      ['e3', 'e2'],
    );
    const next = await searchAudit(sql, { actor: 'kari', after: { at: 7_000_000_000_000, id: 'e2' }, limit: 2 });
    assert.deepEqual(
      next.map(({ id }) => id),
      ['e1'],
    );
    assert.equal((await searchAudit(sql, { actor: 'kari', action: 'plan.', subject: '100', limit: 9 })).length, 3);
    assert.equal(
      (await searchAudit(sql, { actor: '%', action: 'operator.', since: 7_000_000_000_000, limit: 9 })).length,
      0,
    );
  });

  void on('a part keeps since when while its state stays; samples are forgotten', async (host) => {
    const { sql } = host.db;
    await putPart(sql, { part: 'disk', state: 'ok', since: 10, detail: 'a' });
    await putPart(sql, { part: 'disk', state: 'ok', since: 20, detail: 'b' });
    assert.deepEqual(await partStates(sql), [{ part: 'disk', state: 'ok', since: 10, detail: 'b' }]);
    await putPart(sql, { part: 'disk', state: 'failed', since: 30, detail: 'c' });
    assert.deepEqual(await partStates(sql), [{ part: 'disk', state: 'failed', since: 30, detail: 'c' }]);
    for (const at of [1, 2, 3]) await insertSample(sql, { at, measured: { memoryBytes: at } });
    await purgeSamples(sql, 2);
    assert.deepEqual(
      (await samplesSince(sql, 0)).map(({ at, measured }) => [at, measured['memoryBytes']]),
      [
        [2, 2],
        [3, 3],
      ],
    );
  });

  void on('customers by page with what they have', async (host) => {
    await host.customer();
    const { sql } = host.db;
    const total = await countCustomers(sql, '');
    const page = await customerPage(sql, { q: '', from: 0, limit: 5 });
    assert.equal(page.length, Math.min(5, total));
    assert.ok(page.every((one) => Number.isInteger(one.domains) && Number.isInteger(one.mailboxes)));
    assert.equal(await countCustomers(sql, 'finnes-slett-ikke'), 0);
    for (const use of (await planUse(sql)).values()) assert.ok(use.mailboxes >= use.customers);
  });
});
