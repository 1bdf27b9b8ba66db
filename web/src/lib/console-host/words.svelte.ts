/** The words of audit, feedback and operators; apart from them incidents, customers, policy and health. Loaded by the layouts of those pages. */
import { type Area, area } from '../language.svelte.ts';
import type { CustomerWords } from './words/customers-nb.ts';
import type { HealthWords } from './words/health-nb.ts';
import type { IncidentWords } from './words/incidents-nb.ts';
import type { Words } from './words/nb.ts';
import type { nbPolicy } from './words/policy-nb.ts';

export const hostWords = area<Words>({
  nb: async () => (await import('./words/nb.ts')).nb,
  sv: async () => (await import('./words/sv.ts')).sv,
  en: async () => (await import('./words/en.ts')).en,
});

/** Incidents. */
export const incidentWords = area<IncidentWords>({
  nb: async () => (await import('./words/incidents-nb.ts')).nb,
  sv: async () => (await import('./words/incidents-sv.ts')).sv,
  en: async () => (await import('./words/incidents-en.ts')).en,
});
/** Customers, as the console sees them. */
export const customerDeskWords = area<CustomerWords>({
  nb: async () => (await import('./words/customers-nb.ts')).nb,
  sv: async () => (await import('./words/customers-sv.ts')).sv,
  en: async () => (await import('./words/customers-en.ts')).en,
});
/** How the host is. */
export const healthWords = area<HealthWords>({
  nb: async () => (await import('./words/health-nb.ts')).nb,
  sv: async () => (await import('./words/health-sv.ts')).sv,
  en: async () => (await import('./words/health-en.ts')).en,
});
/** Plans and the rules of the host. */
export const policyWords = area<typeof nbPolicy>({
  nb: async () => (await import('./words/policy-nb.ts')).nbPolicy,
  sv: async () => (await import('./words/policy-sv.ts')).svPolicy,
  en: async () => (await import('./words/policy-en.ts')).enPolicy,
});

type Load = (event: { parent: () => Promise<unknown> }) => Promise<void>;
/** `load` of the layouts of these pages: the common words, and those of the page. */
export const loading =
  (...own: readonly Area<unknown>[]): Load =>
  async ({ parent }) => {
    await parent();
    await Promise.all([hostWords, ...own].map((one) => one.load()));
  };
