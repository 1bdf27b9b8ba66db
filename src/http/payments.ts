/**
 * POST /api/v1/payments/<provider>: a payment provider tells of a payment. Open to the world, so nothing is believed that is
 * not signed, and answers say nothing of invoices. Books through service/billing/providers.ts.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ReceiveFromProvider } from '#src/service/billing/providers.ts';

const MOST_BYTES = 64 * 1024;
const STATUS: Readonly<Record<string, 400 | 401 | 404>> = {
  providerUnknown: 404,
  providerSignatureBad: 401,
  providerEventBad: 400,
};

/** 200 booked or known, 400 not understood, 401 not signed, 404 no such provider, 413 too large; the provider tries again on 5xx. */
export function paymentRoutes(receive: ReceiveFromProvider): Hono {
  const app = new Hono();
  app.post('/:provider', bodyLimit({ maxSize: MOST_BYTES }), async (context) => {
    const body = new Uint8Array(await context.req.arrayBuffer());
    const outcome = await receive(context.req.param('provider'), { header: (name) => context.req.header(name), body });
    if (outcome.ok) return context.json({ received: true });
    return context.json({ received: false }, STATUS[outcome.problem.key] ?? 400);
  });
  return app;
}
