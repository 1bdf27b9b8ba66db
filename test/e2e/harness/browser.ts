/**
 * A real Chromium, driven over its own debugging protocol (WebSocket, one target). Used by the suite and by the script that
 * renews docs/screenshots; a new profile each time, nothing but loopback is asked. Knows no page of ours.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface View {
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  readonly language: string;
}
export interface Browser {
  show(view: View): Promise<void>;
  open(url: string): Promise<void>;
  /** Evaluates an expression in the page and gives its value. */
  get<T>(expression: string): Promise<T>;
  /** Asks until the expression is true, or what it promises is. */
  until(what: string, expression: string, limitMs?: number): Promise<void>;
  /** Types into the field as a person does. */
  type(selector: string, text: string): Promise<void>;
  key(key: string): Promise<void>;
  picture(file: string, isWhole?: boolean): Promise<void>;
  /** The page on paper, as PDF. */
  print(file: string): Promise<void>;
  /** Leaves the page first: one that is open goes on asking, and rightly complains that nobody is signed in any more. */
  forgetCookies(): Promise<void>;
  /** The visitor's address from now on, told as a proxy on this machine would. */
  from(address: string): Promise<void>;
  /** A raw command of the debugging protocol, for what has no word here (a virtual authenticator, say). */
  command(method: string, params?: object): Promise<Record<string, unknown>>;
  /** What the protocol tells by itself from now on (a trace, say); ends with what it gives. */
  hear(method: string, told: (params: Record<string, unknown>) => void): () => void;
  /** What the page complained about. */
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}
type Send = (method: string, params?: object) => Promise<Record<string, unknown>>;
type Hear = Browser['hear'];

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--no-first-run',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--hide-scrollbars',
  '--remote-debugging-port=0',
];

/** The port that Chromium chose, from the file that it writes. */
async function debuggingPort(profile: string, limitMs: number): Promise<string> {
  for (const end = Date.now() + limitMs; Date.now() < end; await pause(50))
    try {
      const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
      if (port !== undefined && port !== '') return port;
    } catch {
      // not written yet
    }
  throw new Error('chromium did not open its debugging port');
}

async function connect(port: string, complaints: string[]): Promise<{ send: Send; hear: Hear; close: () => void }> {
  const pages = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    type: string;
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(String(pages.find((page) => page.type === 'page')?.webSocketDebuggerUrl));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  const waiting = new Map<number, (answer: Record<string, unknown>) => void>();
  const hearers = new Set<readonly [method: string, told: Parameters<Hear>[1]]>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const said = JSON.parse(String(data)) as { id?: number; method?: string; params?: Record<string, unknown> };
    for (const [method, told] of hearers) if (said.method === method) told(said.params ?? {});
    if (said.id !== undefined) waiting.get(said.id)?.(said as Record<string, unknown>);
    else if (said.method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(said.params));
    else if (said.method === 'Runtime.consoleAPICalled' && said.params?.['type'] === 'error')
      complaints.push(JSON.stringify(said.params['args']).slice(0, 2000));
    else if (said.method === 'Log.entryAdded') {
      const { entry } = said.params as { entry: { level: string; text: string; url?: string } };
      if (entry.level === 'error') complaints.push(`${entry.text} ${entry.url ?? ''}`);
    }
  });
  const send: Send = (method, params = {}) => {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, (answer) => {
        waiting.delete(id);
        if ('error' in answer) reject(new Error(`${method}: ${JSON.stringify(answer['error'])}`));
        else resolve(answer['result'] as Record<string, unknown>);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
  };
  const hear: Hear = (method, told) => {
    const one = [method, told] as const;
    hearers.add(one);
    return () => void hearers.delete(one);
  };
  return { send, hear, close: () => socket.close() };
}

/** Starts Chromium with an empty profile. */
export async function startBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'postvakt-chromium-'));
  const child = spawn('chromium', [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const complaints: string[] = [];
  const { send, hear, close } = await connect(await debuggingPort(profile, 60_000), complaints);
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
  return {
    complaints,
    ...pageOf(send),
    hear,
    stop: async () => {
      close();
      child.kill('SIGTERM');
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function pageOf(send: Send): Omit<Browser, 'complaints' | 'hear' | 'stop'> {
  const get = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = (await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as { result: { value: T }; exceptionDetails?: unknown };
    if (exceptionDetails !== undefined) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return result.value;
  };
  const until = async (what: string, expression: string, limitMs = 30_000): Promise<void> => {
    for (const end = Date.now() + limitMs; Date.now() < end; await pause(60))
      if (await get<boolean>(`Promise.resolve(${expression}).then(Boolean)`).catch(() => false)) return;
    const seen = await get<string>('location.pathname + "\\n" + document.body.innerText.slice(0, 1500)');
    throw new Error(`${what} did not come; the page shows: ${seen}`);
  };
  return {
    get,
    until,
    show: async ({ width, height, dark = false, language }) => {
      const mobile = width < 600;
      await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: mobile ? 2 : 1, mobile });
      await send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }],
      });
      const { userAgent } = (await send('Browser.getVersion')) as { userAgent: string };
      await send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: language });
    },
    open: async (url) => {
      await send('Page.navigate', { url });
      await until('the page', "document.readyState === 'complete' && document.querySelector('main h1, main h2')");
    },
    type: async (selector, text) => {
      await get(`document.querySelector(${JSON.stringify(selector)}).focus()`);
      await get(`document.activeElement.select?.()`);
      await send('Input.insertText', { text });
    },
    key: async (key) => {
      const code = key === 'Enter' ? 13 : key === 'Tab' ? 9 : 27;
      const more = { key, code: key, windowsVirtualKeyCode: code, ...(key === 'Enter' ? { text: '\r' } : {}) };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...more });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...more });
    },
    picture: async (file, isWhole = false) => {
      const { data } = (await send('Page.captureScreenshot', {
        format: 'png',
        captureBeyondViewport: isWhole,
      })) as { data: string };
      writeFileSync(file, Buffer.from(data, 'base64'));
    },
    from: async (address) =>
      void (await send('Network.setExtraHTTPHeaders', { headers: { 'X-Forwarded-For': address } })),
    print: async (file) => {
      const { data } = (await send('Page.printToPDF', {
        printBackground: true,
        paperWidth: 8.27,
        paperHeight: 11.69,
      })) as {
        data: string;
      };
      writeFileSync(file, Buffer.from(data, 'base64'));
    },
    forgetCookies: async () => {
      await send('Page.navigate', { url: 'about:blank' });
      await until('the empty page', "location.href === 'about:blank'");
      await send('Network.clearBrowserCookies');
    },
    command: send,
  };
}
