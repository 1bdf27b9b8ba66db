/** Causes of messages on their way, and the service itself. */
import type { Cause } from '../../cause.ts';
import { CONTRACT_CAUSES } from './contract.ts';
import { FAILURE_CAUSES } from './failures.ts';
import { INBOUND_CAUSES } from './inbound.ts';
import { SERVICE_CAUSES } from './service.ts';
import { WAITING_CAUSES } from './waiting.ts';

export const TRAFFIC_CAUSES: readonly Cause[] = [
  ...WAITING_CAUSES,
  ...FAILURE_CAUSES,
  ...INBOUND_CAUSES,
  ...SERVICE_CAUSES,
  ...CONTRACT_CAUSES,
];
