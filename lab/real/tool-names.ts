/**
 * Which message of which tool names which planted cause: written from the tools' own lists of messages, apart from our engine
 * and read generously. Read by the page of test/e2e/tools. Pure.
 */
export type ToolName = 'ours' | 'zonemaster' | 'dnsviz' | 'testssl';

const NAMES: Readonly<Record<Exclude<ToolName, 'ours'>, Readonly<Record<string, RegExp>>>> = {
  zonemaster: {
    'dom-no-mx': /^(Z09_MISSING_MAIL_TARGET|Z09_NO_MX_FOUND)$/,
    'dom-null-mx': /^Z09_NULL_MX/,
    'dom-lame-delegation': /^(IS_NOT_AUTHORITATIVE|NS_FAILED|NO_RESPONSE|NAMESERVER_NO_|NO_AUTHORITATIVE)/,
    'dom-dnssec-bogus': /^(DS02_(NO_|RRSIG_NOT|DNSKEY_NOT)|RRSIG_EXPIRED|DS0[89]_\w*(EXPIRED|NOT_VALID)|DS10_\w*ERROR)/,
  },
  dnsviz: {
    'dom-lame-delegation': /INVALID_RCODE|NOT_AUTHORITATIVE|UNRESPONSIVE|ERROR_RESOLVING|REFUSED/,
    'dom-dnssec-bogus': /DIGEST|SIGNATURE|EXPIR|SEP|_DS_|RRSIG|BOGUS/,
  },
  testssl: {
    'svc-cert-expired': /^cert_(expirationStatus|notAfter|chain_of_trust).*expired/i,
    'cli-cert-name-mismatch': /^cert_trust: certificate does not match/,
  },
};
/** The lab's certificates say nowhere how they would be revoked; a public authority's do. No fault of the host. */
const OF_THE_LAB = /^(cert_revocation|engine_problem): /;

/** Does this message name the cause? Ours says its ids. */
export const namesCause = (tool: ToolName, tag: string, cause: string): boolean =>
  tool === 'ours' ? tag === cause : (NAMES[tool][cause]?.test(tag) ?? false);

/** Does the message come of the lab itself and not of what it is pointed at? */
export const isOfTheLab = (tool: ToolName, tag: string): boolean => tool === 'testssl' && OF_THE_LAB.test(tag);
