/**
 * `npm run bench`: measures the rows of docs/benchmarks.md on our server and, where installed and root, on Postfix →
 * LMTP → Dovecot beside it, in interleaved runs, and prints the table of medians.
 * `--quick` (under two minutes) · `--no-peer` · `--only inbound,reading,push,memory,start` · `--json`. Loopback only.
 */
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '../test/e2e/harness/program.ts';
import { suite } from '../test/e2e/harness/report.ts';
import { measureInbound } from './inbound.ts';
import type { MailHost } from './mail-host.ts';
import { measureIdleMemory } from './memory.ts';
import { startOurs, type OurHost } from './our-host.ts';
import { startPeer } from './peer.ts';
import { fillFolder, measurePush, measureReading } from './reading.ts';
import { asTable, median, type Row } from './table.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'no-peer': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: 'inbound,reading,push,memory,start,parts' },
  },
});
const RUNS = 3;
const wanted = (part: string): boolean => options.only.split(',').includes(part);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Runs `measure` three times on each host, in turns, and gives the values of each. */
const interleaved = async <T>(
  what: string,
  hosts: readonly (MailHost | null)[],
  measure: (host: MailHost) => Promise<T>,
  runs = RUNS,
): Promise<readonly (readonly T[] | null)[]> => {
  const all: (T[] | null)[] = hosts.map((host) => (host === null ? null : []));
  for (let index = 0; index < runs; index += 1) {
    for (const [position, host] of hosts.entries()) {
      if (host === null || all[position] === null) continue;
      try {
        const value = await measure(host);
        all[position]?.push(value);
        say(`${what} · ${host.name} · run ${index + 1}: ${JSON.stringify(value)}`);
      } catch (error) {
        say(`${what} · ${host.name}: FAILED ${String(error)}`);
        all[position] = null;
      }
    }
  }
  return all;
};

const middle = (values: readonly number[] | null | undefined): number | null =>
  values === null || values === undefined || values.length === 0 ? null : median(values);

type Hosts = readonly [MailHost, MailHost | null];

const inboundRows = async (hosts: Hosts): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const [connections, messages, times] of options.quick
    ? ([
        [32, 800, 5],
        [1, 200, 2],
      ] as const)
    : ([
        [32, 3000, 5],
        [1, 500, 2],
      ] as const)) {
    const results = await interleaved(`inbound ${connections}`, hosts, (host) =>
      measureInbound(host, connections, messages),
    );
    const [ours, peer] = results.map((list) => middle(list?.map((result) => result.perSecond)));
    const what = `inbound 2 KB, ${connections} connection${connections === 1 ? '' : 's'}, durable and visible`;
    rows.push({ what, unit: '/s', ours: ours ?? null, peer: peer ?? null, better: 'more', target: { times } });
  }
  return rows;
};

const readingRows = async (hosts: Hosts): Promise<Row[]> => {
  const messages = options.quick ? 2000 : 10_000;
  const filled: (MailHost | null)[] = [];
  for (const host of hosts) {
    const begin = performance.now();
    const ok =
      host !== null &&
      (await fillFolder(host, messages).then(
        () => true,
        (error: unknown) => {
          say(`fill: ${String(error)}`);
          return false;
        },
      ));
    filled.push(ok ? host : null);
    if (ok) say(`filled ${messages} messages · ${host.name}: ${Math.round(performance.now() - begin)} ms`);
  }
  const results = await interleaved('reading', filled, (host) => measureReading(host, messages), RUNS + 1);
  const row = (what: string, key: 'listMs' | 'fieldsMs' | 'bodiesMs' | 'searchMs', times: number): Row => {
    // The first run fills caches on both sides and is not counted.
    const [ours, peer] = results.map((list) => middle(list?.slice(1).map((result) => result[key])));
    return {
      what: `${what} of ${messages}`,
      unit: 'ms',
      ours: ours ?? null,
      peer: peer ?? null,
      better: 'less',
      target: { times },
    };
  };
  return [
    row('IMAP SELECT + flags + envelopes', 'listMs', 1),
    row('IMAP header fields', 'fieldsMs', 1),
    row('IMAP all bodies', 'bodiesMs', 1),
    row('IMAP SEARCH TEXT', 'searchMs', 10),
  ];
};

