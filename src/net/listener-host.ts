/** What a connection asks of the listener that accepted it. Types only; listener.ts is the one that answers. */
import type { Texts } from '#src/messages/catalogue.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { MailProtocol } from '#src/model/endpoint.ts';
import type { ListenLimits, ListenOptions, MailConnection } from './connection.ts';

export interface CountedConnection extends Pick<MailConnection, 'facts' | 'destroy'> {
  /** Key under which the listener counted it. */
  countedAs: string | undefined;
  stop(): void;
}

/** What a connection needs of its listener. */
export interface ConnectionHost {
  readonly options: ListenOptions;
  readonly limits: ListenLimits;
  readonly protocol: MailProtocol;
  readonly implicitTls: boolean;
  readonly port: number;
  readonly words: Texts['refusals'];
  isTrustedProxy(address: string): boolean;
  /** Counts the connection in; words when there are too many. */
  admit(connection: CountedConnection): { readonly text: string; readonly cause?: CauseId } | null;
  gone(connection: CountedConnection): void;
}
