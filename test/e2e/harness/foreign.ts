/**
 * The foreign mail host of the suites: Postfix for verden.example on 127.0.0.20 with STARTTLS and one mailbox, nora, in a
 * Maildir. Used by the suites that exchange mail with the outside; needs the private network (true port 25, own DNS).
 */
import assert from 'node:assert/strict';
import { chownSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { IS_PRIVATE, temporaryFolder } from './host.ts';
import { startPostfix, type Postfix } from './postfix.ts';
import { must } from './program.ts';
import { waitFor } from './wait.ts';

export const FOREIGN_ADDRESS = '127.0.0.20';
export const FOREIGN_ZONE = '@ IN MX 10 mx\nmx IN A 127.0.0.20';
export const OUR_ZONE = '@ IN MX 10 post\npost IN A 127.0.0.10';
export const NORA = 'nora@verden.example';
const MAIL_UID = 8;

export interface Foreign extends Postfix {
  /** Every message in nora's Maildir, raw (LF lines, as Postfix stores). */
  mail(): readonly string[];
  /** Waits until one of them holds `part`. */
  got(part: string, limitMs?: number): Promise<string>;
}

export const startForeign = async (): Promise<Foreign> => {
  assert.ok(IS_PRIVATE, 'this suite needs a private network namespace: run it by test/e2e/run as root');
  const tls = temporaryFolder('foreign-tls');
  const files = [join(tls, 'key.pem'), join(tls, 'cert.pem')] as const;
  const request = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mx.verden.example'.split(' ');
  await must('openssl', [...request, '-keyout', files[0], '-out', files[1]]);
  const mail = temporaryFolder('foreign-mail');
  mkdirSync(join(mail, 'nora'));
  chownSync(mail, MAIL_UID, MAIL_UID);
  chownSync(join(mail, 'nora'), MAIL_UID, MAIL_UID);
  const postfix = await startPostfix(FOREIGN_ADDRESS, 25, {
    myhostname: 'mx.verden.example',
    myorigin: 'verden.example',
    virtual_mailbox_domains: 'verden.example',
    virtual_mailbox_maps: `inline:{ {${NORA}=nora/} }`,
    virtual_mailbox_base: mail,
    virtual_minimum_uid: '1',
    virtual_uid_maps: `static:${MAIL_UID}`,
    virtual_gid_maps: `static:${MAIL_UID}`,
    smtpd_tls_security_level: 'may',
    smtpd_tls_key_file: files[0],
    smtpd_tls_cert_file: files[1],
    smtpd_tls_received_header: 'yes',
    smtpd_tls_loglevel: '1',
    smtp_tls_security_level: 'may',
    smtp_tls_loglevel: '1',
    minimal_backoff_time: '1s',
    maximal_backoff_time: '2s',
    queue_run_delay: '1s',
    smtp_connect_timeout: '3s',
  });
  const folder = join(mail, 'nora/new');
  const list = (): string[] =>
    existsSync(folder) ? readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1')) : [];
  return {
    ...postfix,
    mail: list,
    got: (part, limitMs) =>
      waitFor(`mail for nora with ${part}`, () => list().find((text) => text.includes(part)), limitMs).catch(
        (error: unknown) => {
          throw new Error(`${String(error)}\n${postfix.log().slice(-2500)}`);
        },
      ),
  };
};
