/** The places of the app by kind of person, in the order of the menu; on a phone the first four are always seen. Data only. */
import type { MenuIconName } from './ui/MenuIcon.svelte';

export type Place =
  | 'mail'
  | 'overview'
  | 'domains'
  | 'mailboxes'
  | 'diagnose'
  | 'explain'
  | 'blocks'
  | 'invoices'
  | 'contacts'
  | 'countries'
  | 'activity'
  | 'support'
  | 'settings'
  | 'console'
  | 'console/cases'
  | 'console/stops'
  | 'console/queues'
  | 'console/journal'
  | 'console/incidents'
  | 'console/customers'
  | 'console/policy'
  | 'console/health'
  | 'console/audit'
  | 'console/feedback';
export type PersonKind = 'operator' | 'contact' | 'mailbox';

export const MENUS: Readonly<Record<PersonKind, readonly Place[]>> = {
  operator: [
    'console',
    'console/cases',
    'console/stops',
    'diagnose',
    'console/queues',
    'console/journal',
    'console/incidents',
    'console/customers',
    'console/policy',
    'console/health',
    'console/audit',
    'console/feedback',
    'explain',
    'settings',
  ],
  contact: [
    'overview',
    'mailboxes',
    'diagnose',
    'domains',
    'blocks',
    'explain',
    'invoices',
    'contacts',
    'countries',
    'activity',
    'support',
    'settings',
  ],
  mailbox: [
    'mail',
    'overview',
    'mailboxes',
    'diagnose',
    'blocks',
    'explain',
    'countries',
    'activity',
    'support',
    'settings',
  ],
};

/** Where the picture is not called as the place (without `console/`). */
const OTHER_ICONS: Readonly<Partial<Record<Place, MenuIconName>>> = {
  console: 'search',
  'console/cases': 'support',
  'console/stops': 'blocks',
  'console/incidents': 'warn',
  'console/customers': 'contacts',
  'console/audit': 'activity',
};
export const iconOf = (place: Place): MenuIconName =>
  OTHER_ICONS[place] ?? (place.replace('console/', '') as MenuIconName);

/** Where a person begins. */
export const homeOf = (kind: PersonKind | null): string =>
  kind === null ? '/sign-in' : kind === 'operator' ? '/console' : kind === 'mailbox' ? '/mail' : '/overview';

/** The place of the menu that an address belongs to. */
export function placeOf(pathname: string): string {
  const [, first = '', second] = pathname.split('/');
  return first === 'console' && second !== undefined && second !== '' ? `console/${second}` : first;
}
