/** The way of the mail, in and out, as stations; which of them a finding breaks and which were truly seen open. Pure. */
import type { Diagnosis, Finding } from './result.ts';

export const WAYS = {
  in: ['sender', 'registry', 'dns', 'door', 'account', 'program'],
  out: ['program', 'door', 'account', 'proof', 'receiver'],
} as const;
export type Direction = keyof typeof WAYS;
export type Station = (typeof WAYS)[Direction][number];
export type StationState = 'open' | 'broken' | 'beyond' | 'unseen';

type Breaks = Partial<Record<Direction, Station>>;
const both = (station: 'program' | 'door' | 'account'): Breaks => ({ in: station, out: station });

/** Causes whose place their family does not tell. */
const OF_CAUSE: Readonly<Record<string, Breaks>> = {
  'acc-quota-full': { in: 'account' },
  'acc-quota-trash': { in: 'account' },
  'acc-spam-rejected-inbound': { in: 'account' },
  'acc-autoreply-missing-or-storm': { out: 'account' },
  'acc-backscatter': { out: 'proof' },
  'acc-compromised': { out: 'account' },
  'dom-quarantine': { in: 'registry', out: 'account' },
  'snd-server-ip-listed': { out: 'receiver' },
};
const SIGN_IN = /^acc-(?:wrong|password|username|login|app-password)/;
/** What the owner's wishes do with mail that comes. */
const OWN_WISH = /^acc-(?:filter|forward|spam-folder|sender-blocked|catchall)/;
const OUTGOING_SETTING = /^cli-(?:.*outgoing|smtp|from|helo|outbox|sent|sender|recipient|identity)/;
const INCOMING_SETTING = /^cli-(?:.*incoming|pop|imap|folder|local-junk)/;
const OWN_STOP = /^snd-(?:account|domain|outbound|recipients-per|new-account|lost|failure|bulk|notice)/;
const PROOF = /^dom-(?:spf|dkim|dmarc|on-uri)/;

function byFamily({ cause, evidence }: Pick<Finding, 'cause' | 'evidence'>): Breaks {
  const [family] = cause.split('-', 1);
  switch (family) {
    case 'acc':
      if (OWN_WISH.test(cause)) return { in: 'account' };
      return both(SIGN_IN.test(cause) ? 'program' : 'account');
    case 'bil':
      return both('account');
    case 'cli':
      if (OUTGOING_SETTING.test(cause)) return { out: 'program' };
      return INCOMING_SETTING.test(cause) ? { in: 'program' } : both('program');
    case 'net':
      return /submission|port25|smtp/.test(cause)
        ? { out: 'door' }
        : /imap-pop/.test(cause)
          ? { in: 'door' }
          : both('door');
    case 'svc':
      return both('door');
    case 'snd':
      return { out: OWN_STOP.test(cause) ? 'account' : 'receiver' };
    case 'dom':
      if (PROOF.test(cause)) return { out: 'proof' };
      return { in: evidence[0]?.vantage === 'registry' ? 'registry' : 'dns' };
    default:
      return {};
  }
}
export const breaksOf = (finding: Pick<Finding, 'cause' | 'evidence'>): Breaks =>
  OF_CAUSE[finding.cause] ?? byFamily(finding);

/** What must have been looked at before we say that a station is open. */
const SEEN_BY: Readonly<Record<Station, RegExp>> = {
  sender: /^(?:dns\.mx$|mta\.)/,
  registry: /^(?:registry\.|dns\.(?:domain|chain|delegation)$)/,
  dns: /^dns\.mx/,
  door: /^(?:outside\.|machine\.|connection\.|network\.)/,
  account: /^state\.(?:address|blocks)/,
  program: /^auth\./,
  proof: /^dns\.(?:spf|dkim|dmarc)/,
  receiver: /^mta\./,
};

export interface Way {
  readonly direction: Direction;
  readonly broken: Station | null;
  readonly stations: readonly { readonly station: Station; readonly state: StationState }[];
}
/** Both ways; the first finding that breaks one marks it. */
export function waysOf(diagnosis: Diagnosis, roots: readonly Finding[]): readonly Way[] {
  const seen = (station: Station): boolean => diagnosis.verified.some((probe) => SEEN_BY[station].test(probe));
  return (['in', 'out'] as const).map((direction) => {
    const broken = roots.map((root) => breaksOf(root)[direction]).find((one) => one !== undefined) ?? null;
    const list: readonly Station[] = WAYS[direction];
    const at = broken === null ? list.length : list.indexOf(broken);
    const stations = list.map((station, index) => ({
      station,
      state:
        index === at
          ? ('broken' as const)
          : index > at
            ? ('beyond' as const)
            : seen(station)
              ? ('open' as const)
              : ('unseen' as const),
    }));
    return { direction, broken, stations };
  });
}
