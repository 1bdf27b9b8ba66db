/** Every healthy oddity, with the environment it needs. Read by the accuracy run and its test. */
import { paying, type ScenarioGroup, type SettingName } from '../worlds.ts';
import { ACCOUNT_ODDITIES } from './accounts.ts';
import { AUTHENTICITY_ODDITIES } from './authenticity.ts';
import { BILL_ODDITIES } from './bills.ts';
import { CLIENT_ODDITIES } from './clients.ts';
import { DNS_ODDITIES } from './dns.ts';
import { NETWORK_ODDITIES } from './networks.ts';
import type { Oddity } from './oddity.ts';
import { OUTSIDE_ODDITIES } from './outside.ts';
import { FILING_ABROAD_ODDITIES } from './filing-abroad.ts';
import { FILING_ODDITIES } from './filing.ts';
import { TRAFFIC_ODDITIES } from './traffic.ts';

export interface OddityGroup {
  readonly name: string;
  readonly setting: SettingName;
  readonly oddities: readonly Oddity[];
  readonly customer?: ScenarioGroup['customer'];
}

export const ODDITY_GROUPS: readonly OddityGroup[] = [
  { name: 'odd dns', setting: 'plain', oddities: DNS_ODDITIES },
  { name: 'odd authenticity', setting: 'plain', oddities: AUTHENTICITY_ODDITIES },
  { name: 'odd accounts', setting: 'plain', oddities: ACCOUNT_ODDITIES },
  { name: 'odd clients', setting: 'plain', oddities: CLIENT_ODDITIES },
  { name: 'odd traffic', setting: 'plain', oddities: TRAFFIC_ODDITIES },
  { name: 'odd filing', setting: 'plain', oddities: FILING_ODDITIES },
  { name: 'odd bills', setting: 'plain', oddities: BILL_ODDITIES, customer: paying },
  { name: 'odd outside', setting: 'trusting', oddities: OUTSIDE_ODDITIES },
  { name: 'odd networks', setting: 'abroad', oddities: [...NETWORK_ODDITIES, ...FILING_ABROAD_ODDITIES] },
];
