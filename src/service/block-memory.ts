/**
 * All Blocks that have not ended, in memory: what the gate asks at every message. Made by blocks.ts, which tells it of each
 * change; changes of other processes are seen by the version that every start and lift writes. Never decides what is active.
 */
import type { Block, BlockSubject } from '#src/model/block.ts';
import { type Network, parseNetwork, widened } from '#src/model/network.ts';
import { newId } from '#src/net/ids.ts';
import { unliftedOfAll } from '#src/store/blocks.ts';
import { putSetting, setting } from '#src/store/settings.ts';
import type { Sql } from '#src/store/tables.ts';
import type { StateCache } from './state-cache.ts';

const VERSION = 'blocks.version';

/** A step from one version to the next, written in the same transaction as the change it stands for. */
export interface VersionStep {
  readonly from: string | null;
  readonly to: string;
}

/** Writes that Blocks have changed. Call it inside the transaction that changes them. */
export async function stepVersion(tx: Sql): Promise<VersionStep> {
  const step = { from: await setting(tx, VERSION), to: newId() };
  await putSetting(tx, VERSION, step.to);
  return step;
}

export interface BlockMemory {
  /** Not ended Blocks of these subjects; a network also finds the wider ones that hold it. */
  of(subjects: readonly BlockSubject[]): Promise<readonly Block[]>;
  /** After a commit: these have changed. Without a gap in the versions nothing has to be read again. */
  changed(blocks: readonly Block[], step: VersionStep): void;
}

interface Index {
  version: string | null;
  readonly bySubject: Map<string, Block[]>;
  /** Family and length in use → how many Blocks, so that only these lengths are looked up. */
  readonly lengths: Map<string, { readonly family: 4 | 6; readonly bits: number; count: number }>;
}

const keyOf = ({ kind, id }: BlockSubject): string => `${kind} ${id}`;

/** `cache` tells when something was written anywhere: then the version is looked at again. */
export function createBlockMemory(sql: Sql, cache: StateCache): BlockMemory {
  let index: Index | null = null;
  let loading: Promise<Index> | null = null;

  const load = async (): Promise<Index> => {
    // The version first: what changes while we read makes it old, not wrong.
    const fresh: Index = { version: await setting(sql, VERSION), bySubject: new Map(), lengths: new Map() };
    for (const block of await unliftedOfAll(sql)) put(fresh, block);
    index = fresh;
    return fresh;
  };
  const current = async (): Promise<Index> => {
    const { version } = await cache.get('blocks version', async () => ({ version: await setting(sql, VERSION) }));
    if (index !== null && index.version === version) return index;
    loading ??= load().finally(() => {
      loading = null;
    });
    return await loading;
  };

  return {
    of: async (subjects) => {
      const known = await current();
      const found = subjects.flatMap((subject) => known.bySubject.get(keyOf(subject)) ?? []);
      const networks = subjects.filter(({ kind }) => kind === 'network');
      return [...found, ...networks.flatMap(({ id }) => widerThan(known, parseNetwork(id)))];
    },
    changed: (blocks, { from, to }) => {
      if (index?.version === to) return; // somebody asked in between and read it all
      if (index === null || index.version !== from) {
        index = null;
        return;
      }
      for (const block of blocks) {
        take(index, block);
        if (block.liftedAt === null) put(index, block);
      }
      index.version = to;
    },
  };
}

function put(index: Index, block: Block): void {
  const key = keyOf(block.subject);
  const known = index.bySubject.get(key);
  if (known === undefined) index.bySubject.set(key, [block]);
  else known.push(block);
  count(index, block, 1);
}

function take(index: Index, block: Block): void {
  const key = keyOf(block.subject);
  const known = index.bySubject.get(key);
  const at = known?.findIndex(({ id }) => id === block.id) ?? -1;
  if (known === undefined || at < 0) return;
  known.splice(at, 1);
  if (known.length === 0) index.bySubject.delete(key);
  count(index, block, -1);
}

function count(index: Index, { subject }: Block, by: 1 | -1): void {
  const network = subject.kind === 'network' ? parseNetwork(subject.id) : null;
  if (network === null) return;
  const { family, bits } = network;
  const key = `${family} ${bits}`;
  const length = index.lengths.get(key) ?? { family, bits, count: 0 };
  length.count += by;
  if (length.count === 0) index.lengths.delete(key);
  else index.lengths.set(key, length);
}

/** Blocks of networks around this one; itself is found by its own key. An id that is written another way is found too. */
function widerThan(index: Index, network: Network | null): readonly Block[] {
  if (network === null) return [];
  const found: Block[] = [];
  for (const { family, bits } of index.lengths.values())
    if (family === network.family && bits < network.bits)
      found.push(...(index.bySubject.get(`network ${widened(network, bits).text}`) ?? []));
  return found;
}
