/** Apple's profile: a property list that holds the account, the same identity each time, signed with RSA and ECDSA keys. */
import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, X509Certificate } from 'node:crypto';
import test from 'node:test';
import { AsnConvert } from '@peculiar/asn1-schema';
import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { offeredServers } from '#src/model/mail-offer.ts';
import { parseXml } from '../camt/xml.ts';
import * as der from '../tls/der.ts';
import { writePlist } from './plist.ts';
import { writeProfile } from './profile.ts';
import { signDocument } from './signed.ts';

const AT = Date.UTC(2026, 4, 17);
const offer = {
  domain: 'fjord.test',
  provider: 'mx.host.test',
  servers: offeredServers('mx.host.test', { imaps: 'x:993', submissions: 'x:465' }),
};
const wish = { address: 'kari@fjord.test', name: 'Kari & <Co>', password: null, description: 'Åpent' };

test('one account with both servers; without a password the device asks', () => {
  const text = writeProfile(offer, wish) ?? '';
  const bare = parseXml(Buffer.from(text.replace(/<!DOCTYPE[^>]*>/, '')));
  assert.ok(bare.ok && bare.root.name === 'plist');
  for (const part of [
    '<key>EmailAccountType</key>\n<string>EmailTypeIMAP</string>',
    '<key>IncomingMailServerPortNumber</key>\n<integer>993</integer>',
    '<key>OutgoingMailServerPortNumber</key>\n<integer>465</integer>',
    '<key>EmailAccountName</key>\n<string>Kari &amp; &lt;Co&gt;</string>',
    '<key>PayloadRemovalDisallowed</key>\n<false/>',
  ])
    assert.ok(text.includes(part), part);
  assert.doesNotMatch(text, /Password<\/key>\n<string>/);
  assert.equal(writeProfile(offer, wish), text, 'a second one takes the place of the first');
  assert.match(writeProfile(offer, { ...wish, password: 'kz<mr' }) ?? '', /IncomingPassword<\/key>\n<string>kz&lt;mr</);
  assert.equal(writeProfile({ ...offer, servers: [] }, wish), null);
  const uuids = [...text.matchAll(/<string>([0-9A-F-]{36})<\/string>/g)].map(([, uuid]) => uuid);
  assert.equal(new Set(uuids).size, 2);
  for (const uuid of uuids) assert.match(uuid, /^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
});

test('a property list holds what it was given', () => {
  assert.match(
    writePlist({ a: [1, true, 'x&y', { b: false }] }),
    /<array>\n<integer>1<\/integer>\n<true\/>\n<string>x&amp;y/,
  );
});

/** A certificate of an RSA key that signs itself. */
function rsaIdentity(): { chain: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const name = der.sequence(der.set(der.sequence(der.objectId('2.5.4.3'), der.utf8String('Ærlig vert'))));
  const algorithm = der.sequence(der.objectId('1.2.840.113549.1.1.11'), Buffer.from([5, 0]));
  const body = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(Buffer.from('9a01', 'hex')),
    algorithm,
    name,
    der.sequence(der.time(new Date(AT)), der.time(new Date(AT + 86_400_000))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const whole = der.sequence(body, algorithm, der.bitString(sign('sha256', body, privateKey)));
  const pem = new X509Certificate(whole).toString();
  return { chain: pem, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}

test('signed with an RSA key: issuer, serial number and signature are those of the certificate', () => {
  const identity = rsaIdentity();
  const signed = signDocument('<plist/>', identity, AT);
  assert.ok(signed);
  const { content } = AsnConvert.parse(signed, ContentInfo);
  const { signerInfos, encapContentInfo } = AsnConvert.parse(content, SignedData);
  assert.equal(Buffer.from(encapContentInfo.eContent?.single?.buffer ?? new ArrayBuffer(0)).toString(), '<plist/>');
  const [signer] = signerInfos;
  const attributes = (signer.signedAttrs ?? []).map((one) => Buffer.from(AsnConvert.serialize(one)));
  const key = createPublicKey(createPrivateKey(identity.key));
  assert.ok(verify('sha256', der.set(...attributes), key, Buffer.from(signer.signature.buffer)));
  const serial = Buffer.from(signer.sid.issuerAndSerialNumber?.serialNumber ?? new ArrayBuffer(0));
  assert.equal(
    serial.toString('hex').replace(/^00/, '').toUpperCase(),
    new X509Certificate(identity.chain).serialNumber,
  );
});

test('a key that Apple does not read signs nothing', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  assert.equal(signDocument('<plist/>', { chain: rsaIdentity().chain, key }, AT), null);
});
