/** Appliers for programs and folders: an app password, a way in, trash that fills a mailbox, a folder nobody sees. */
import { SIGN_IN_PROTOCOLS, type SignInProtocol, type StoredMailbox } from '#src/model/mailbox.ts';
import type { MailboxHandle } from '#src/engine/embedded/mail-store.ts';
import { appPasswordsOf } from '#src/store/app-passwords.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import { addAppPassword } from '../app-passwords.ts';
import { setProtocols } from '../mailbox-settings.ts';
import { effectiveQuota } from '../mailbox-view.ts';
import { done, refused } from '../outcome.ts';
import { type Applier, type FixDeps, listArg, textArg } from './applier.ts';

const OWNERS: Applier['who'] = ['customer', 'mailbox'];
const proving = { kind: 'diagnosis' } as const;

/** A password for one program, shown once. The program has to be given it: until then the diagnosis sees no change. */
export const makeAppPasswordFix: Applier = {
  who: OWNERS,
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    const mailbox = await mailboxByAddress(deps.db.sql, address);
    if (mailbox === null) return refused('fixOutOfReach', { fix: job.fix.id });
    const taken = new Set((await appPasswordsOf(deps.db.sql, mailbox.id)).map((one) => one.name));
    const wanted = (textArg(job, 'device') || 'Program').slice(0, 50);
    const name =
      [wanted, ...Array.from({ length: 50 }, (_, index) => `${wanted} ${index + 2}`)].find((one) => !taken.has(one)) ??
      wanted;
    const ask = async () => ({
      good: (await appPasswordsOf(deps.db.sql, mailbox.id)).some((one) => one.name === name),
      address,
      reply: name,
    });
    return done({
      kind: 'change',
      changes: [{ kind: 'password-rule', object: address, before: null, after: `app password "${name}"` }],
      undo: {
        kind: 'rows',
        scopes: [{ table: 'app_passwords', column: 'mailbox_id', value: mailbox.id, key: 'id', columns: ['name'] }],
      },
      proving: { kind: 'rule', ask },
      run: async () => {
        const made = await addAppPassword({ ...deps, actor: job.actor }, { address, name });
        return made.ok ? done({ once: { address, secret: made.value.secret } }) : made;
      },
    });
  },
};

export const openProtocolFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    const protocol = textArg(job, 'protocol').toLowerCase() as SignInProtocol;
    const mailbox = await mailboxByAddress(deps.db.sql, address);
    if (mailbox === null || !SIGN_IN_PROTOCOLS.includes(protocol)) return refused('fixOutOfReach', { fix: job.fix.id });
    if (mailbox.protocols.includes(protocol)) return done({ kind: 'already', proving });
    const wanted = SIGN_IN_PROTOCOLS.filter((one) => one === protocol || mailbox.protocols.includes(one));
    return done({
      kind: 'change',
      changes: [
        { kind: 'protocols', object: address, before: mailbox.protocols.join(' ') || null, after: wanted.join(' ') },
      ],
      undo: {
        kind: 'rows',
        scopes: [{ table: 'mailboxes', column: 'id', value: mailbox.id, key: 'id', columns: ['protocols'] }],
      },
      proving: {
        kind: 'rule',
        ask: async () => ({
          good: (await mailboxByAddress(deps.db.sql, address))?.protocols.includes(protocol) === true,
          address,
          reply: protocol.toUpperCase(),
        }),
      },
      run: async () => {
        const set = await setProtocols({ ...deps, actor: job.actor }, address, wanted);
        return set.ok ? done({}) : set;
      },
    });
  },
};

async function inMailbox<T>(
  deps: FixDeps,
  mailbox: StoredMailbox,
  work: (handle: MailboxHandle) => Promise<T>,
): Promise<T> {
  const quota = effectiveQuota(mailbox, await planByName(deps.db.sql, mailbox.plan));
  const handle = await deps.store.open(mailbox.id, quota);
  try {
    return await work(handle);
  } finally {
    handle.close();
  }
}

/** Trash and junk of this moment: what the preview counted is what goes, not what came later. It cannot come back. */
export const emptyTrashFix: Applier = {
  who: OWNERS,
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    const mailbox = await mailboxByAddress(deps.db.sql, address);
    if (mailbox === null) return refused('fixOutOfReach', { fix: job.fix.id });
    const full = await inMailbox(deps, mailbox, async (handle) =>
      (await handle.folders()).filter(
        (one) => (one.specialUse === '\\Trash' || one.specialUse === '\\Junk') && one.messages > 0,
      ),
    );
    if (full.length === 0) return done({ kind: 'already', proving });
    return done({
      kind: 'change',
      changes: full.map((one) => ({
        kind: 'other' as const,
        object: `${address} ${one.name}`,
        before: `${one.messages} messages, ${one.sizeBytes} bytes, to UID ${one.uidNext - 1}`,
        after: null,
      })),
      undo: { kind: 'none' },
      proving,
      run: async () => {
        await inMailbox(deps, mailbox, async (handle) => {
          for (const folder of full) {
            const rows = await handle.rows(folder.id, { from: 1, to: folder.uidNext - 1 });
            await handle.expunge(
              folder.id,
              rows.map((row) => row.uid),
            );
          }
        });
        return done({});
      },
    });
  },
};

export const subscribeFolderFix: Applier = {
  who: OWNERS,
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    const mailbox = await mailboxByAddress(deps.db.sql, address);
    if (mailbox === null) return refused('fixOutOfReach', { fix: job.fix.id });
    const wanted = listArg(job, 'folders');
    const hidden = await inMailbox(deps, mailbox, async (handle) =>
      (await handle.folders()).filter((one) => wanted.includes(one.name) && !one.subscribed).map((one) => one.name),
    );
    if (hidden.length === 0) return done({ kind: 'already', proving });
    return done({
      kind: 'change',
      changes: hidden.map((name) => ({
        kind: 'other' as const,
        object: `${address} ${name}`,
        before: 'hidden',
        after: 'subscribed',
      })),
      undo: { kind: 'folders', address, mailbox: mailbox.id, hidden },
      proving,
      run: async () => {
        await inMailbox(deps, mailbox, async (handle) => {
          for (const name of hidden) await handle.setSubscribed(name, true);
        });
        return done({});
      },
    });
  },
};
