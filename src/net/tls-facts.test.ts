/** Errors of the TLS library, as Node 26 gives them, become facts. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { readTlsError } from './tls-facts.ts';

test('an alert from the client is named', () => {
  const known: readonly (readonly [string, string])[] = [
    ['tlsv1 alert unknown ca', 'unknown_ca'],
    ['sslv3 alert certificate expired', 'certificate_expired'],
    ['ssl/tls alert certificate expired', 'certificate_expired'],
    ['tlsv1 alert protocol version', 'protocol_version'],
    ['sslv3 alert bad certificate', 'bad_certificate'],
  ];
  for (const [reason, alert] of known) assert.deepEqual(readTlsError({ code: 'ERR_SSL_X', reason }), { alert });
});

test('our own reason is kept apart from alerts', () => {
  assert.deepEqual(readTlsError({ code: 'ERR_SSL_UNSUPPORTED_PROTOCOL', reason: 'unsupported protocol' }), {
    error: 'unsupported_protocol',
  });
  assert.deepEqual(readTlsError({ code: 'ECONNRESET' }), { error: 'econnreset' });
  assert.deepEqual(readTlsError(new Error('x')), { error: 'unknown' });
});
