/** Judges names: the one to sign in with, and the sender's address. Pure. */
import { parseAddress } from '#src/model/address.ts';
import { editDistance } from '#src/model/login-name.ts';
import type { Fault, SettingFinding } from './faults.ts';
import { type Asked, finding } from './finding.ts';
import type { JudgedAccount } from './judge.ts';

const INVISIBLE = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/u;

/** At most one finding. */
export function userFindings(asked: Asked): readonly SettingFinding[] {
  const { server, right, address } = asked;
  const { userName, signIn } = server;
  if (signIn.value === 'none' && userName.value === '') return [];
  const wanted = address === null || right.login === null ? null : right.login === 'address' ? address : local(address);
  const tell = (fault: Fault, should: string | null = wanted): readonly SettingFinding[] => [
    finding(asked, fault, 'userName', {
      says: userName.value,
      should,
      line: userName.line,
      edits: should === null ? [] : (userName.put?.(should) ?? []),
    }),
  ];
  const said = userName.value;
  // A line of free text may leave the name out; a file that has a place for it may not.
  if (said === '') return userName.put === null ? [] : tell('user-missing');
  const bare = said.replaceAll(new RegExp(INVISIBLE, 'gu'), '');
  if (bare !== said) return tell('user-with-blank', wanted ?? bare);
  if (wanted === null) return [];
  if (said.toLowerCase() === wanted.toLowerCase()) return [];
  if (!said.includes('@')) return right.login === 'address' ? tell('user-without-domain') : tell('user-other');
  if (editDistance(said.toLowerCase(), wanted.toLowerCase(), 2) !== null) return tell('user-typo');
  return tell('user-other');
}
const local = (address: string): string => address.slice(0, address.lastIndexOf('@'));

/** The account's senders; the first is what mail is sent as unless one chooses. */
export function senderFindings(judged: JudgedAccount): readonly SettingFinding[] {
  const { account, address, right } = judged;
  if (address === null || account.outgoing === null) return [];
  return account.from.flatMap((from): SettingFinding[] => {
    const said = from.value.trim().toLowerCase();
    const tell = (fault: Fault, isCertain: boolean): SettingFinding[] => [
      finding({ ...judged, way: 'outgoing' }, fault, 'from', {
        says: from.value,
        should: address,
        line: from.line,
        edits: isCertain ? (from.put?.(address) ?? []) : [],
      }),
    ];
    if (said === address.toLowerCase() || said === '') return [];
    if (right.senders?.includes(said) === true || isDetailOf(said, address)) return [];
    if (!parseAddress(said).ok) return tell('from-not-an-address', true);
    if (editDistance(said, address.toLowerCase(), 2) !== null && !isOtherLocal(said, address))
      return tell('from-typo', true);
    // Another address of the domain may be an alias: who does not know says nothing certain.
    if (right.senders === null && (right.source !== 'ours' || domainOf(said) === domainOf(address))) return [];
    return tell('from-other', false);
  });
}
const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
/** Another short name of the same domain is another person, not a slip. */
const isOtherLocal = (said: string, address: string): boolean =>
  domainOf(said) === domainOf(address) && local(address).length < 6 && said[0] !== address[0]?.toLowerCase();
const isDetailOf = (said: string, address: string): boolean =>
  said.startsWith(`${local(address).toLowerCase()}+`) && domainOf(said) === domainOf(address);
