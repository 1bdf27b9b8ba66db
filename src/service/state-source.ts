/** Our state as probes see it: reads the control database and the mailbox store's usage. Used by diagnose.ts; changes nothing. */
import { editDistance, NEAR_DISTANCE } from '#src/model/login-name.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { wantedRecords } from '#src/model/wanted-records.ts';
import type { AddressState, StateSource } from '#src/probes/sources.ts';
import { aliasByAddress, aliasesOf } from '#src/store/aliases.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName, intendedMx } from '#src/store/domains.ts';
import { mailboxAddressesOf, mailboxByAddress } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import { signingKeysOf } from '#src/store/signing-keys.ts';
import { newestTombstone } from '#src/store/tombstones.ts';
import { effectiveQuota } from './mailbox-view.ts';
import { postmasterTargets } from './postmaster.ts';

export interface StateSourceDeps {
  readonly db: Database;
  readonly hostname: string;
  /** From the mailbox store. */
  readonly usage: (mailbox: MailboxId) => Promise<{ readonly bytes: number; readonly messages: number }>;
}

const MOST_NAMES = 5000;
const MOST_NEAR = 3;

export function createStateSource({ db, hostname, usage }: StateSourceDeps): StateSource {
  const exact = async (address: string): Promise<AddressState | null> => {
    const mailbox = await mailboxByAddress(db.sql, address);
    if (mailbox !== null) {
      const quotaBytes = effectiveQuota(mailbox, await planByName(db.sql, mailbox.plan));
      return { kind: 'mailbox', id: mailbox.id, quotaBytes, passwordChangedAt: mailbox.passwordChangedAt };
    }
    const alias = await aliasByAddress(db.sql, address);
    if (alias !== null) return { kind: 'alias', targets: alias.targets };
    const postmaster = await postmasterTargets(db.sql, address);
    return postmaster === null ? null : { kind: 'alias', targets: postmaster };
  };

  const buried = async (address: string, ours: boolean): Promise<AddressState | null> => {
    for (const kind of ['mailbox', 'alias'] as const) {
      const stone = await newestTombstone(db.sql, kind, address);
      if (stone === null) continue;
      const { deletedAt, actor: deletedBy, subject: id } = stone;
      return { kind: 'deleted', id, deletedAt, deletedBy, restorable: ours && kind === 'mailbox' };
    }
    return null;
  };

  const near = async (address: string, domainName: string): Promise<readonly string[]> => {
    const domain = await domainByName(db.sql, domainName);
    if (domain === null) return [];
    const names = [
      ...(await mailboxAddressesOf(db.sql, domain.id, MOST_NAMES)),
      ...(await aliasesOf(db.sql, domain.id)).map((alias) => alias.address),
    ];
    return names
      .flatMap((name) => {
        const distance = editDistance(address, name, NEAR_DISTANCE);
        return distance === null ? [] : [{ name, distance }];
      })
      .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_NEAR)
      .map(({ name }) => name);
  };

  return {
    domain: async (name) => {
      const domain = await domainByName(db.sql, name);
      if (domain === null) return null;
      const key = (await signingKeysOf(db.sql, domain.id)).findLast((candidate) => candidate.active);
      return wantedRecords({ domain: name, hostname, ...(key === undefined ? {} : { dkim: key }) });
    },
    address: async (address) => {
      const domainName = address.slice(address.lastIndexOf('@') + 1);
      const ours = (await domainByName(db.sql, domainName)) !== null;
      const found = ours ? await exact(address) : null;
      if (found !== null) return found;
      const gone = await buried(address, ours);
      if (gone !== null) return gone;
      if (!ours) return { kind: 'not-ours' };
      return { kind: 'none', near: await near(address, domainName) };
    },
    intendedMx: (domain) => intendedMx(db.sql, domain),
    usage: (mailbox) => usage(mailbox as MailboxId),
  };
}
