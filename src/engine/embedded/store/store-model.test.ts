/** Random operations on three folders, held against a plain model in memory. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import type { MailboxId } from '#src/model/ids.ts';
import type { FolderChange, MailboxHandle, MailStore } from '../mail-store.ts';
import { openMailStore } from './store.ts';
import { mail, must, plainOptions } from './test-store.ts';

interface Kept {
  readonly text: string;
  flags: readonly string[];
}
interface ModelFolder {
  readonly messages: Map<number, Kept>;
  readonly heard: Map<number, readonly string[]>;
  uidNext: number;
  modseq: number;
  readonly gone: number[];
}
interface Real {
  store: MailStore;
  handle: MailboxHandle;
  readonly ids: Map<string, number>;
}
type Model = Map<string, ModelFolder>;
type Command = fc.AsyncCommand<Model, Real>;

const NAMES = ['INBOX', 'Sent', 'Archive'];
const name = fc.constantFrom(...NAMES);
const uids = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 5 });
const flags = fc.uniqueArray(fc.constantFrom<string>('\\Seen', '\\Flagged', '$Work'), { maxLength: 3 });
const QUOTA = 4000;
const used = (model: Model): number =>
  [...model.values()].flatMap(({ messages }) => [...messages.values()]).reduce((sum, { text }) => sum + text.length, 0);
const present = (folder: ModelFolder, wanted: readonly number[]): number[] =>
  wanted.filter((uid) => folder.messages.has(uid)).sort((a, b) => a - b);

/** Wraps a step: runs it on both and compares everything that can be seen. */
function step(label: string, run: (model: Model, real: Real) => Promise<void>): Command {
  return {
    check: () => true,
    toString: () => label,
    run: async (model, real) => {
      await run(model, real);
      await compare(model, real);
    },
  };
}

async function compare(model: Model, { handle, ids }: Real): Promise<void> {
  for (const [folderName, folder] of model) {
    const info = (await handle.folder(folderName))!;
    const rows = await handle.rows(ids.get(folderName)!);
    assert.deepEqual(
      rows.map(({ uid, flags: names }) => [uid, [...names].sort()]),
      [...folder.messages].map(([uid, kept]) => [uid, [...kept.flags].sort()]),
    );
    assert.deepEqual(new Map(rows.map((row) => [row.uid, row.flags])), folder.heard);
    assert.deepEqual(await handle.outline(info.id), {
      folder: info,
      uids: rows.map(({ uid }) => uid),
      firstUnseen: rows.findIndex(({ flags: names }) => !names.includes('\\Seen')),
      keywords: [...new Set(rows.flatMap(({ flags: names }) => names.filter((name) => !name.startsWith('\\'))))],
    });
    assert.equal(info.uidNext, folder.uidNext);
    assert.equal(info.messages, folder.messages.size);
    assert.equal(info.unseen, [...folder.messages.values()].filter((kept) => !kept.flags.includes('\\Seen')).length);
    assert.ok(info.highestModseq >= folder.modseq);
    assert.ok(rows.every(({ modseq }) => modseq <= info.highestModseq));
    folder.modseq = info.highestModseq;
    assert.deepEqual(
      await handle.vanishedSince(info.id, 0),
      [...folder.gone].sort((a, b) => a - b),
    );
  }
  assert.equal((await handle.usage()).bytes, used(model));
}

function add(folder: ModelFolder, text: string, names: readonly string[]): number {
  folder.messages.set(folder.uidNext, { text, flags: names });
  folder.uidNext += 1;
  return folder.uidNext - 1;
}

function take(folder: ModelFolder, uid: number): Kept {
  const kept = folder.messages.get(uid)!;
  folder.messages.delete(uid);
  folder.gone.push(uid);
  return kept;
}

const append = fc.tuple(name, flags, fc.integer({ min: 0, max: 700 })).map(([to, names, length]) =>
  step(`append ${to} ${names.join()} ${length}`, async (model, { handle, ids }) => {
    const text = mail('x', 'y'.repeat(length)).toString();
    const fits = used(model) + text.length <= QUOTA;
    const result = await handle.append(ids.get(to)!, { bytes: Buffer.from(text), flags: names });
    assert.equal(result.ok, fits);
    if (result.ok) assert.equal(result.value.uid, add(model.get(to)!, text, names));
  }),
);

