/** Our server with one mailbox whose INBOX is full, for the benches of webmail. Put there by IMAP, as any program would. */
import { HOST_ADDRESS, startHost, type Host } from '../test/e2e/harness/host.ts';
import { ImapClient } from './imap-client.ts';
import { benchMessage } from './message.ts';

export const ADDRESS = 'leser@fjord.example';
export const PASSWORD = 'secret-of-the-bench';

/** Starts it and appends so many messages of 2 KiB. */
export async function filledHost(messages: number): Promise<Host> {
  const host = await startHost({ env: { POSTVAKT_LOG__LEVEL: '"warn"' } });
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.addMailbox(ADDRESS, PASSWORD);
  const client = await ImapClient.open({ host: HOST_ADDRESS, port: host.port('imaps') }, ADDRESS, PASSWORD);
  const all = function* (): Generator<Buffer> {
    for (let index = 0; index < messages; index += 1) yield benchMessage(index, 2048, ADDRESS);
  };
  await client.append('INBOX', all());
  client.close();
  return host;
}

/** Signed in over HTTP as its page does: the cookie. */
export async function cookieOf(host: Host): Promise<string> {
  const answer = await fetch(`${host.endpoints['http']}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ name: ADDRESS, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`signing in: ${answer.status}`);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0];
}