const pushRow = async (hosts: Hosts): Promise<Row> => {
  const results = await interleaved('push', hosts, async (host) =>
    median(await measurePush(host, options.quick ? 8 : 20)),
  );
  const [ours, peer] = results.map((list) => middle(list));
  return {
    what: 'last byte sent → IDLE push, p50',
    unit: 'ms',
    ours: ours ?? null,
    peer: peer ?? null,
    better: 'less',
    target: { limit: 5 },
  };
};

const memoryRow = async (hosts: Hosts): Promise<Row> => {
  const results = await interleaved('memory', hosts, (host) => measureIdleMemory(host), 1);
  const [ours, peer] = results.map((list) => middle(list));
  return {
    what: 'memory per idle IMAP connection, 500 idle, TLS',
    unit: 'KiB',
    ours: ours ?? null,
    peer: peer ?? null,
    better: 'less',
    target: { limit: 40 },
  };
};

/** Restarts ours on its filled folder; gives the row and the host that runs now. */
const startRow = async (ours: OurHost, known: Set<string>): Promise<readonly [Row, OurHost]> => {
  const times: number[] = [];
  let host = ours;
  for (let index = 0; index < RUNS; index += 1) {
    await host.stop();
    host = await startOurs(known, ours.data);
    times.push(host.startedInMs);
    say(`cold start · run ${index + 1}: ${Math.round(host.startedInMs)} ms`);
  }
  return [
    {
      what: 'cold start to all ports, existing folder',
      unit: 'ms',
      ours: median(times),
      peer: null,
      better: 'less',
      target: { limit: 2000 },
    },
    host,
  ];
};

/** Benches of single parts, kept by those who build the parts. */
const parts = async (): Promise<void> => {
  for (const name of ['smtp-null', 'store', 'intake', 'watch', 'incidents']) {
    const file = join(import.meta.dirname, `${name}.ts`);
    if (!existsSync(file)) continue;
    const outcome = await run(process.execPath, [file], { limitMs: 40_000 });
    process.stdout.write(
      `\n## bench/${name}.ts (ended with ${outcome.code})\n${outcome.out}${outcome.code === 0 ? '' : outcome.err.slice(-800)}`,
    );
  }
};

await suite(async () => {
  const begin = performance.now();
  const known = new Set<string>();
  let ours = await startOurs(known);
  const peer = options['no-peer'] ? null : await startPeer();
  if (peer === null) say('no peer: Postfix and Dovecot are not installed, or not root, or --no-peer');
  const rows: Row[] = [];
  if (wanted('inbound')) rows.push(...(await inboundRows([ours, peer])));
  if (wanted('reading')) rows.push(...(await readingRows([ours, peer])));
  if (wanted('push')) rows.push(await pushRow([ours, peer]));
  if (wanted('start')) {
    const [row, again] = await startRow(ours, known);
    ours = again;
    rows.push(row);
  }
  if (wanted('memory') && !wanted('start') && rows.length > 0) {
    // What other rows left on the heap would be used by the connections and hide them.
    await ours.stop();
    ours = await startOurs(known, ours.data);
  }
  if (wanted('memory')) rows.push(await memoryRow([ours, peer]));
  const note = `${cpus().length} cores, Node ${process.version}, medians of ${RUNS} interleaved runs, ${Math.round((performance.now() - begin) / 1000)} s in all`;
  process.stdout.write(
    options.json ? `${JSON.stringify({ note, rows })}\n` : `\n${asTable(rows, peer?.name ?? 'no peer')}\n\n${note}\n`,
  );
  await ours.stop();
  await peer?.stop();
  if (!options.quick && wanted('parts')) await parts();
});
