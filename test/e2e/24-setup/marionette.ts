/**
 * Marionette, the remote control that Thunderbird and Firefox bring themselves: lengths and JSON over a socket. Used by
 * thunderbird.ts. Only what the suite needs: a session in the program's own windows, scripts, keys.
 */
import { connect, type Socket } from 'node:net';

export interface Marionette {
  /** Runs a function body with `arguments` in the program's own window; a promise is awaited. */
  script<T>(body: string, values?: readonly unknown[]): Promise<T>;
  /** Types as a keyboard does into the element that the body returns. */
  type(body: string, text: string): Promise<void>;
  /** Presses the element that the body returns. */
  press(body: string): Promise<void>;
  end(): void;
}
type Answer = readonly [1, number, { readonly error?: string; readonly message?: string } | null, unknown];
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Connects as soon as the program listens. */
export async function openMarionette(port: number, limitMs: number): Promise<Marionette> {
  const socket = await dial(port, Date.now() + limitMs);
  const waiting = new Map<number, (answer: Answer) => void>();
  let heard = Buffer.alloc(0);
  socket.on('data', (part: Buffer) => {
    heard = Buffer.concat([heard, part]);
    for (;;) {
      const colon = heard.indexOf(0x3a);
      const length = Number(heard.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 1 || heard.length < colon + 1 + length) return;
      const message = JSON.parse(heard.subarray(colon + 1, colon + 1 + length).toString('utf8')) as unknown;
      heard = heard.subarray(colon + 1 + length);
      // The first message is no answer: it says which protocol this is.
      if (Array.isArray(message)) waiting.get(message[1] as number)?.(message as unknown as Answer);
    }
  });
  let number = 0;
  const say = async (command: string, values: object): Promise<unknown> => {
    number += 1;
    const id = number;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    const bytes = Buffer.from(JSON.stringify([0, id, command, values]), 'utf8');
    socket.write(Buffer.concat([Buffer.from(`${bytes.length}:`), bytes]));
    const [, , wrong, result] = await answered;
    waiting.delete(id);
    if (wrong !== null) throw new Error(`${command}: ${wrong.error ?? ''} ${wrong.message ?? ''}`);
    return result;
  };
  await say('WebDriver:NewSession', { capabilities: { alwaysMatch: {} } });
  await say('Marionette:SetContext', { value: 'chrome' });
  const run = async (body: string, values: readonly unknown[]): Promise<unknown> => {
    const result = (await say('WebDriver:ExecuteScript', { script: body, args: values, newSandbox: true })) as {
      readonly value: unknown;
    };
    return result.value;
  };
  const element = async (body: string): Promise<string> => {
    const found = (await run(body, [])) as Readonly<Record<string, string>> | null;
    const id = found?.[ELEMENT];
    if (id === undefined) throw new Error(`no element: ${body}`);
    return id;
  };
  return {
    script: async <T>(body: string, values: readonly unknown[] = []) => (await run(body, values)) as T,
    type: async (body, text) => void (await say('WebDriver:ElementSendKeys', { id: await element(body), text })),
    press: async (body) => void (await say('WebDriver:ElementClick', { id: await element(body) })),
    end: () => socket.destroy(),
  };
}

async function dial(port: number, until: number): Promise<Socket> {
  for (;;) {
    const socket = connect({ host: '127.0.0.1', port });
    const error = await new Promise<Error | null>((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('error', resolve);
    });
    if (error === null) return socket;
    if (Date.now() > until) throw error;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
