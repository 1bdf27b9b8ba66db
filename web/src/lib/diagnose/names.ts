/** What a probe is called for people: as the server named it, else by our own list, else by where it looked. */
import { questionWords } from './words.svelte.ts';

const SOURCES: Readonly<Record<string, string>> = {
  dns: 'dns',
  registry: 'registry',
  network: 'program',
  customer: 'program',
  connection: 'program',
  state: 'account',
  auth: 'account',
  mta: 'host',
  outside: 'host',
  loop: 'host',
};

/** `dns.ds-chain` → "DNS (ds-chain)" when nobody has a better word. */
export function probeName(probe: string, told?: string): string {
  if (told !== undefined && told !== probe) return told;
  const known = questionWords.words.probes[probe];
  if (known !== undefined) return known;
  const [group = '', rest = ''] = probe.split('.', 2);
  const place = SOURCES[group] as keyof (typeof questionWords.words)['diagnose']['places'] | undefined;
  return place === undefined ? probe : `${questionWords.words.diagnose.places[place]} (${rest.replaceAll('-', ' ')})`;
}

export const whyName = (why: string, told?: string): string => told ?? questionWords.words.whys[why] ?? why;
