/**
 * A registry's RDAP service (RFC 9082, 9083) for one top-level domain of the private network: answers 200 for the
 * domains that are registered and 404 for all others. Used by the diagnosis suite.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './report.ts';

/** Gives the value for `registry.rdap`. */
export const startRegistry = async (top: string, registered: ReadonlySet<string>): Promise<string> => {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').replace(/^\/domain\//, '')).toLowerCase();
    const known = registered.has(name);
    const body = known
      ? { objectClassName: 'domain', ldhName: name, status: ['active'], events: [], rdapConformance: ['rdap_level_0'] }
      : { errorCode: 404, title: 'Not Found', rdapConformance: ['rdap_level_0'] };
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/rdap+json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return `{ ${top} = "http://127.0.0.1:${(server.address() as AddressInfo).port}/" }`;
};
