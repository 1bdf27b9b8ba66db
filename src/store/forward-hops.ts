/** Query on where an address here passes mail on to: its alias, its mailbox's forwarding and rules. Judges nothing. */
import { withoutDetail } from '#src/model/address.ts';
import type { Hop } from '#src/model/forward-circle.ts';
import type { MailRules } from '#src/model/mail-rules.ts';
import { aliasByAddress } from './aliases.ts';
import { rulesOfMailbox } from './mail-rules.ts';
import { mailboxByAddress } from './mailboxes.ts';
import type { Sql } from './tables.ts';

function hopsOf(from: string, { forwarding, rules }: MailRules): readonly Hop[] {
  const whole = { from, by: 'forwarding', rule: null, name: null, madeAt: forwarding?.madeAt ?? 0 } as const;
  return [
    ...(forwarding?.targets ?? []).map((to) => ({ ...whole, to })),
    ...rules
      .filter(({ enabled }) => enabled)
      .flatMap(({ id, name, madeAt, actions }) =>
        actions.flatMap((one) =>
          one.kind === 'forward' ? [{ from, to: one.to, by: 'rule' as const, rule: id, name, madeAt }] : [],
        ),
      ),
  ];
}

/** The address as it is known here: of a plus-address that is nobody's own the one before the plus. */
async function knownAs(sql: Sql, address: string): Promise<string> {
  if ((await mailboxByAddress(sql, address)) !== null || (await aliasByAddress(sql, address)) !== null) return address;
  return withoutDetail(address) ?? address;
}

/** The ways on from one address; each ends at an address as it is known here. */
export async function hopsFrom(sql: Sql, address: string): Promise<readonly Hop[]> {
  const mailbox = await mailboxByAddress(sql, address);
  const alias = mailbox === null ? await aliasByAddress(sql, address) : null;
  const hops =
    mailbox !== null
      ? hopsOf(mailbox.address, (await rulesOfMailbox(sql, mailbox.id)).rules)
      : (alias?.targets ?? []).map((to): Hop => ({
          from: address,
          to,
          by: 'alias',
          rule: null,
          name: null,
          madeAt: alias?.createdAt ?? 0,
        }));
  return await Promise.all(hops.map(async (hop) => ({ ...hop, to: await knownAs(sql, hop.to) })));
}
