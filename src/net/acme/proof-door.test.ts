/** The door proves a name to who asks for the proof, and serves the web to everybody else, also while a name is proved. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import tls from 'node:tls';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import { makeAuthority } from '../tls-authority-keys.ts';
import { createChallengeAnswers } from './challenge-answers.ts';
import { answerProofs } from './proof-door.ts';

const NAME = 'autoconfig.fjord.example';
const now = Date.now();

async function door() {
  const keys = makeAuthority({ names: [NAME], now });
  const server = https.createServer({ key: keys.serverKey, cert: keys.serverChain }, (_, answer) => answer.end('web'));
  const answers = createChallengeAnswers();
  answerProofs(server, answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const shake = (options: tls.ConnectionOptions) =>
    new Promise<{ readonly protocol: string | false | null; readonly raw: Buffer }>((resolve, reject) => {
      const socket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
      socket.once('error', reject);
      socket.once('secureConnect', () => {
        resolve({ protocol: socket.alpnProtocol, raw: socket.getPeerCertificate().raw });
        socket.destroy();
      });
    });
  const web = () =>
    new Promise<string>((resolve, reject) => {
      https
        .get({ port, host: '127.0.0.1', servername: NAME, ca: keys.caCert, agent: false }, (answer) => {
          answer.setEncoding('utf8').on('data', resolve);
        })
        .on('error', reject);
    });
  return { server, answers, shake, web };
}

test('the proof carries the digest of the key authorization, for that name alone', async () => {
  const { server, answers, shake, web } = await door();
  try {
    assert.equal(await web(), 'web');
    const takeBack = answers.put({ name: NAME, token: 'a-token-of-some-length', keyAuthorization: 'a.b', now });
    assert.equal(answers.answer('a-token-of-some-length'), 'a.b');
    const { protocol, raw } = await shake({ servername: NAME, ALPNProtocols: ['acme-tls/1'] });
    assert.equal(protocol, 'acme-tls/1');
    const { tbsCertificate } = AsnConvert.parse(raw, Certificate);
    const proof = tbsCertificate.extensions?.find(({ extnID }) => extnID === '1.3.6.1.5.5.7.1.31');
    assert.equal(proof?.critical, true);
    assert.deepEqual(
      Buffer.from(AsnConvert.parse(proof.extnValue.buffer, OctetString).buffer),
      createHash('sha256').update('a.b').digest(),
    );
    assert.equal(await web(), 'web', 'the web goes on beside');
    await assert.rejects(shake({ servername: 'another.example', ALPNProtocols: ['acme-tls/1'] }));
    takeBack();
    await assert.rejects(shake({ servername: NAME, ALPNProtocols: ['acme-tls/1'] }));
    assert.equal(answers.answer('a-token-of-some-length'), null);
    assert.equal(await web(), 'web');
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
