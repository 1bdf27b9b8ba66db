/**
 * Intake: takes responsibility for messages. SMTP sessions call `inbound` (from the world) and `submission` (from our
 * users) and say 250 only when these resolve ok: then every copy is durable in a mailbox or in the queue.
 * Puts Return-Path, Delivered-To, Authentication-Results and Received on top; the session adds nothing.
 */
import type { Intake } from '#src/engine/ports.ts';
import { systemClock } from '#src/net/clock.ts';
import { createVerifier } from './authentication/verify.ts';
import { createInbound } from './intake-inbound.ts';
import type { IntakeOptions } from './intake-parts.ts';
import { createSubmission } from './intake-submission.ts';

/** Makes the intake of the embedded engine. */
export function createIntake(options: IntakeOptions): Intake {
  const parts = { ...options, clock: options.clock ?? systemClock, language: options.language ?? 'en' };
  const verify = createVerifier({ resolver: options.resolver, hostname: options.hostname });
  return { inbound: createInbound({ ...parts, verify }), submission: createSubmission(parts) };
}
