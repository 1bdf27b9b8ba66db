/** A reader of webmail for its tests: a mailbox of his own, a signed-in browser, and a pen as another program has it. */
import assert from 'node:assert/strict';
import type { Customer, World } from '../../lab/world.ts';
import { type Browser, owner, signedIn } from '../centre-client.ts';
import { type Letters, letters } from './mail-letters.ts';

export interface Row {
  readonly id: string;
  readonly folder: string;
  readonly subject: string;
  readonly preview: string;
  readonly unread: boolean;
  readonly flagged: boolean;
  readonly answered: boolean;
  readonly hasFiles: boolean;
  readonly count: number;
  readonly conversation: string;
  readonly from: readonly { name: string; address: string }[];
}
export interface Page {
  readonly total: number;
  readonly rows: readonly Row[];
  readonly version: string;
  readonly key?: string;
}
export interface Done {
  readonly done: readonly { id: string; to: string | null }[];
  readonly gone: readonly string[];
  readonly left: number;
  readonly senders: readonly string[];
  readonly key?: string;
}
export interface Reader {
  readonly customer: Customer;
  readonly browser: Browser;
  readonly box: Letters;
  readonly list: (folder?: string, more?: string) => Promise<Page>;
  /** Ids of all messages of a folder, newest first. */
  readonly ids: (folder?: string) => Promise<readonly string[]>;
  readonly change: (what: 'mark' | 'move' | 'remove' | 'spam', body: object) => Promise<Done>;
}

export const folderId = (path: string): string => Buffer.from(path).toString('base64url');
export const subjects = ({ rows }: Pick<Page, 'rows'>): readonly string[] => rows.map(({ subject }) => subject);

export async function mailReader(world: World, seed: number): Promise<Reader> {
  const { customer } = await owner(world, seed);
  const browser = await signedIn(world, customer.address, customer.password);
  const list: Reader['list'] = async (folder = 'INBOX', more = 'count=200') => {
    const answer = await browser.get<Page>(`/mail/folders/${folderId(folder)}/messages?${more}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  };
  return {
    customer,
    browser,
    box: await letters(world, customer),
    list,
    ids: async (folder) => (await list(folder)).rows.map(({ id }) => id),
    async change(what, body) {
      const answer = await browser.post<Done>(`/mail/messages/${what}`, body);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.body;
    },
  };
}
