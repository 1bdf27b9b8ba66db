/**
 * What a remote reply means, as a cause of the catalogue (part 3F). Free words beat numbers where they are clear, for many
 * servers say 5.7.1 to everything; where nothing is clear the answer is null and no cause is claimed. Pure.
 */
import type { CauseId } from '#src/model/cause-id.ts';

export interface RemoteReply {
  readonly code: number;
  /** '' when the host gave none. */
  readonly enhanced: string;
  readonly text: string;
}

interface Rule {
  readonly cause: CauseId;
  readonly words?: RegExp;
  readonly enhanced?: RegExp;
  /** 4 or 5: only for temporary or only for final replies. */
  readonly kind?: 4 | 5;
}

/** The first rule of which all parts fit names the cause. */
const RULES: readonly Rule[] = [
  { cause: 'snd-allowlist-recipient', words: /\bip=\S+.*\((?:bl|nowl|dial)\)/i },
  { cause: 'snd-server-ip-listed', words: /\bs31[45]0\b|part of their network is on our block list/i },
  {
    cause: 'snd-server-ip-listed',
    words: /blocked using|listed (?:at|in|on|by)\b|spamhaus|spamcop|dnsbl|blocklisted|blacklist/i,
  },
  { cause: 'snd-no-ptr', enhanced: /^[45]\.7\.25$/ },
  { cause: 'snd-no-ptr', words: /\bptr\b|reverse (?:dns|hostname|lookup)|cannot find your (?:reverse )?hostname/i },
  { cause: 'snd-bulk-rules-5000', enhanced: /^5\.7\.515$/ },
  {
    cause: 'snd-greylisted',
    kind: 4,
    words: /gr[ea]y-?list|postgrey|try again (?:later|in \d+)[^.]*(?:first|new sender)/i,
  },
  { cause: 'snd-smtputf8', enhanced: /^[45]\.6\.7$/ },
  { cause: 'snd-recipient-full', enhanced: /^[45]\.2\.2$/ },
  {
    cause: 'snd-recipient-full',
    words:
      /over ?quota|quota (?:is )?exceeded|mailbox (?:is |has been )?(?:full|exceeded)|out of storage|insufficient mailbox/i,
  },
  { cause: 'snd-too-large', enhanced: /^[45]\.(?:3\.4|2\.3)$/ },
  {
    cause: 'snd-too-large',
    words: /(?:message|mail|size).{0,40}(?:too (?:large|big)|exceeds)|exceeds? .{0,30}(?:size|limit of \d)/i,
    kind: 5,
  },
  { cause: 'snd-recipient-disabled', enhanced: /^5\.2\.1$/ },
  {
    cause: 'snd-recipient-disabled',
    words: /(?:account|mailbox|user).{0,40}(?:disabled|inactive|suspended|deactivated)/i,
    kind: 5,
  },
  { cause: 'dom-spf-too-many-lookups', words: /spf.{0,40}(?:permerror|too many (?:dns )?lookups)/i },
  { cause: 'dom-spf-lacks-us', enhanced: /^5\.7\.23$/ },
  { cause: 'snd-sender-domain-unresolvable', enhanced: /^[45]\.1\.8$/ },
  {
    cause: 'snd-sender-domain-unresolvable',
    words: /sender (?:address|domain).{0,40}(?:not found|does not (?:exist|resolve)|cannot be resolved)/i,
  },
  { cause: 'snd-big-provider-throttle', enhanced: /^[45]\.7\.28$/ },
  {
    cause: 'snd-big-provider-throttle',
    words: /unusual rate of|too many (?:messages|connections) from your|rate ?limit/i,
    kind: 4,
  },
  { cause: 'snd-recipients-per-message', enhanced: /^[45]\.5\.3$/, words: /recipients/i },
  { cause: 'acc-forward-loop', enhanced: /^5\.4\.6$/ },
  { cause: 'acc-forward-loop', words: /already has my delivered-to|too many hops|mail (?:forwarding )?loop/i },
  { cause: 'snd-headers-invalid', words: /rfc ?5322|missing (?:from|date|message-id)|multiple from/i, kind: 5 },
  {
    cause: 'snd-content-rejected',
    words:
      /spam (?:or virus )?content|virus|suspicious link|message (?:content )?(?:rejected|refused).{0,30}(?:spam|content)|looks like spam/i,
  },
  { cause: 'snd-recipient-unknown', enhanced: /^5\.1\.(?:1|6)$/ },
  {
    cause: 'snd-recipient-unknown',
    kind: 5,
    words:
      /(?:user|recipient|mailbox|address|account).{0,40}(?:unknown|not found|does ?n[o']t exist|no such|invalid)|no such (?:user|recipient|mailbox|address)|unknown (?:user|recipient|mailbox|address)|no mailbox here/i,
  },
  { cause: 'snd-recipient-domain-dead', enhanced: /^5\.(?:1\.2|1\.10|4\.4)$/ },
  {
    cause: 'snd-recipient-blocks-sender',
    kind: 5,
    words: /(?:sender|you).{0,30}(?:blocked|not allowed|not permitted) (?:by|to)|blocked by (?:the )?recipient/i,
  },
];

/** Text is looked at up to this many characters. */
const MAX_TEXT = 2000;

/** The cause a reply names clearly, or null. Replies below 400 have none. */
export function classifyReply(reply: RemoteReply): CauseId | null {
  if (reply.code < 400) return null;
  const text = reply.text.slice(0, MAX_TEXT);
  const kind = reply.code >= 500 ? 5 : 4;
  const rule = RULES.find(
    (candidate) =>
      (candidate.kind === undefined || candidate.kind === kind) &&
      (candidate.enhanced === undefined || candidate.enhanced.test(reply.enhanced)) &&
      (candidate.words === undefined || candidate.words.test(text)),
  );
  return rule?.cause ?? null;
}
