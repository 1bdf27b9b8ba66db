/**
 * A keeper of certificates on a folder of its own, with an authority of the lab and a clock that is set by hand. For the
 * contract tests of ordering; opened again it is as after a start of the host.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createChallengeAnswers } from '#src/net/acme/challenge-answers.ts';
import { freshKey } from '#src/net/acme/certificate-request.ts';
import { createAcmeClient } from '#src/net/acme/client.ts';
import { heldCertificates } from '#src/net/acme/held-certificates.ts';
import { openKeptFiles } from '#src/net/acme/kept-files.ts';
import { ownAuthority } from '#src/net/authority.ts';
import { accountKey } from '#src/protocol/acme/jws.ts';
import { createCertificateKeeper, type KeeperDeps } from '#src/service/certificates/keeper.ts';
import type { Pointing } from '#src/service/certificates/wanted-names.ts';
import { DIRECTORY, startLabAuthority } from '../lab/acme-authority.ts';

export const HOST = 'post.fjord.example';

export interface HouseWish {
  readonly ordersPerHour?: number;
  /** What DNS says about who may issue; else everybody may. */
  readonly caa?: KeeperDeps['caa'];
  readonly challenges?: KeeperDeps['challenges'];
}
const everybody: KeeperDeps['caa'] = async (_, { methods }) => ({ kind: 'allowed', methods });

/** Everything on a fresh folder; `open` is a start of the host. */
export function house(
  t: TestContext,
  names: readonly string[] = [HOST],
  { ordersPerHour = 60, caa = everybody, challenges = ['http-01'] }: HouseWish = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'acme-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const time = { now: Date.parse('2026-11-22T10:00:00Z') };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const answers = createChallengeAnswers();
  const unreached = new Set<string>();
  const authority = startLabAuthority({ now: clock.now, answers, reaches: (name) => !unreached.has(name) });
  const own = ownAuthority({ dataDir: folder, hostname: HOST, clock });
  const noted: string[] = [];
  const troubles: unknown[] = [];
  const wanted = { names };
  const pointing = new Map<string, Pointing>();
  /** As after a start: nothing of before but the folder. */
  const open = () => {
    const files = openKeptFiles(folder, DIRECTORY);
    const kept = files.account() ?? { directory: DIRECTORY, key: freshKey(), url: null, orders: null, contact: '' };
    files.putAccount(kept);
    const key = accountKey(kept.key);
    const held = heldCertificates({ own, hostname: HOST, clock });
    const keeper = createCertificateKeeper({
      client: createAcmeClient({ fetch: authority.fetch, clock, directoryUrl: DIRECTORY, key }),
      files,
      key,
      contact: '',
      outside: null,
      answers,
      clock,
      directory: DIRECTORY,
      challenges,
      held,
      wanted: async () => wanted.names,
      pointing: async (name) => pointing.get(name) ?? { kind: 'here' },
      caa,
      ordersPerHour,
      note: async (action, name) => void noted.push(`${action} ${name}`),
      onTrouble: (error) => void troubles.push(error),
      random: () => 0.5,
    });
    return { keeper, held, files };
  };
  return { folder, time, authority, open, noted, troubles, unreached, wanted, pointing };
}
