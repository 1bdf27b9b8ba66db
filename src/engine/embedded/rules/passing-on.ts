/**
 * Copies that leave this host in the name of an address of ours: through an alias or the owner's forwarding. The loop is
 * marked (Delivered-To), and what we saw of the first sender's authentication is sealed (ARC, RFC 8617). The envelope sender
 * is rewritten when it leaves (delivery/deliver.ts). Makes queue messages; sends nothing.
 */
import { sealMessage } from 'mailauth';
import type { Directory } from '#src/engine/ports.ts';
import { fieldNamed, fieldValue, scanHeader } from '#src/protocol/mime/header-fields.ts';
import type { NewQueueMessage, NewQueueRecipient, QueuedMessage } from '../queue/job.ts';

export interface PassingOnDeps {
  readonly directory: Pick<Directory, 'signingKeys'>;
  readonly hostname: string;
}
/** A message as it came, and what the queue must know of it. */
export interface PassedMessage {
  readonly queued: Omit<QueuedMessage, 'through' | 'mailbox'>;
  readonly bytes: Buffer;
}

/**
 * The ARC set on top; none when the domain has no key, when the chain that came is broken (then a seal would vouch for
 * nothing), or when the library cannot: a message without a seal is still the message.
 */
async function sealed({ directory, hostname }: PassingOnDeps, bytes: Buffer, domain: string): Promise<Buffer> {
  const { fields } = scanHeader(bytes, 0, bytes.length);
  const results = fieldNamed(fields, 'authentication-results');
  const text = results === undefined ? '' : fieldValue(bytes, results);
  const own = text.trimStart().toLowerCase().startsWith(`${hostname.toLowerCase()};`);
  const chain = /\barc=([a-z]+)/.exec(text)?.[1] ?? 'none';
  const isFirst = !fields.some(({ key }) => key === 'arc-seal');
  if (!own || (!isFirst && chain !== 'pass')) return bytes;
  const [key] = (await directory.signingKeys(domain)).filter(({ algorithm }) => algorithm === 'rsa-sha256');
  if (key === undefined) return bytes;
  try {
    const seal = await sealMessage(bytes, {
      signingDomain: key.domain,
      selector: key.selector,
      privateKey: key.privateKey,
      algorithm: 'rsa-sha256',
      authResults: text.replace(/\s+/g, ' ').trim(),
      cv: isFirst ? 'none' : 'pass',
    });
    return seal.length === 0 ? bytes : Buffer.concat([seal, bytes]);
  } catch {
    return bytes;
  }
}

/** One queue message through `address` (an alias or a mailbox of ours) to these recipients. */
export async function passOn(
  deps: PassingOnDeps,
  message: PassedMessage,
  address: string,
  recipients: readonly NewQueueRecipient[],
): Promise<NewQueueMessage> {
  const through = address.toLowerCase();
  const domain = through.slice(through.lastIndexOf('@') + 1);
  const bytes = await sealed(deps, message.bytes, domain);
  return {
    ...message.queued,
    through,
    bytes: Buffer.concat([Buffer.from(`Delivered-To: ${address}\r\n`), bytes]),
    recipients,
  };
}
