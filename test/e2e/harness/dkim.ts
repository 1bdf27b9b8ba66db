/** DKIM by dkimpy, Debian's independent implementation: signs as a foreign host would. Used by the suites. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { txt } from './dns.ts';
import { temporaryFolder } from './host.ts';
import { must } from './program.ts';

export interface Signer {
  /** For the zone of the domain. */
  readonly record: string;
  sign(message: Buffer): Promise<Buffer>;
}

export const makeSigner = async (selector: string, domain: string): Promise<Signer> => {
  const folder = temporaryFolder('dkim');
  const key = join(folder, 'key.pem');
  await must('openssl', ['genrsa', '-traditional', '-out', key, '2048']);
  await must('openssl', ['rsa', '-in', key, '-pubout', '-out', join(folder, 'public.pem')]);
  const publicKey = readFileSync(join(folder, 'public.pem'), 'utf8').replace(/-----[^-]+-----|\s/g, '');
  return {
    record: txt(`${selector}._domainkey`, `v=DKIM1; k=rsa; p=${publicKey}`),
    sign: async (message) => {
      const { out } = await must('dkimsign', [selector, domain, key], { input: message });
      return Buffer.from(out.replaceAll(/\r?\n/g, '\r\n'));
    },
  };
};
