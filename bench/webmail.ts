/**
 * `node bench/webmail.ts [messages]`: webmail on one large folder, as its page asks for it, over HTTP: the first list with nothing
 * in memory and no connection open (the host was restarted), the list again, conversations over the whole folder, an
 * open message, searches, and the push of new mail. Where Debian's Roundcube is installed it reads the same mailbox by our
 * IMAP door, in turns with ours. Last the folder is scrolled in Chromium (scrolling.ts). Loopback only; times in milliseconds,
 * medians.
 */
import { suite } from '../test/e2e/harness/report.ts';
import { SmtpSession } from '../test/e2e/harness/smtp-session.ts';
import { HOST_ADDRESS, startHost, type Host } from '../test/e2e/harness/host.ts';
import { ADDRESS, cookieOf, filledHost, PASSWORD } from './filled-host.ts';
import { benchMessage } from './message.ts';
import { type Reader, startRoundcube } from './roundcube.ts';
import { scrolling } from './scrolling.ts';
import { median } from './table.ts';

interface Ours extends Reader {
  readonly cookie: string;
  readonly base: string;
  conversations(): Promise<number>;
}

const INBOX = Buffer.from('INBOX').toString('base64url');

interface Page {
  readonly total: number;
  readonly rows: readonly { readonly id: string }[];
}

/** Ours, signed in; throws when an answer is not what was asked for. */
async function ours(host: Host): Promise<Ours> {
  const base = `${host.endpoints['http']}/api/v1`;
  const cookie = await cookieOf(host);
  const get = async (path: string): Promise<Page> => {
    const answer = await fetch(base + path, { headers: { cookie, 'sec-fetch-site': 'same-origin' } });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Page;
  };
  let rows: Page['rows'] = [];
  return {
    name: 'Postvakt',
    cookie,
    base,
    list: async () => {
      ({ rows } = await get(`/mail/folders/${INBOX}/messages?count=50&view=messages`));
      return rows.length;
    },
    conversations: async () => (await get(`/mail/folders/${INBOX}/messages?count=50&view=conversations`)).rows.length,
    open: async (uid) => {
      const row = rows.find(({ id }) => id.endsWith(`.${uid}`));
      if (row === undefined) throw new Error(`no row for ${uid}`);
      const message = (await get(`/mail/messages/${row.id}`)) as unknown as { text: string };
      return message.text.length;
    },
    search: async (words) => (await get(`/mail/search?q=${encodeURIComponent(words)}`)).total,
  };
}

async function timed(work: () => Promise<unknown>, runs: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times;
}
const say = (what: string, times: readonly number[], target: string): void =>
  void process.stdout.write(
    `${what.padEnd(52)} p50 ${median(times).toFixed(0).padStart(5)} ms   worst ${Math.max(...times)
      .toFixed(0)
      .padStart(5)} ms   ${target}\n`,
  );

/** The same of each, in turns; what came back must be as much. */
async function beside(
  what: string,
  readers: readonly Reader[],
  runs: number,
  work: (reader: Reader) => Promise<number>,
): Promise<void> {
  const times = readers.map((): number[] => []);
  for (let run = 0; run < runs; run += 1)
    for (const [index, reader] of readers.entries()) {
      let much = 0;
      times[index].push(...(await timed(async () => (much = await work(reader)), 1)));
      if (much === 0) throw new Error(`${what}: nothing came from ${reader.name}`);
    }
  for (const [index, { name }] of readers.entries()) {
    const ratio = index === 0 ? '' : `ours is ${(median(times[index]) / median(times[0])).toFixed(1)} times as quick`;
    say(`${what} · ${name}`, times[index], ratio);
  }
}

/** From the last byte of a message to its row at the page. */
async function pushed(
  host: Host,
  { cookie, base }: { readonly cookie: string; readonly base: string },
  many: number,
): Promise<readonly number[]> {
  const ended = new AbortController();
  const answer = await fetch(`${base}/mail/events`, {
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    signal: ended.signal,
  });
  const reader = answer.body?.getReader();
  let text = '';
  const heard = async (event: string): Promise<void> => {
    while (!text.includes(`event: ${event}\n`)) text += Buffer.from((await reader?.read())?.value ?? []).toString();
    text = '';
  };
  await heard('beat');
  const session = new SmtpSession(HOST_ADDRESS, host.port('inbound'));
  await session.reply();
  await session.ask('EHLO load.verden.example\r\n');
  const times: number[] = [];
  for (let index = 0; index < many; index += 1) {
    await session.ask('MAIL FROM:<sender@verden.example>\r\n');
    await session.ask(`RCPT TO:<${ADDRESS}>\r\n`);
    await session.ask('DATA\r\n');
    const told = heard('new');
    const accepted = await session.ask(`${benchMessage(index, 2048, ADDRESS).toString()}.\r\n`);
    const began = performance.now();
    if (!accepted.startsWith('250')) throw new Error(accepted);
    await told;
    times.push(performance.now() - began);
  }
  session.socket.destroy();
  ended.abort();
  return times;
}

await suite(async () => {
  const messages = Number(process.argv[2] ?? 10_000);
  let host = await filledHost(messages);
  const cold: number[] = [];
  let mail = await ours(host);
  for (let run = 0; run < 3; run += 1) {
    await host.stop();
    host = await startHost({ data: host.data, env: { POSTVAKT_LOG__LEVEL: '"warn"' } });
    mail = await ours(host);
    cold.push(...(await timed(() => mail.list(), 1)));
  }
  const peer = await startRoundcube({ host: HOST_ADDRESS, port: host.port('imaps') }, ADDRESS, PASSWORD);
  const both: readonly Reader[] = peer === null ? [mail] : [mail, peer];
  say(`first list of ${messages}, host just started`, cold, 'target < 300');
  say('conversations over the whole folder, first', await timed(() => mail.conversations(), 1), '');
  await beside('list, 50 rows', both, 20, (one) => one.list());
  say('conversations again', await timed(() => mail.conversations(), 20), '');
  let at = 0;
  await beside('open a message', both, 20, (one) => one.open(messages - (Math.floor((at += 1) / both.length) % 40)));
  // Ten thousand messages came a moment ago: their words are still being written into the index.
  say('search while the index is made', await timed(() => mail.search('snøskuffe'), 1), '');
  for (let quick = 0; quick < 3;) quick = (await timed(() => mail.search('rømmegrøt'), 1))[0] < 500 ? quick + 1 : 0;
  await beside('search in all texts, one word', both, 5, (one) => one.search('snøskuffe'));
  say('search, a common word and a sender', await timed(() => mail.search('fra:sender7 faktura'), 5), '');
  say('search, with files', await timed(() => mail.search('har:vedlegg faktura'), 5), '');
  say('250 → row on the page', await pushed(host, mail, 20), 'target ≤ 50');
  process.stdout.write('\n');
  await scrolling(host, mail.cookie, messages, false);
  await host.stop();
});
