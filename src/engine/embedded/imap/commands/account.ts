/**
 * Commands about the connection itself: CAPABILITY, NOOP, LOGOUT, ID, ENABLE, NAMESPACE, STARTTLS, IDLE, and the quota
 * (RFC 3501 §6.1, RFC 2971, 5161, 2342, 2177, 9208). Called through registry.ts.
 */

import { mailboxText } from '#src/protocol/imap/response-text.ts';
import { capabilities, ENABLEABLE } from '../capabilities.ts';
import { accountOf, type Answer, bad, handler, type ImapContext, no, ok } from '../context.ts';
import type { Selected } from '../selected.ts';

export const capability = handler<'CAPABILITY'>('any', (context) => {
  context.out.text(`* CAPABILITY ${capabilities(context)}\r\n`);
  return ok('CAPABILITY completed');
});

export const noop = handler<'NOOP' | 'CHECK'>('any', (_context, command) => ok(`${command.kind} completed`));

export const logout = handler<'LOGOUT'>('any', (context) => ({
  ...ok('LOGOUT completed'),
  bye: `${context.host.hostname} closing`,
}));

export const id = handler<'ID'>('any', (context, command) => {
  const name = command.fields.get('name');
  if (name) {
    const version = command.fields.get('version');
    // oxlint-disable-next-line no-control-regex
    const client = `${name}${version ? ` ${version}` : ''}`.replaceAll(/[\x00-\x1f\x7f-\x9f]/g, '?').slice(0, 100);
    context.connection.learn({ client });
  }
  context.out.text('* ID ("name" "Postvakt")\r\n');
  return ok('ID completed');
});

export const enable = handler<'ENABLE'>('signed-in', (context, command) => {
  const enabled = [...new Set(command.capabilities)].filter((word) => ENABLEABLE.has(word));
  if (enabled.includes('CONDSTORE')) context.condstore = true;
  if (enabled.includes('UTF8=ACCEPT')) {
    // RFC 6855 §3: names change their spelling, so not while a folder is open.
    if (context.selected !== null && !context.utf8) return bad('ENABLE UTF8=ACCEPT: not while a folder is selected');
    context.utf8 = true;
  }
  context.out.text(`* ENABLED${enabled.map((word) => ` ${word}`).join('')}\r\n`);
  return ok('ENABLE completed');
});

export const namespace = handler<'NAMESPACE'>('signed-in', (context) => {
  context.out.text('* NAMESPACE (("" "/")) NIL NIL\r\n');
  return ok('NAMESPACE completed');
});

export const startTls = handler<'STARTTLS'>('before', async (context, _command, tag): Promise<Answer | null> => {
  if (context.connection.secure) return bad('STARTTLS: the connection is encrypted already');
  // What was sent together with STARTTLS came from anyone (CVE-2011-0411).
  context.out.flush();
  context.reader.reset();
  await context.connection.startTls(`${tag} OK Begin TLS\r\n`);
  return null;
});

export const idle = handler<'IDLE'>('signed-in', async (context) => {
  context.tellNews({ expunges: true, uid: false });
  context.out.text('+ idling\r\n');
  const { selected } = context;
  if (selected !== null) pushNews(context, selected);
  const line = await context.readLine();
  if (selected !== null) selected.onNews = null;
  if (line === null) return null;
  return line.trim().toUpperCase() === 'DONE' ? ok('IDLE completed') : bad('DONE expected');
});

/**
 * Tells changes at once; those of one commit together. A peer that does not read is told when it does: until then the
 * changes wait in the folder, one for each message, and not in a growing socket buffer.
 */
function pushNews(context: ImapContext, selected: Selected): void {
  let isDue = false;
  selected.onNews = () => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      if (selected.onNews === null || context.out.isFull || context.connection.closing) return;
      context.tellNews({ expunges: true, uid: false });
      context.out.flush();
    });
  };
}

/** One root for the whole mailbox (RFC 9208 §3). */
const ROOT = 'mailbox';

async function quotaLine(context: ImapContext): Promise<string> {
  const { mailbox, handle } = accountOf(context);
  const { bytes } = await handle.usage();
  const limit = mailbox.quotaBytes;
  // Units of 1024 octets; used is rounded up, so that a full mailbox never looks as if it had room.
  const storage = limit === 0 ? '' : `STORAGE ${Math.ceil(bytes / 1024)} ${Math.floor(limit / 1024)}`;
  return `* QUOTA ${ROOT} (${storage})\r\n`;
}

export const getQuota = handler<'GETQUOTA'>('signed-in', async (context, command) => {
  if (command.root !== ROOT) return no('There is no such quota root', 'NONEXISTENT');
  context.out.text(await quotaLine(context));
  return ok('GETQUOTA completed');
});

export const getQuotaRoot = handler<'GETQUOTAROOT'>('signed-in', async (context, command) => {
  const { handle } = accountOf(context);
  if ((await handle.folder(command.mailbox)) === null) {
    return no(context.texts.imap.noSuchFolder({ folder: command.mailbox }), 'NONEXISTENT');
  }
  context.out.text(`* QUOTAROOT ${mailboxText(command.mailbox, context.utf8)} ${ROOT}\r\n`);
  context.out.text(await quotaLine(context));
  return ok('GETQUOTAROOT completed');
});

export const setQuota = handler<'SETQUOTA'>('signed-in', (context) =>
  no(context.texts.imap.quotaBySupport(), 'NOPERM'),
);
