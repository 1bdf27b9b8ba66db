/** What tests of consent to forwarding share: a mailbox user, a host elsewhere, mail that comes, and the link of a letter. */
import assert from 'node:assert/strict';
import { foreignDomain, foreignHost } from '../lab/foreign-host.ts';
import type { Sink, SinkMessage } from '../lab/smtp-sink.ts';
import type { Customer, World } from '../lab/world.ts';
import { type Browser, browser, signedIn } from './centre-client.ts';

export interface Consent {
  readonly target: string;
  readonly state: string;
  readonly sentAt: string | null;
  readonly isOver: boolean;
}
export interface Rules {
  readonly version: number;
  readonly consents: readonly Consent[];
}
export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly state: string;
  readonly isOver: boolean;
  readonly key?: string;
}

/** What `look` gives, once it gives something. */
export async function once<T>(look: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
  for (let tries = 0; tries < 6000; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${what} did not come`);
}
/** The first message that fits, once it has come. */
export const arrived = (far: Sink, fits: (one: SinkMessage) => boolean): Promise<SinkMessage> =>
  once(() => far.messages.find(fits), 'the message');

/** A mailbox user who is signed in, and a host elsewhere that keeps what it takes. */
export async function forwardScene(world: World, seed: number) {
  const customer = await world.customer(seed);
  const user = await signedIn(world, customer.address, customer.password);
  const domain = foreignDomain(customer, 'nabo');
  const far = await foreignHost(world, domain);
  return { customer, user, far, target: `ola@${domain}` };
}
export const rulesPath = ({ address }: Pick<Customer, 'address'>, more = ''): string =>
  `/mailboxes/${encodeURIComponent(address)}/rules${more}`;
export async function forwardTo(user: Browser, customer: Customer, ...targets: readonly string[]): Promise<Rules> {
  const change = { kind: 'forwarding', targets, keepCopy: false };
  const { status, body } = await user.post<Rules>(rulesPath(customer), { version: null, change });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
export const stateOf = ({ consents }: Rules, target: string): string | undefined =>
  consents.find((one) => one.target === target)?.state;

/** One message from elsewhere; gives what the host said. */
export const receives = (world: World, to: string, subject: string): Promise<string> =>
  world.say({
    port: world.port('inbound'),
    tls: false,
    from: '127.251.9.8',
    says: [
      'EHLO far-away.test',
      'MAIL FROM:<eva@far-away.test>',
      `RCPT TO:<${to}>`,
      'DATA',
      `From: <eva@far-away.test>\r\nTo: <${to}>\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@far-away.test>\r\n\r\nHei.\r\n.`,
      'QUIT',
    ],
  });
/** What was placed in a mailbox, or thrown away. */
export const placed = async (world: World, address: string) =>
  (
    await world.host.app.billing.journal.query({ names: [address], outcomes: ['delivered', 'dropped'] as never })
  ).flatMap((one) => (one.kind === 'message' ? [one] : []));

/** What the link in a letter carries. */
export function tokenIn({ data }: Pick<SinkMessage, 'data'>): string {
  const found = /token=3D([\w.-]+)|token=([\w.-]+)/.exec(data.replaceAll('=\r\n', ''))?.slice(1).find(Boolean) ?? '';
  assert.ok(found.length > 20, data);
  return found;
}
/** What the page of the link asks or says. */
export const atLink = async (world: World, said: object): Promise<{ status: number; body: Asked }> =>
  await browser(world).post<Asked>('/forwarding-links', said);
