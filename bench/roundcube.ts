/**
 * Roundcube of Debian as the peer of our webmail: its own PHP server and a fresh SQLite database in a temporary folder, on
 * our IMAP door. Speaks to it as its page does. Gives null where it is not installed. Measures nothing itself.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { temporaryFolder } from '../test/e2e/harness/host.ts';
import { background } from '../test/e2e/harness/program.ts';
import { atEnd } from '../test/e2e/harness/report.ts';
import { waitForPort } from '../test/e2e/harness/wait.ts';

const PROGRAM = '/var/lib/roundcube/public_html';
const SCHEMA = '/usr/share/roundcube/SQL/sqlite.initial.sql';
const PORT = 20_080;

export interface Reader {
  readonly name: string;
  /** The newest 50 of INBOX, as the page asks for them; gives how many rows came. */
  list(): Promise<number>;
  /** One message by UID; gives the length of what came. */
  open(uid: number): Promise<number>;
  /** Words in all texts of INBOX; gives how many were found. */
  search(words: string): Promise<number>;
}

const configuration = (folder: string, imaps: { host: string; port: number }): string => `<?php
$config['db_dsnw'] = 'sqlite:///${folder}/roundcube.db?mode=0600';
$config['imap_host'] = 'ssl://${imaps.host}:${imaps.port}';
$config['imap_conn_options'] = ['ssl' => ['verify_peer' => false, 'verify_peer_name' => false]];
$config['des_key'] = 'bench-bench-bench-bench!';
$config['plugins'] = [];
$config['skin'] = 'elastic';
$config['mail_pagesize'] = 50;
$config['log_dir'] = '${folder}';
$config['temp_dir'] = '${folder}';
$config['smtp_host'] = 'ssl://${imaps.host}:465';
`;

/** Starts it and signs in; the session stays for all that is asked. */
export const startRoundcube = async (
  imaps: { readonly host: string; readonly port: number },
  user: string,
  password: string,
): Promise<Reader | null> => {
  if (!existsSync(PROGRAM) || !existsSync(SCHEMA)) return null;
  const folder = temporaryFolder('roundcube');
  const settings = join(folder, 'config');
  mkdirSync(settings);
  writeFileSync(join(settings, 'config.inc.php'), configuration(folder, imaps));
  writeFileSync(join(settings, 'defaults.inc.php'), readFileSync('/etc/roundcube/defaults.inc.php'));
  const database = new DatabaseSync(join(folder, 'roundcube.db'));
  database.exec(readFileSync(SCHEMA, 'utf8'));
  database.close();
  const opcache = ['-d', 'opcache.enable=1', '-d', 'opcache.enable_cli=1', '-d', 'memory_limit=512M'];
  const server = background('php', [...opcache, '-S', `127.0.0.1:${PORT}`, '-t', PROGRAM], join(folder, 'php.log'), {
    env: { ROUNDCUBE_CONFIG_DIR: settings },
  });
  atEnd(() => void server.child.kill('SIGKILL'));
  await waitForPort('127.0.0.1', PORT);
  return await signIn(user, password);
};

async function signIn(user: string, password: string): Promise<Reader> {
  const base = `http://127.0.0.1:${PORT}/index.php`;
  const cookies = new Map<string, string>();
  const ask = async (query: string, body?: URLSearchParams): Promise<string> => {
    const answer = await fetch(`${base}${query}`, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-requested-with': 'XMLHttpRequest',
        'x-roundcube-request': token,
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s);
      cookies.set(name, value);
    }
    return await answer.text();
  };
  let token = '';
  const door = await ask('?_task=login');
  token = /name="_token" value="([^"]+)"/.exec(door)?.[1] ?? '';
  await ask(
    '?_task=login',
    new URLSearchParams({ _task: 'login', _action: 'login', _user: user, _pass: password, _token: token }),
  );
  const page = await ask('?_task=mail&_mbox=INBOX');
  token = /"request_token":"([^"]+)"/.exec(page)?.[1] ?? '';
  if (token === '') throw new Error(`Roundcube did not let us in: ${page.slice(0, 300)}`);
  const rows = (text: string): number => text.split('add_message_row(').length - 1;
  return {
    name: 'Roundcube',
    list: async () => rows(await ask('?_task=mail&_action=list&_mbox=INBOX&_remote=1')),
    open: async (uid) => (await ask(`?_task=mail&_action=show&_mbox=INBOX&_uid=${uid}`)).length,
    search: async (words) => {
      const query = new URLSearchParams({ _mbox: 'INBOX', _q: words, _headers: 'text', _scope: 'base', _remote: '1' });
      const text = await ask(`?_task=mail&_action=search&${query.toString()}`);
      return Number(/set_rowcount\(\\?"[^"]*?(\d+)\\?"/.exec(text)?.[1] ?? rows(text));
    },
  };
}
