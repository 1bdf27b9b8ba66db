/** Single records (DKIM, DMARC, MTA-STS): what is somebody's own stays, and none is put beside another. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { txtValue } from '#src/protocol/dns/presentation.ts';
import { txtEdit } from './dns-records.ts';

async function edited(name: string, wanted: string, texts: readonly string[]) {
  const now = texts.map((text) => ({ name, type: 'TXT' as const, ttlSeconds: 60, value: txtValue(text) }));
  const edit = await txtEdit(name, wanted).edit(now, 60);
  assert.ok(edit.kind === 'edit');
  return [edit.remove.length, edit.add.length];
}

test('DMARC is added where there is none, and never beside another', async () => {
  const of = (...texts: readonly string[]) => edited('_dmarc.a.test', 'v=DMARC1; p=none', texts);
  assert.deepEqual(await of(), [0, 1]);
  assert.deepEqual(await of('something else'), [0, 1]);
  assert.deepEqual(await of('v=DMARC1; p=reject'), [0, 0]);
  assert.deepEqual(await of('v=DMARC1; p=reject', 'v=DMARC1; p=none'), [0, 0]);
});

test('MTA-STS that senders can read is its owner’s; else one takes the place of all', async () => {
  const of = (...texts: readonly string[]) => edited('_mta-sts.a.test', 'v=STSv1; id=1', texts);
  assert.deepEqual(await of('v=STSv1; id=20260101;'), [0, 0]);
  assert.deepEqual(await of('v=STSv1; id='), [1, 1]);
  assert.deepEqual(await of('v=STSv1; id=1', 'v=STSv1; id=2', 'other'), [2, 1]);
});

test('our selector holds our key alone', async () => {
  const key = 'v=DKIM1; k=rsa; p=AAAA';
  const of = (...texts: readonly string[]) => edited('pv1._domainkey.a.test', key, texts);
  assert.deepEqual(await of(key), [0, 0]);
  assert.deepEqual(await of('v=DKIM1; p=BBBB', 'note'), [1, 1]);
});
