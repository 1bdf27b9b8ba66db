/** Which handler serves which command; every command of the parser stands here, or this file does not compile. */
import type { Command, CommandKind } from '#src/protocol/imap/command.ts';
import type { Handler } from '../context.ts';
import * as account from './account.ts';
import { fetch } from './fetch.ts';
import * as folders from './folders.ts';
import { list, lsub } from './listing.ts';
import { search } from './search.ts';
import { authenticate, login } from './sign-in.ts';
import { store } from './store.ts';
import * as transfer from './transfer.ts';

const HANDLERS: { readonly [Kind in CommandKind]: Handler<Kind> } = {
  CAPABILITY: account.capability,
  NOOP: account.noop,
  LOGOUT: account.logout,
  ID: account.id,
  ENABLE: account.enable,
  NAMESPACE: account.namespace,
  STARTTLS: account.startTls,
  IDLE: account.idle,
  GETQUOTA: account.getQuota,
  GETQUOTAROOT: account.getQuotaRoot,
  SETQUOTA: account.setQuota,
  LOGIN: login,
  AUTHENTICATE: authenticate,
  SELECT: folders.select,
  EXAMINE: folders.select,
  CHECK: folders.check,
  UNSELECT: folders.unselect,
  CREATE: folders.create,
  DELETE: folders.remove,
  RENAME: folders.rename,
  SUBSCRIBE: folders.subscribe,
  UNSUBSCRIBE: folders.subscribe,
  STATUS: folders.status,
  LIST: list,
  LSUB: lsub,
  FETCH: fetch,
  STORE: store,
  SEARCH: search,
  APPEND: transfer.append,
  COPY: transfer.copy,
  MOVE: transfer.move,
  EXPUNGE: transfer.expunge,
  CLOSE: transfer.close,
};

/** The handler of a command; the cast is sound because the table pairs each kind with its own handler. */
export const handlerOf = (command: Command): Handler<Command['kind']> =>
  HANDLERS[command.kind] as unknown as Handler<Command['kind']>;
