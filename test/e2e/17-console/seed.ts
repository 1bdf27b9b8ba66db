/** A host with work for operators: blocks, held mail, a destination that refuses, requests of customers. Used by the suite. */
import { newId } from '#src/net/ids.ts';
import { addOperator } from '#src/service/centre/operators.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { startWorld, type World } from '../../../lab/world.ts';
import { owner, type Owner, settled } from '../../centre-client.ts';

export interface Desk {
  readonly world: World;
  readonly mine: Owner;
  readonly operator: { readonly name: string; readonly password: string };
  readonly reader: { readonly name: string; readonly password: string };
}

export async function startDesk(): Promise<Desk> {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  const { app } = world.host;
  const operator = { name: 'ingrid@vert.example', password: 'en operatør med nøkler 1' };
  const reader = { name: 'leser@vert.example', password: 'en operatør som ser 2' };
  await settled(addOperator(app, { ...operator, role: 'support' }));
  await settled(addOperator(app, { ...reader, role: 'reader' }));
  const mine = await owner(world, 641);
  return { world, mine, operator, reader };
}

export interface Letter {
  readonly subject: string;
  readonly to: string;
  readonly text: string;
  readonly held?: boolean;
  /** How long ago it came, ms. */
  readonly age?: number;
}
/** Puts a letter of the customer into the outgoing queue. */
export async function letter(
  { world, mine }: Desk,
  { subject, to, text, held = false, age = 0 }: Letter,
): Promise<string> {
  const { app } = world.host;
  const box = await mailboxByAddress(app.db.sql, mine.customer.address);
  const id = newId(app.clock.now());
  const queue = app.queue as unknown as { add(messages: readonly unknown[]): Promise<boolean> };
  await queue.add([
    {
      messageId: id,
      direction: 'submission',
      mailFrom: mine.customer.address,
      receivedAt: app.clock.now() - age,
      smtpUtf8: false,
      eightBit: false,
      mailbox: box?.id,
      subject,
      messageIdHeader: `<${id}@${mine.customer.domain}>`,
      bytes: Buffer.from(`From: ${mine.customer.address}\r\nTo: ${to}\r\nSubject: ${subject}\r\n${text}\r\n`),
      recipients: [{ address: to }],
      held,
    },
  ]);
  return id;
}
