/**
 * Our resolver in the shape of `dns.promises.resolve(name, type)`: for libraries that bring their own idea of DNS
 * (mailauth). Throws errors with Node's codes: ENOTFOUND, ENODATA, ESERVFAIL, EREFUSED, ETIMEOUT. Never a raw Node look-up.
 */
import { DNS_TYPES } from '#src/protocol/dns/message.ts';
import type { DnsType } from '#src/protocol/dns/message.ts';
import type { DnsFailure } from './dns-answer.ts';
import type { DnsResolver } from './resolver.ts';

const FAILURE_CODES: Readonly<Record<DnsFailure, string>> = {
  servfail: 'ESERVFAIL',
  refused: 'EREFUSED',
  timeout: 'ETIMEOUT',
  unreachable: 'ECONNREFUSED',
  malformed: 'EBADRESP',
  'not-configured': 'ECONNREFUSED',
};
type Rows = string[] | string[][] | { priority: number; exchange: string }[];

/** Without a stack: "no such record" is an everyday answer, and stacks cost more than the question. */
function dnsError(code: string, name: string, type: string): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const error = new Error(`query${type} ${code} ${name}`);
  Error.stackTraceLimit = limit;
  return Object.assign(error, { code, hostname: name });
}
const isType = (type: string): type is DnsType => Object.hasOwn(DNS_TYPES, type);

/** `(name, type) => rows` as Node gives them: TXT as lists of strings, MX as objects with `priority`. */
export function callableResolver(resolver: Pick<DnsResolver, 'query'>): (name: string, type: string) => Promise<Rows> {
  return async (name, type) => {
    const wanted = type.toUpperCase();
    if (!isType(wanted)) throw dnsError('EBADQUERY', name, type);
    const answer = await resolver.query(name, wanted);
    switch (answer.kind) {
      case 'nxdomain':
        throw dnsError('ENOTFOUND', name, type);
      case 'nodata':
        throw dnsError('ENODATA', name, type);
      case 'failed':
        throw dnsError(FAILURE_CODES[answer.why], name, type);
      case 'records':
        break;
    }
    if (wanted === 'TXT') return answer.records.map((record) => [record.data]);
    if (wanted === 'MX') return answer.records.map((record) => ({ priority: record.number, exchange: record.data }));
    return answer.records.map((record) => record.data);
  };
}
