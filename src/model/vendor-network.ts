/**
 * Networks that are known by name: vendors whose servers sign in for a phone or a mail program, so that the address we see
 * is their data centre's and not the customer's. Data; extended by `geo.vendors`. Read by `net/geo/locate.ts`. Pure.
 *
 * Sources: Microsoft 365 "URLs and IP address ranges", rows of Exchange Online (Outlook mobile and the new Outlook sign in
 * from them); Google, the netblocks of `_spf.google.com` (Gmail's "check mail from other accounts"); Apple's own allocation.
 * State of 2025, written down from those lists and not fetched since: such ranges change, and an operator adds or replaces
 * them under `geo.vendors`, where the same name replaces the entry here.
 */
import type { NetworkKind } from './journal.ts';

export interface VendorNetwork {
  readonly kind: NetworkKind;
  /** Addresses and ranges in CIDR notation. */
  readonly networks: readonly string[];
}

export const VENDOR_NETWORKS: Readonly<Record<string, VendorNetwork>> = {
  'Microsoft Outlook': {
    kind: 'vendor',
    networks: [
      '13.107.6.152/31',
      '13.107.18.10/31',
      '13.107.128.0/22',
      '23.103.160.0/20',
      '40.92.0.0/15',
      '40.96.0.0/13',
      '40.104.0.0/15',
      '40.107.0.0/16',
      '52.96.0.0/14',
      '52.100.0.0/14',
      '52.238.78.88/32',
      '104.47.0.0/17',
      '131.253.33.215/32',
      '132.245.0.0/16',
      '150.171.32.0/22',
      '204.79.197.215/32',
      '2603:1006::/40',
      '2603:1016::/36',
      '2603:1026::/36',
      '2603:1036::/36',
      '2603:1046::/36',
      '2603:1056::/36',
      '2620:1ec:4::152/128',
      '2620:1ec:8f0::/46',
      '2620:1ec:900::/46',
      '2620:1ec:a92::152/128',
      '2a01:111:f400::/48',
      '2a01:111:f403::/48',
    ],
  },
  'Google Gmail': {
    kind: 'vendor',
    networks: [
      '64.233.160.0/19',
      '66.102.0.0/20',
      '66.249.80.0/20',
      '72.14.192.0/18',
      '74.125.0.0/16',
      '108.177.8.0/21',
      '172.217.0.0/19',
      '172.217.32.0/20',
      '172.253.56.0/21',
      '172.253.112.0/20',
      '173.194.0.0/16',
      '209.85.128.0/17',
      '216.58.192.0/19',
      '216.239.32.0/19',
      '2001:4860:4000::/36',
      '2404:6800:4000::/36',
      '2607:f8b0:4000::/36',
      '2800:3f0:4000::/36',
      '2a00:1450:4000::/36',
      '2c0f:fb50:4000::/36',
    ],
  },
  Apple: { kind: 'vendor', networks: ['17.0.0.0/8', '2620:149::/36'] },
};
