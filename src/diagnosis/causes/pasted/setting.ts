/** Causes in the program, the device or the network in between, read from the words that the program showed. */
import { type Cause, found, RULED_OUT, UNKNOWN } from '../../cause.ts';
import type { CauseFamily } from '#src/model/cause-id.ts';
import type { Facts } from '../../facts.ts';
import type { Arguments, Fix, Symptom } from '../../finding.ts';
import { type FixId, fix } from '../../fixes.ts';
import { about } from '../traffic/outgoing.ts';
import type { PastedCause } from './ids.ts';
import { saidInText } from './said.ts';

type SettingCause = Extract<PastedCause, `net-${string}` | `cli-${string}` | 'acc-mailbox-locked'>;
interface Kind {
  readonly symptoms: readonly Symptom[];
  readonly height: number;
  readonly proof: string;
  readonly fixes: readonly FixId[];
}
const EITHER: readonly Symptom[] = ['both', 'send', 'receive'];

const KINDS: Readonly<Record<SettingCause, Kind>> = {
  'net-forged-smtp-reply': {
    symptoms: ['send', 'some'],
    height: 18,
    proof: 'the text carries "551 User not local; please try", which our server never says',
    fixes: ['use-another-path'],
  },
  'net-port25-intercepted': {
    symptoms: ['send'],
    height: 20,
    proof: 'the text shows that another host answers on port 25',
    fixes: ['use-encrypted-ports'],
  },
  'net-tls-inspection': {
    symptoms: EITHER,
    height: 20,
    proof: 'the certificate in the text was issued by the firewall of a firm',
    fixes: ['ask-network-owner', 'use-another-path'],
  },
  'net-captive-portal': {
    symptoms: EITHER,
    height: 20,
    proof: 'the certificate or the answer in the text is that of a network’s sign-in page',
    fixes: ['accept-hotspot'],
  },
  'net-resolver-broken': {
    symptoms: EITHER,
    height: 20,
    proof: 'the text says that names cannot be looked up (EAI_…, NXDOMAIN for a name that exists)',
    fixes: ['change-resolver'],
  },
  'net-mtu-blackhole': {
    symptoms: ['send', 'slow'],
    height: 18,
    proof: 'the connection stands still in the middle of a larger message',
    fixes: ['lower-packet-size', 'use-another-path'],
  },
  'cli-antivirus-proxy': {
    symptoms: EITHER,
    height: 20,
    proof: 'the certificate or the refusal in the text is that of a virus scanner on the machine',
    fixes: ['turn-off-mail-shield'],
  },
  'cli-firewall-app': {
    symptoms: EITHER,
    height: 20,
    proof: 'the device itself refused the connection (EACCES, a firewall’s words)',
    fixes: ['allow-program'],
  },
  'cli-local-store-broken': {
    symptoms: ['receive', 'slow', 'both'],
    height: 20,
    proof: 'the program says that its own file, profile or disk is full or damaged',
    fixes: ['mend-local-store'],
  },
  'cli-helo-rejected': {
    symptoms: ['send'],
    height: 20,
    proof: 'the name by which the device greets is refused',
    fixes: ['rename-device', 'set-outgoing'],
  },
  'cli-webmail-browser': {
    symptoms: ['both', 'unknown'],
    height: 20,
    proof: 'the webmail says that the session or its cookies are gone',
    fixes: ['refresh-webmail'],
  },
  'cli-outbox-stuck-offline': {
    symptoms: ['send', 'both'],
    height: 20,
    proof: 'the program says that it works offline',
    fixes: ['go-online'],
  },
  'acc-mailbox-locked': {
    symptoms: ['receive', 'both'],
    height: 20,
    proof: 'the answer says that another session holds the mailbox (IN-USE, INUSE)',
    fixes: ['close-other-session'],
  },
};
export const SETTING_IDS = Object.keys(KINDS) as SettingCause[];

/** The right settings of ours; only for a domain of this host. */
function settings(facts: Facts): Arguments | null {
  const state = facts.get('state.domain')?.observed;
  if (state?.ours !== true) return null;
  return {
    hostname: state.hostname,
    port: state.ports.submissions,
    address: facts.subject.address ?? `…@${facts.subject.domain}`,
  };
}

/** Fixes of a cause of this family; `ours` are the right settings, null when nobody knows them. Null for other causes. */
export function settingFixes(id: string, args: Arguments, ours: Arguments | null): readonly Fix[] | null {
  if (!(id in KINDS)) return null;
  return KINDS[id as SettingCause].fixes.flatMap((one) => {
    if (one === 'set-outgoing') return ours === null ? [] : [fix(one, ours)];
    return [fix(one, { quote: args['quote'] ?? '', recipient: args['recipient'] ?? '' })];
  });
}

export const SETTING_CAUSES: readonly Cause[] = SETTING_IDS.map((id): Cause => {
  const { symptoms, height, proof } = KINDS[id];
  return {
    id,
    family: id.slice(0, 3) as CauseFamily,
    since: '0.3.0',
    symptoms,
    height,
    needs: ['pasted.text'],
    explains: [],
    proof,
    judge: (facts) => {
      if (facts.get('pasted.text') === undefined) return UNKNOWN;
      const said = saidInText(facts, id);
      if (said === null) return RULED_OUT;
      return found({
        certainty: said.certainty,
        about: about(facts),
        args: said.args,
        evidence: said.evidence,
        fix: settingFixes(id, said.args, settings(facts)) ?? [],
      });
    },
  };
});
