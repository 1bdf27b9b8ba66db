/** A host whose certificate is of a public authority, and devices too old to know it; each with a healthy twin. */
import { read, send, turnsDown } from './devices-acts.ts';
import type { Scenario } from './scenario.ts';

const tooOld = (title: string, door: 'imaps' | 'pop3s' | 'submissions'): Scenario => ({
  cause: 'cli-root-ca-too-old',
  title,
  symptom: door === 'submissions' ? 'send' : 'receive',
  plant: async (world, customer) => {
    await read(world, customer);
    await turnsDown(world, customer, door, 'unknown_ca');
  },
  // Updated since.
  twin: async (world, customer) => {
    await turnsDown(world, customer, door, 'unknown_ca');
    await (door === 'submissions' ? send : read)(world, customer);
  },
});

export const DEVICES_PUBLIC_SCENARIOS: readonly Scenario[] = [
  tooOld('a phone of 2014', 'imaps'),
  tooOld('a scanner that sends', 'submissions'),
  tooOld('a computer that was never updated, POP3', 'pop3s'),
];
