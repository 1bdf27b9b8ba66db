/** Pictures of a message: by signed addresses alone, from public servers alone, only what is a picture; nothing of the reader's goes along. */
import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Message } from '../../web/src/lib/mail/shapes.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { lines, mailReader, type MailReader } from '../mail-reader.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
let world: World;
let reader: MailReader;
let shop: http.Server;
const asked: { readonly path: string; readonly headers: http.IncomingHttpHeaders }[] = [];

before(async () => {
  shop = http.createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    if (request.url === '/away')
      return void response.writeHead(302, { location: 'http://127.0.0.1:9/inside.png' }).end();
    if (request.url === '/big') return void response.writeHead(200).end(Buffer.concat([PNG, Buffer.alloc(11 << 20)]));
    // A lie about the type, in both directions.
    if (request.url === '/svg') return void response.writeHead(200, { 'content-type': 'image/png' }).end(SVG);
    if (request.url === '/page')
      return void response.writeHead(200, { 'content-type': 'image/png' }).end('<script>1</script>');
    return void response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'who=you' }).end(PNG);
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"', POSTVAKT_NET__ALLOWPRIVATE: 'false' });
  world.place('shop.far.example:80', `127.0.0.1:${(shop.address() as AddressInfo).port}`);
  reader = await mailReader(world, 741);
});
after(async () => {
  shop.closeAllConnections();
  shop.close();
  await world.stop();
});

const letter = (html: string): string =>
  lines(
    'From: Butikk <post@far.example>',
    'Subject: bilder',
    'Content-Type: multipart/related; boundary=r',
    '',
    '--r',
    'Content-Type: text/html',
    '',
    html,
    '--r',
    'Content-Type: image/png',
    'Content-ID: <logo@far.example>',
    'Content-Transfer-Encoding: base64',
    '',
    PNG.toString('base64'),
    '--r--',
    '',
  );
/** Addresses of pictures in the document, as the frame asks for them: without a cookie. */
async function pictures(html: string, query = '?images=shown'): Promise<readonly string[]> {
  const { body } = await reader.get<Message>(`/mail/messages/${await reader.put(letter(html))}`);
  const text = await (await reader.ask('GET', `${body.document}${query}`)).text();
  return [...text.matchAll(/src="([^"]+)"/g)].map(([, src]) => src.replaceAll('&amp;', '&'));
}
const image = (name: string): string => `<img src="http://shop.far.example/${name}" width=50>`;

test('a picture from elsewhere comes through us, and nothing of the reader goes along', async () => {
  assert.deepEqual(await pictures(image('a.png'), ''), [], 'nothing before it is asked for');
  assert.equal(asked.length, 0);
  const [src] = await pictures(image('a.png'));
  const answer = await fetch(String(src));
  assert.equal(answer.status, 200, String(src));
  assert.equal(answer.headers.get('content-type'), 'image/png');
  assert.equal(answer.headers.get('set-cookie'), null);
  assert.match(answer.headers.get('content-security-policy') ?? '', /^sandbox; default-src 'none'/);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), PNG);
  const sent = asked.find(({ path }) => path === '/a.png');
  for (const name of ['cookie', 'referer', 'x-forwarded-for', 'forwarded', 'accept-language', 'origin'])
    assert.equal(sent?.headers[name], undefined, name);
  assert.doesNotMatch(JSON.stringify(sent?.headers), new RegExp(reader.address));
  await fetch(String(src));
  assert.equal(asked.length, 1, 'a second look tells nothing');
});

test('what is no picture does not come through, whatever it says it is', async () => {
  for (const name of ['svg', 'page', 'big', 'away']) {
    const [src] = await pictures(image(name));
    assert.equal((await fetch(String(src))).status, 404, name);
  }
});

test('nobody is led to addresses that are not of the open internet', async () => {
  const before = asked.length;
  const port = (shop.address() as AddressInfo).port;
  for (const host of [
    `127.0.0.1:${port}`,
    `localhost:${port}`,
    `[::1]:${port}`,
    '169.254.169.254',
    '10.0.0.1',
    `2130706433:${port}`,
    `0x7f.1:${port}`,
    'shop.far.example:25',
  ]) {
    const srcs = await pictures(`<img src="http://${host}/x.png" width=50>`);
    assert.equal(srcs.length, 1, host);
    assert.equal((await fetch(srcs[0])).status, 404, host);
  }
  assert.equal(asked.length, before);
});

test('an address that was changed, or whose session is over, shows nothing', async () => {
  const other = await mailReader(world, 742);
  const { body } = await other.get<Message>(
    `/mail/messages/${await other.put(letter(`${image('b.png')}<img src="cid:logo@far.example">`))}`,
  );
  const text = await (await other.ask('GET', `${body.document}?images=shown`)).text();
  const [remote, inline] = [...text.matchAll(/src="([^"]+)"/g)].map(([, src]) => src.replaceAll('&amp;', '&'));
  const shown = await fetch(String(inline));
  assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'image/png']);
  const url = new URL(String(remote));
  const said = JSON.parse(Buffer.from(url.searchParams.get('g') ?? '', 'base64url').toString()) as unknown[];
  for (const change of [
    () =>
      url.searchParams.set(
        'g',
        Buffer.from(
          JSON.stringify(
            said.map((one) =>
              typeof one === 'object' ? { kind: 'remote', url: 'http://shop.far.example/other' } : one,
            ),
          ),
        ).toString('base64url'),
      ),
    () => url.searchParams.set('s', 'A'.repeat(43)),
    () => url.searchParams.delete('s'),
  ]) {
    change();
    assert.equal((await fetch(url)).status, 404);
  }
  assert.equal((await other.ask('DELETE', '/session')).status < 300, true);
  for (const src of [remote, inline]) assert.equal((await fetch(String(src))).status, 404, 'after signing out');
});
