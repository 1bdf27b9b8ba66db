/**
 * The peer the bench measures beside: Postfix → LMTP → Dovecot of Debian, private configuration in a temporary folder,
 * durable as they ship (mail_fsync at its default). Needs root and both installed; gives null where they are not.
 */
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../test/e2e/harness/host.ts';
import { startPostfix } from '../test/e2e/harness/postfix.ts';
import { background, must } from '../test/e2e/harness/program.ts';
import { atEnd } from '../test/e2e/harness/report.ts';
import { waitForPort } from '../test/e2e/harness/wait.ts';
import type { MailHost } from './mail-host.ts';

const DOMAIN = 'fjord.example';
const ADDRESS = '127.0.0.1';
const PORTS = { smtp: 20_025, imaps: 20_993 } as const;
/** Debian's own account for mail files; Dovecot refuses to deliver as root. */
const MAIL_UID = 8;

const dovecotConfiguration = (folder: string, mailLocation: string): string => `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = ${ADDRESS}
ssl = required
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
first_valid_uid = ${MAIL_UID}
mail_uid = ${MAIL_UID}
mail_gid = ${MAIL_UID}
mail_location = ${mailLocation}
default_client_limit = 4000
default_process_limit = 1200
mail_max_userip_connections = 2000
passdb {
  driver = static
  args = password=${'secret-of-the-bench'}
}
userdb {
  driver = static
  args = uid=${MAIL_UID} gid=${MAIL_UID} home=${folder}/mail/%u allow_all_users=yes
}
# The peer at its best: login processes that serve many connections ("high-performance mode" of its own documentation).
service imap-login {
  service_count = 0
  process_min_avail = 2
  client_limit = 2000
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${PORTS.imaps}
    ssl = yes
  }
}
service imap {
  process_limit = 1200
}
service lmtp {
  unix_listener ${folder}/lmtp {
    mode = 0666
  }
}
service stats {
  client_limit = 4000
}
`;

const installed = (): boolean =>
  process.getuid?.() === 0 && existsSync('/usr/sbin/postfix') && existsSync('/usr/sbin/dovecot');

/** Starts both; `mailLocation` is Dovecot's, e.g. `maildir:~/Maildir` or `sdbox:~/sdbox`. */
export const startPeer = async (mailLocation = 'sdbox:~/sdbox'): Promise<MailHost | null> => {
  if (!installed()) return null;
  const folder = temporaryFolder('dovecot');
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'mail'));
  chownSync(join(folder, 'mail'), MAIL_UID, MAIL_UID);
  await must('openssl', [
    ...'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=peer.example -keyout'.split(' '),
    join(folder, 'key.pem'),
    '-out',
    join(folder, 'cert.pem'),
  ]);
  writeFileSync(join(folder, 'dovecot.conf'), dovecotConfiguration(folder, mailLocation));
  const dovecot = background('dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], join(folder, 'start.log'));
  const stopDovecot = async (): Promise<void> => void (await dovecot.stop());
  atEnd(stopDovecot);
  await waitForPort(ADDRESS, PORTS.imaps).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${readFileSync(join(folder, 'start.log'), 'utf8')}`);
  });
  const postfix = await startPostfix(ADDRESS, PORTS.smtp, {
    myhostname: 'peer.example',
    virtual_mailbox_domains: DOMAIN,
    virtual_transport: `lmtp:unix:${folder}/lmtp`,
    smtpd_tls_security_level: 'none',
    smtpd_recipient_restrictions: 'reject_unauth_destination',
  });
  return {
    name: `Postfix + Dovecot (${mailLocation.split(':')[0]})`,
    smtp: { host: ADDRESS, port: PORTS.smtp },
    imaps: { host: ADDRESS, port: PORTS.imaps },
    password: 'secret-of-the-bench',
    mailbox: (name) => Promise.resolve(`${name}@${DOMAIN}`),
    processes: async () => {
      const list = await must('ps', ['-eo', 'pid=,ppid=']);
      return descendants(dovecot.child.pid ?? -1, list.out);
    },
    stop: async () => {
      await postfix.stop();
      await stopDovecot();
    },
  };
};

/** Process ids under `root`, itself included, from `ps -eo pid=,ppid=`. */
const descendants = (root: number, list: string): number[] => {
  const pairs = list
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const found = [root];
  for (const id of found) found.push(...pairs.filter(([, parent]) => parent === id).map(([pid]) => pid));
  return found;
};
