/**
 * Names by which programs and firewalls that open encrypted connections give themselves away in the issuer of the
 * certificate they show. Data; common knowledge of 2026. Lower case, matched anywhere in the issuer's name.
 */
export const MAIL_SHIELDS: readonly (readonly [needle: string, name: string])[] = [
  ['avast', 'Avast'],
  ['avg ', 'AVG'],
  ['kaspersky', 'Kaspersky'],
  ['eset', 'ESET'],
  ['bitdefender', 'Bitdefender'],
  ['norton', 'Norton'],
  ['mcafee', 'McAfee'],
  ['dr.web', 'Dr.Web'],
  ['adguard', 'AdGuard'],
  ['f-secure', 'F-Secure'],
  ['g data', 'G DATA'],
];
export const INSPECTING_FIREWALLS: readonly (readonly [needle: string, name: string])[] = [
  ['fortinet', 'Fortinet'],
  ['fortigate', 'Fortinet'],
  ['zscaler', 'Zscaler'],
  ['palo alto', 'Palo Alto Networks'],
  ['sophos', 'Sophos'],
  ['netskope', 'Netskope'],
  ['blue coat', 'Blue Coat'],
  ['check point', 'Check Point'],
  ['cisco umbrella', 'Cisco Umbrella'],
  ['barracuda', 'Barracuda'],
  ['watchguard', 'WatchGuard'],
  ['untangle', 'Untangle'],
  ['squid', 'Squid'],
];
/** The name behind an issuer, or null. */
export const namedIn = (issuer: string, list: readonly (readonly [string, string])[]): string | null =>
  list.find(([needle]) => issuer.toLowerCase().includes(needle))?.[1] ?? null;
