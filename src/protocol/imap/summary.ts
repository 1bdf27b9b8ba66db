/**
 * What the mailbox index keeps of a message so that FETCH need not read it: ENVELOPE, BODYSTRUCTURE and BODY as ready
 * IMAP text (RFC 3501 §7.4.2). Called once a message by the mailbox store. Pure, never throws, linear in the message.
 */
import { parseMessage } from '../mime/parse.ts';
import { bodyStructureText } from './body-structure.ts';
import { envelopeText } from './envelope.ts';

export interface Summary {
  readonly envelope: string;
  readonly bodyStructure: string;
  readonly body: string;
}

/**
 * Summarises a message. The texts are "binary strings": one character (U+0000…U+00FF) a byte, literals included, since
 * header bytes may be raw 8-bit. Store them so and write them to the connection with the encoding 'latin1', never 'utf8'.
 */
export function summarise(bytes: Buffer): Summary {
  const message = parseMessage(bytes);
  return {
    envelope: envelopeText(bytes, message.fields),
    bodyStructure: bodyStructureText(bytes, message, true),
    body: bodyStructureText(bytes, message, false),
  };
}
