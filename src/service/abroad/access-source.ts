/** Rules about places as probes see them: reads the control database and the Blocks. Used by diagnosis.ts; changes nothing. */
import type { MailboxId } from '#src/model/ids.ts';
import type { AccessSource } from '#src/probes/sources.ts';
import type { Database } from '#src/store/database.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import type { Blocks } from '../block-port.ts';
import { subjectsFor } from './protection.ts';
import { abroadRule } from './settings.ts';

export const createAccessSource = ({
  db,
  blocks,
}: {
  readonly db: Database;
  readonly blocks: Pick<Blocks, 'active'>;
}): AccessSource => ({
  rule: async (id) => {
    const mailbox = await mailboxById(db.sql, id as MailboxId);
    return mailbox === null ? null : await abroadRule(db.sql, mailbox);
  },
  stops: async (network, name) =>
    (await blocks.active(subjectsFor(network, name))).filter((block) => block.rule === 'failed-sign-ins'),
});