const setFlags = fc.tuple(name, uids, flags, fc.constantFrom('set', 'add', 'remove')).map(([of, wanted, names, op]) =>
  step(`flags ${of} ${wanted.join()} ${op} ${names.join()}`, async (model, { handle, ids }) => {
    const before = (await handle.folder(of))!.highestModseq;
    const { changed } = await handle.setFlags(ids.get(of)!, wanted, { op, flags: names });
    const folder = model.get(of)!;
    const there = present(folder, wanted);
    let differs = false;
    for (const uid of there) {
      const old = folder.messages.get(uid)!.flags;
      const next = { set: names, add: [...new Set([...old, ...names])], remove: old.filter((f) => !names.includes(f)) };
      differs ||= [...next[op]].sort().join() !== [...old].sort().join();
      folder.messages.set(uid, { text: folder.messages.get(uid)!.text, flags: next[op] });
    }
    assert.deepEqual(
      changed.map(({ uid }) => uid),
      there,
    );
    assert.equal((await handle.folder(of))!.highestModseq, before + (differs ? 1 : 0));
  }),
);

const expunge = fc.tuple(name, uids).map(([of, wanted]) =>
  step(`expunge ${of} ${wanted.join()}`, async (model, { handle, ids }) => {
    const folder = model.get(of)!;
    const there = present(folder, wanted);
    assert.deepEqual(
      await handle.expunge(
        ids.get(of)!,
        [...wanted].sort((a, b) => a - b),
      ),
      there,
    );
    for (const uid of there) take(folder, uid);
  }),
);

const transfer = fc.tuple(fc.constantFrom('copy', 'move'), name, uids, name).map(([how, of, wanted, to]) =>
  step(`${how} ${of} ${wanted.join()} ${to}`, async (model, { handle, ids }) => {
    const from = model.get(of)!;
    const there = present(from, wanted);
    const more = there.reduce((sum, uid) => sum + from.messages.get(uid)!.text.length, 0);
    const result = await handle[how](ids.get(of)!, wanted, to);
    const fits = how === 'move' || there.length === 0 || used(model) + more <= QUOTA;
    assert.equal(result.ok, fits);
    if (!fits) return;
    const kept = there.map((uid) => (how === 'move' ? take(from, uid) : from.messages.get(uid)!));
    const made = kept.map(({ text, flags: names }) => add(model.get(to)!, text, names));
    assert.deepEqual([must(result).from, must(result).to], [there, made]);
  }),
);

const read = name.map((of) =>
  step(`read ${of}`, async (model, { handle, ids }) => {
    for (const [uid, { text }] of model.get(of)!.messages)
      assert.equal((await handle.read(ids.get(of)!, uid))?.toString(), text);
  }),
);

test('the store does what a plain model does', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'store-model-'));
  const store = await openMailStore({ ...plainOptions, directory, maxOpen: 1 });
  t.after(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.commands([append, append, setFlags, expunge, transfer, read], { maxCommands: 25 }),
      async (all) => {
        round += 1;
        const handle = await store.open(`model${String(round).padStart(6, '0')}` as MailboxId, QUOTA);
        await fc.asyncModelRun(() => start(store, handle), all);
        handle.close();
      },
    ),
    { numRuns: 25 },
  );
  assert.deepEqual((await store.verify()).faults, []);
});

async function start(store: MailStore, handle: MailboxHandle): Promise<{ model: Model; real: Real }> {
  const model: Model = new Map();
  const ids = new Map<string, number>();
  for (const folderName of NAMES) {
    const heard = new Map<number, readonly string[]>();
    const { id } = (await handle.folder(folderName))!;
    ids.set(folderName, id);
    model.set(folderName, { messages: new Map(), heard, uidNext: 1, modseq: 1, gone: [] });
    let last = 1;
    handle.onChange(id, (change: FolderChange) => {
      if (change.kind === 'gone') return;
      assert.ok(change.modseq >= last, 'told in the order of commits');
      last = change.modseq;
      if (change.kind === 'expunged') for (const uid of change.uids) heard.delete(uid);
      else heard.set(change.uid, change.flags);
    });
  }
  return { model, real: { store, handle, ids } };
}
