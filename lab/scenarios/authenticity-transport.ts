/** Faults of MTA-STS policies and DANE records, each with a healthy twin that looks much the same. */
import { X509Certificate, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyText, publishPolicy } from '../policy-host.ts';
import { HOST_ADDRESS, HOSTNAME } from '../world.ts';
import type { Customer, World } from '../world.ts';
import type { Act, Scenario } from './scenario.ts';

const policy =
  (mode: string, hosts: (customer: Customer) => readonly string[]): Act =>
  (world, customer) =>
    publishPolicy(world, customer, { body: policyText(mode, hosts(customer)) });
const right = policyText('enforce', [HOSTNAME]);

const STS: readonly Scenario[] = [
  {
    cause: 'dom-mtasts-mismatch',
    title: 'the policy still names the old mail server',
    symptom: 'some',
    plant: policy('enforce', ({ domain }) => [`mail.old-${domain}`]),
    twin: policy('enforce', ({ domain }) => [`mail.old-${domain}`, HOSTNAME]),
    says: ({ domain }) => [`mail.old-${domain}`, HOSTNAME],
  },
  {
    cause: 'dom-mtasts-mismatch',
    title: 'a wildcard of one level too few',
    symptom: 'receive',
    plant: policy('enforce', () => ['*.test']),
    twin: policy('enforce', () => [`*.${HOSTNAME.split('.').slice(1).join('.')}`]),
  },
  {
    cause: 'dom-mtasts-mismatch',
    title: 'the certificate of the policy host ran out',
    symptom: 'some',
    certainty: 'likely',
    plant: (world, customer) => publishPolicy(world, customer, { body: right }, 'expired'),
    twin: (world, customer) => publishPolicy(world, customer, { body: right }, 'ends-soon'),
    says: ({ domain }) => [`mta-sts.${domain}`],
  },
  {
    cause: 'dom-mtasts-mismatch',
    title: 'the policy host shows a certificate for another name',
    symptom: 'receive',
    certainty: 'likely',
    plant: (world, customer) => publishPolicy(world, customer, { body: right }, 'wrong-name'),
    twin: (world, customer) => publishPolicy(world, customer, { body: right.replaceAll('\r\n', '\n') }),
  },
  {
    cause: 'dom-mtasts-mismatch',
    title: 'the policy is gone after a move of the web site',
    symptom: 'some',
    certainty: 'likely',
    plant: (world, customer) => publishPolicy(world, customer, { status: 404, body: 'not found' }),
    // Its owner only watches: senders deliver all the same.
    twin: policy('testing', ({ domain }) => [`mail.old-${domain}`]),
  },
  {
    cause: 'dom-mtasts-mismatch',
    title: 'the policy leads elsewhere, which senders must not follow',
    symptom: 'some',
    certainty: 'likely',
    plant: (world, customer) =>
      publishPolicy(world, customer, {
        status: 301,
        headers: { location: `https://www.${customer.domain}/policy.txt` },
      }),
    // No record asks anybody to look: a policy that nobody fetches harms nobody.
    twin: async (world, customer) => {
      await publishPolicy(world, customer, { body: policyText('enforce', ['mail.elsewhere.test']) });
      world.dns.remove(`_mta-sts.${customer.domain}`);
    },
  },
];

const certificateOf = (world: World): readonly X509Certificate[] => {
  const pem = readFileSync(join(world.host.app.dataFolder, 'tls', 'server.pem'), 'utf8');
  return (pem.match(/-----BEGIN[^]*?-----END CERTIFICATE-----/g) ?? []).map((block) => new X509Certificate(block));
};
const digest = (certificate: X509Certificate, hash: 'sha256' | 'sha512' = 'sha256'): string =>
  createHash(hash)
    .update(certificate.publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
const strange = (hash: 'sha256' | 'sha512' = 'sha256'): string => createHash(hash).update('another key').digest('hex');

/** The customer's own name for this host in the MX record, with these TLSA records in a signed zone. */
const tlsa =
  (records: (world: World) => readonly string[], signed = true): Act =>
  async (world, customer) => {
    const host = `mx.${customer.domain}`;
    world.dns.add({
      [customer.domain]: { ...customer.zones[customer.domain], MX: [`10 ${host}`] },
      [host]: { A: [HOST_ADDRESS] },
      [`_25._tcp.${host}`]: { TLSA: records(world) },
    });
    if (signed) await world.dns.delegate(customer.domain, { signing: {} });
  };

const DANE: readonly Scenario[] = [
  {
    cause: 'dom-tlsa-mismatch',
    title: 'the certificate was renewed with a new key',
    symptom: 'some',
    plant: tlsa(() => [`3 1 1 ${strange()}`]),
    twin: tlsa((world) => [`3 1 1 ${digest(certificateOf(world)[0])}`]),
    says: ({ domain }) => [`mx.${domain}`],
  },
  {
    cause: 'dom-tlsa-mismatch',
    title: 'an authority that does not sign this host',
    symptom: 'receive',
    plant: tlsa(() => [`2 1 1 ${strange()}`]),
    twin: tlsa((world) => [`2 1 1 ${digest(certificateOf(world)[1])}`]),
  },
  {
    cause: 'dom-tlsa-mismatch',
    title: 'two keys announced, and neither is in use',
    symptom: 'slow',
    plant: tlsa(() => [`3 1 1 ${strange()}`, `3 1 2 ${strange('sha512')}`]),
    // In the middle of an exchange of keys.
    twin: tlsa((world) => [`3 1 1 ${strange()}`, `3 1 2 ${digest(certificateOf(world)[0], 'sha512')}`]),
  },
  {
    cause: 'dom-tlsa-mismatch',
    title: 'beside a record not meant for mail',
    symptom: 'some',
    plant: tlsa((world) => [`1 1 1 ${digest(certificateOf(world)[0])}`, `3 1 1 ${strange()}`]),
    // Without DNSSEC nobody reads them.
    twin: tlsa(() => [`3 1 1 ${strange()}`], false),
  },
];

/** Without an address nobody can answer, and so receivers refuse what the domain sends: this follows from the DNS fault. */
const UNANSWERABLE: readonly Scenario[] = [
  {
    cause: 'dom-no-mx',
    title: 'neither MX nor address: what the domain sends is refused too',
    symptom: 'both',
    plant: (world, { domain, zones }) => world.dns.add({ [domain]: { ...zones[domain], MX: [] } }),
    must: ['snd-sender-domain-unresolvable'],
  },
];

export const TRANSPORT_SCENARIOS: readonly Scenario[] = [...STS, ...DANE, ...UNANSWERABLE];
