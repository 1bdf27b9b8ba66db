/** A browser of the centre for tests: signs in, keeps its cookie, asks. Speaks real HTTP to a world's host. */
import { addContact } from '#src/service/billing/contacts.ts';
import { setCentrePassword } from '#src/service/centre-passwords.ts';
import { addCustomer } from '#src/service/customers.ts';
import type { Customer, World } from '../lab/world.ts';

export interface Asked {
  readonly body?: unknown;
  readonly lang?: string;
  readonly site?: string;
  readonly signal?: AbortSignal;
}
export interface Browser {
  ask(method: string, path: string, more?: Asked): Promise<Response>;
  /** Status and parsed body. */
  get<T = Record<string, unknown>>(path: string, lang?: string): Promise<{ status: number; body: T }>;
  post<T = Record<string, unknown>>(path: string, body: unknown): Promise<{ status: number; body: T }>;
  readonly cookie: string;
}

/** A browser with this cookie, or nobody's. */
export function browser(world: World, cookie = ''): Browser {
  const ask = (method: string, path: string, more: Asked = {}): Promise<Response> =>
    fetch(`${world.host.endpoints['http']}/api/v1${path}`, {
      method,
      headers: {
        'accept-language': more.lang ?? 'nb',
        'sec-fetch-site': more.site ?? 'same-origin',
        ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === '' ? {} : { cookie }),
      },
      ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
      ...(more.signal === undefined ? {} : { signal: more.signal }),
    });
  const read = async <T>(answer: Response): Promise<{ status: number; body: T }> => {
    const text = await answer.text();
    return { status: answer.status, body: (text.startsWith('{') ? JSON.parse(text) : text) as T };
  };
  return {
    ask,
    cookie,
    get: async (path, lang) => await read(await ask('GET', path, lang === undefined ? {} : { lang })),
    post: async (path, body) => await read(await ask('POST', path, { body })),
  };
}

/** Signs in; throws what the centre said when it did not work. */
export async function signedIn(world: World, name: string, password: string): Promise<Browser> {
  const answer = await browser(world).ask('POST', '/session', { body: { name, password } });
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  return browser(world, (answer.headers.get('set-cookie') ?? '').split(';')[0]);
}

export interface Owner {
  readonly id: string;
  readonly contact: string;
  readonly contactPassword: string;
  readonly customer: Customer;
}
/** A customer of his own with a contact that has a centre password, a domain and a mailbox. */
export async function owner(world: World, seed: number): Promise<Owner> {
  const { app } = world.host;
  const contact = `eier${seed}@far.example`;
  const contactPassword = `kontakt ${seed} passord`;
  const made = await settled(addCustomer(app, { name: `Kunde ${seed}`, contact }));
  await settled(setCentrePassword(app, { customer: made.id, contact, password: contactPassword }));
  await settled(addContact(app.billing, { customer: made.id, address: `regning${seed}@far.example` }));
  return { id: made.id, contact, contactPassword, customer: await world.customer(seed, made.id) };
}

export async function settled<T>(
  outcome: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: unknown }>,
): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}
