/**
 * What the probes of what is seen from outside observe, field by field: ports, certificates, set-up records, the loop.
 * Types only. Times are ISO 8601 in UTC.
 */

export type SeenCertificate = {
  /** At most 50. */
  readonly names: readonly string[];
  readonly issuer: string;
  readonly from: string;
  readonly until: string;
  /** `leaf-only`: the server sends nothing but its own, and the authority behind it is not known. Dates are left aside. */
  readonly chain: 'complete' | 'leaf-only' | 'unknown-authority' | 'self-signed';
  /** For `leaf-only`: where the missing piece was found, with which the chain is whole; null when it was not. */
  readonly completedBy: 'other-door' | 'issuer' | null;
  /** Says where the piece above it is to be had: public authorities do, home-made ones seldom. */
  readonly namesIssuer: boolean;
  /** Of this host's own authority. */
  readonly isOwn: boolean;
  /** It is for the name that was dialled. */
  readonly covers: boolean;
};

/** One address of one server. */
export type SeenAddress = {
  readonly address: string;
  readonly family: 4 | 6;
  /** `private` and `no-route` were not reached for a reason of ours, and say nothing of the server. */
  readonly state: 'open' | 'refused' | 'timeout' | 'reset' | 'private' | 'no-route';
  readonly connectMs: number | null;
  /** `slow`: nothing yet; `masked`: hidden behind asterisks; `other`: another protocol. */
  readonly greeting: 'ok' | 'slow' | 'closed' | 'endless' | 'refused' | 'masked' | 'other' | 'none';
  readonly greetingText: string | null;
  readonly greetingMs: number | null;
  readonly helloName: string | null;
  readonly starttls: 'offered' | 'absent' | 'masked' | 'refused' | 'broken' | null;
  readonly tls: { readonly version: string; readonly cipher: string } | null;
  readonly tlsTrouble: string | null;
  readonly certificate: SeenCertificate | null;
};

/** One service of one server: that of our host, or one that a foreign customer is told to use. */
export type SeenDoor = {
  readonly host: string;
  readonly port: number;
  readonly ours: boolean;
  readonly addresses: readonly SeenAddress[];
  /** Asked inside, past every network, when nothing answered outside; `not-asked` when there was no need. */
  readonly inside: 'ok' | 'dead' | 'not-asked';
  /** Where the settings come from when it is not ours. */
  readonly source: 'profile' | 'autoconfig' | 'autodiscover' | 'srv' | 'guess' | null;
};

export type SeenMxHost = { readonly host: string; readonly ours: boolean; readonly addresses: readonly SeenAddress[] };
export type OutsideInbound = {
  readonly domain: string;
  readonly hosts: readonly SeenMxHost[];
  /** As in `SeenDoor`, of our own door for mail from the world. */
  readonly inside: 'ok' | 'dead' | 'not-asked';
};
export type OutsideTls = {
  readonly host: string;
  readonly accepts12: boolean | null;
  readonly accepts13: boolean | null;
};

export type SetupServerSeen = {
  readonly source: 'autoconfig' | 'autodiscover' | 'srv';
  /** The record or document that says so. */
  readonly where: string;
  readonly service: 'imap' | 'pop3' | 'smtp';
  readonly host: string;
  readonly port: number;
  readonly mode: 'tls' | 'starttls' | 'plain';
  /** It leads to an address of this host; null when that could not be asked. */
  readonly leadsHere: boolean | null;
  /** We listen there in that way; null when it does not lead here. */
  readonly isOpenHere: boolean | null;
};
export type SetupNameSeen = {
  readonly name: string;
  readonly leadsHere: boolean | null;
  /** The certificate that is shown for the name is for it; null when it was not asked. */
  readonly covered: boolean | null;
};
export type SetupRecords = {
  readonly domain: string;
  readonly servers: readonly SetupServerSeen[];
  /** mail., imap. and the like, as far as they exist. */
  readonly names: readonly SetupNameSeen[];
  /** Where Outlook is sent; null when nothing is published. */
  readonly autodiscover: {
    readonly record: 'cname' | 'address' | 'srv';
    readonly target: string;
    readonly leadsHere: boolean | null;
    /** `microsoft`: Microsoft's own service; `servers`, `redirect`, `exchange`: it answers for this domain; `none`: it does not. */
    readonly answer: 'microsoft' | 'servers' | 'redirect' | 'exchange' | 'none' | 'not-asked';
  } | null;
};

/** Server names that programs asked for in the handshake, of this domain's own. */
export type SetupNamesUsed = {
  readonly days: number;
  readonly names: readonly {
    readonly name: string;
    readonly lastAt: string;
    /** Sign-ins that worked under this name. */
    readonly signIns: number;
    /** Connections that ended without a sign-in, or in an alert. */
    readonly given: number;
    readonly alerts: readonly string[];
    readonly client: string | null;
  }[];
};

export type RcptSeen = {
  readonly host: string;
  readonly ours: boolean;
  readonly address: string;
  readonly stage: 'mail-from' | 'rcpt-to';
  readonly code: number;
  readonly text: string;
};
/** Whether mail for the address would be taken; nothing was sent. */
export type LoopRcpt = { readonly address: string; readonly answers: readonly RcptSeen[] };
/** Mail between customers of this host that went to the local mailbox, and whether anybody reads it here. */
export type LoopLocal = {
  readonly days: number;
  /** Messages of our own customers, delivered here. */
  readonly fromHere: number;
  readonly lastFromHereAt: string | null;
  /** Of the whole domain. */
  readonly lastSignInAt: string | null;
};
/** A test message through the public door into the mailbox, and away again. */
export type LoopMessage = {
  readonly address: string;
  readonly arrived: boolean;
  readonly tookMs: number;
  readonly removed: boolean;
  /** What our door said when it did not take it. */
  readonly refusal: string | null;
};

export interface OutsideObservations {
  readonly 'outside.inbound': OutsideInbound;
  readonly 'outside.submission': SeenDoor;
  readonly 'outside.submissions': SeenDoor;
  readonly 'outside.imap': SeenDoor;
  readonly 'outside.imaps': SeenDoor;
  readonly 'outside.pop3s': SeenDoor;
  readonly 'outside.web': SeenDoor;
  readonly 'outside.tls': OutsideTls;
  readonly 'setup.records': SetupRecords;
  readonly 'setup.names-used': SetupNamesUsed;
  readonly 'loop.inbound-rcpt': LoopRcpt;
  readonly 'loop.local': LoopLocal;
  readonly 'loop.submission-to-mailbox': LoopMessage;
}
