/**
 * Payment providers behind a small port: each verifies that a message is its own and reads the payment in it. One speaks
 * Standard Webhooks (HMAC-SHA256 over id, time and body), which many providers send. Called by the HTTP door.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { dayOf, parseDay } from '#src/model/invoice.ts';
import { parseAmount, parseCurrency } from '#src/model/money.ts';
import type { Incoming } from '#src/model/payment.ts';
import { shown } from '../input.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { findCustomer } from '../customers.ts';
import type { BillingDeps } from './deps.ts';
import { type FailedPayment, receiveFailure } from './failed-payments.ts';
import { type PaymentView, receivePayment } from './payments.ts';

export interface ProviderMessage {
  /** Lower-case names. */
  header(name: string): string | undefined;
  readonly body: Uint8Array;
}
export type ProviderEvent =
  /** `customer`: id or name, where the provider knows who paid. */
  | { readonly kind: 'payment'; readonly incoming: Incoming; readonly customer: string | null }
  /** Tried, and nothing came: the card, the bank, the account. */
  | { readonly kind: 'failed'; readonly failed: FailedPayment }
  /** Genuine, but not about a payment. */
  | { readonly kind: 'other' };

export interface PaymentProvider {
  readonly name: string;
  /** `now`: epoch ms. Refuses what is not signed by the provider, or is old. */
  read(message: ProviderMessage, now: number): Outcome<ProviderEvent>;
}

/** Older or newer than this is a replay (Standard Webhooks asks for a tolerance). */
const TOLERANCE_MS = 5 * 60_000;

const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** `whsec_<base64>` is what the providers hand out; anything else is taken as it is. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8');

/**
 * Standard Webhooks: `webhook-id`, `webhook-timestamp` (seconds), `webhook-signature` (`v1,<base64>`, several apart by
 * blanks). Body: `{"type":"payment.received","data":{"amount":"125.00","currency":"NOK","reference":"…"}}`, with
 * `paidOn`, `payer` and `customer` where known. `payment.failed` has the same data and a `reason`.
 */
export function standardProvider(secret: string): PaymentProvider {
  const key = keyOf(secret);
  return {
    name: 'standard',
    read: (message, now) => {
      const id = message.header('webhook-id') ?? '';
      const seconds = message.header('webhook-timestamp') ?? '';
      const given = (message.header('webhook-signature') ?? '').split(' ').slice(0, 10);
      if (!/^[\w.-]{1,200}$/.test(id) || !/^\d{1,12}$/.test(seconds)) return refused('providerSignatureBad');
      const wanted = createHmac('sha256', key).update(`${id}.${seconds}.`).update(message.body).digest();
      const isSigned = given.some(
        (one) => one.startsWith('v1,') && isSame(Buffer.from(one.slice(3), 'base64'), wanted),
      );
      if (!isSigned || Math.abs(now - Number(seconds) * 1000) > TOLERANCE_MS) return refused('providerSignatureBad');
      return readEvent(id, message.body, now);
    },
  };
}

const bad = (why: string): Outcome<never> => misuse('providerEventBad', { why });
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/gu;
const words = (value: unknown, most: number): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.replace(CONTROL, ' ').trim().slice(0, most) : null;

function readEvent(id: string, body: Uint8Array, now: number): Outcome<ProviderEvent> {
  let event: unknown;
  try {
    event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return bad('no JSON');
  }
  if (!isRecord(event) || typeof event['type'] !== 'string') return bad('no type');
  const { type } = event;
  if (type !== 'payment.received' && type !== 'payment.failed') return done({ kind: 'other' });
  const { data } = event;
  if (!isRecord(data)) return bad('no data');
  const currency = typeof data['currency'] === 'string' ? parseCurrency(data['currency']) : null;
  if (currency === null) return bad(`currency ${shown(String(data['currency']))}`);
  const amount = typeof data['amount'] === 'string' ? parseAmount(data['amount'], currency) : null;
  if (amount === null || !amount.ok) return bad(`amount ${shown(String(data['amount']))}`);
  const incoming: Incoming = {
    source: 'standard',
    sourceKey: id,
    amountMinor: amount.minor,
    currency,
    reference: words(data['reference'], 500),
    payer: words(data['payer'], 140),
    paidOn: (typeof data['paidOn'] === 'string' ? parseDay(data['paidOn']) : null) ?? dayOf(now),
  };
  const customer = words(data['customer'], 200);
  if (type === 'payment.received') return done({ kind: 'payment', incoming, customer });
  return done({ kind: 'failed', failed: { incoming, customer, reason: words(data['reason'], 200) ?? '' } });
}

/** What the HTTP door calls: the name in the path, and the message. */
export type ReceiveFromProvider = (
  provider: string,
  message: ProviderMessage,
) => Promise<Outcome<{ readonly isNew: boolean; readonly payment: PaymentView | null }>>;

/** The door for these providers; none without a secret. */
export function receiveFromProviders(deps: BillingDeps, secret: string): ReceiveFromProvider {
  const providers: readonly PaymentProvider[] = secret === '' ? [] : [standardProvider(secret)];
  return async (name, message) => {
    const provider = providers.find((one) => one.name === name);
    if (provider === undefined) return refused('providerUnknown', { provider: shown(name) });
    const acting: BillingDeps = { ...deps, actor: `provider ${provider.name}` };
    const read = provider.read(message, deps.clock.now());
    if (!read.ok) return read;
    if (read.value.kind === 'other') return done({ isNew: false, payment: null });
    if (read.value.kind === 'failed') {
      const kept = await receiveFailure(acting, read.value.failed);
      return kept.ok ? done({ isNew: kept.value.isNew, payment: null }) : kept;
    }
    const { incoming, customer } = read.value;
    // The money is here whatever the name: a customer we do not know leaves it to the reference.
    const payer = customer === null ? null : await findCustomer(acting, customer);
    return await receivePayment(acting, incoming, payer?.ok === true ? payer.value.id : undefined);
  };
}
