/**
 * A Dovecot of Debian with its own configuration and folders: the other engine of this suite. It lets every mailbox in with
 * one password, and a master user in as anybody, as an operator who runs webmail beside Dovecot sets it up.
 */
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quietPort } from '../../../lab/quiet-port.ts';
import { temporaryFolder } from '../harness/host.ts';
import { background, must } from '../harness/program.ts';
import { atEnd } from '../harness/report.ts';
import { waitForPort } from '../harness/wait.ts';

export const MAIL_PASSWORD = 'ett-passord-til-alle';
export const MASTER = { name: 'webmail', secret: 'nøkkelknippe-7', separator: '*' } as const;
const MAIL_UID = 8;

export interface DovecotPlan {
  /** `maildir:~/Maildir`, `sdbox:~/sdbox`. */
  readonly location: string;
  readonly prefix: string;
  readonly separator: '/' | '.';
  /** Name in UTF-8 → its RFC 6154 word, or null. */
  readonly folders: Readonly<Record<string, string | null>>;
  /** What it announces; null: all it can. */
  readonly capability: string | null;
  readonly quotaBytes?: number;
}
export interface Dovecot {
  readonly imap: number;
  readonly imaps: number;
  readonly lmtp: number;
  readonly auth: number;
  /** Its own authority. */
  readonly ca: string;
  readonly folder: string;
}

const configuration = (folder: string, plan: DovecotPlan, ports: Omit<Dovecot, 'ca' | 'folder'>): string => `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
first_valid_uid = ${MAIL_UID}
mail_uid = ${MAIL_UID}
mail_gid = ${MAIL_UID}
mail_location = ${plan.location}
mail_fsync = never
auth_master_user_separator = ${MASTER.separator}
auth_mechanisms = plain
${plan.capability === null ? '' : `imap_capability = ${plan.capability}`}
namespace inbox {
  inbox = yes
  prefix = ${plan.prefix}
  separator = ${plan.separator}
${Object.entries(plan.folders)
  .map(
    ([name, word]) =>
      `  mailbox "${name}" {\n    auto = subscribe\n${word === null ? '' : `    special_use = ${word}\n`}  }`,
  )
  .join('\n')}
}
passdb {
  driver = static
  master = yes
  args = password=${MASTER.secret}
}
passdb {
  driver = static
  args = password=${MAIL_PASSWORD}
}
userdb {
  driver = static
  args = uid=${MAIL_UID} gid=${MAIL_UID} home=${folder}/mail/%u allow_all_users=yes
}
service imap-login {
  process_min_avail = 1
  service_count = 0
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = ${ports.auth}
  }
}
`;

/** Starts it; it ends with the suite. */
export const startDovecot = async (plan: DovecotPlan): Promise<Dovecot> => {
  const folder = temporaryFolder('dovecot');
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'mail'));
  chownSync(join(folder, 'mail'), MAIL_UID, MAIL_UID);
  await must('openssl', [
    ...'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=imap.annet.example -addext'.split(' '),
    'subjectAltName=DNS:imap.annet.example',
    '-keyout',
    join(folder, 'key.pem'),
    '-out',
    join(folder, 'cert.pem'),
  ]);
  const [imap, imaps, lmtp, auth] = [await quietPort(), await quietPort(), await quietPort(), await quietPort()];
  const ports = { imap, imaps, lmtp, auth };
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, configuration(folder, plan, ports));
  const process = background('dovecot', ['-F', '-c', file], join(folder, 'start.log'));
  atEnd(async () => void (await process.stop()));
  await waitForPort('127.0.0.1', imaps).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${readFileSync(join(folder, 'start.log'), 'utf8')}`);
  });
  return { ...ports, folder, ca: readFileSync(join(folder, 'cert.pem'), 'utf8') };
};
