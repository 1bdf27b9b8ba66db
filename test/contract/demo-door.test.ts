/** The demo's guide signs its reader in as the app itself would: with each cookie as the app gave it. */
import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { type GuideDeps, startGuide } from '../../lab/demo/door.ts';

test('a sign-in link of the guide hands over the cookies of the app one by one', async (t) => {
  const given = ['postvakt=a; Path=/; HttpOnly', 'postvakt_device=b; Path=/api/v1; HttpOnly'];
  const app = http.createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'set-cookie': given }).end('{}');
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  t.after(() => app.close());
  const acts = { keys: [], perform: async () => false } as unknown as GuideDeps['acts'];
  const address = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  const guide = await startGuide({ acts, app: address, language: 'nb', port: 0 });
  t.after(() => guide.stop());
  const answer = await fetch(guide.link('kari'), { redirect: 'manual' });
  assert.equal(answer.status, 303);
  assert.deepEqual(answer.headers.getSetCookie(), given);
});
