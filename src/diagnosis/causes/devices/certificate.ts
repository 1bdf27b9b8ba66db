/** Causes that show when a program turns our certificate down: another server name, an unknown authority, a wrong clock. */
import { type Cause, type Hit, type Judgement, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { directionOf, type Direction } from '../../devices.ts';
import type { Facts } from '../../facts.ts';
import type { Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { Mismatch, ProbeId } from '../../observations.ts';
import { current, tell } from '../client/connection.ts';
import { evidenceOf, rightSettings } from './shared.ts';
import { saidOf, silence } from './silence.ts';

const NEEDS: readonly ProbeId[] = [
  'state.address',
  'state.domain',
  'state.certificate',
  'auth.sign-ins',
  'connection.mismatches',
];
const shared = { family: 'cli', since: '0.4.0', explains: [] } as const;

/** Alerts with which programs turn a certificate down (RFC 8446 §6.2); which one they choose is up to them. */
const TURNED_DOWN = ['unknown_ca', 'bad_certificate', 'certificate_unknown', 'unsupported_certificate'];

/** Is this name one of the certificate's (RFC 6125 §6.4.3)? */
const covers = (names: readonly string[], asked: string): boolean =>
  names.some(
    (name) => name === asked || (name.startsWith('*.') && asked.slice(asked.indexOf('.') + 1) === name.slice(2)),
  );

/** Did the program call us by a name that is not ours? Without a name nobody knows: false. */
const isForeignName = (one: Mismatch, names: readonly string[]): boolean =>
  typeof one.sni === 'string' && one.sni !== '' && !covers(names, one.sni);

/** Handshakes that the program ended with one of these alerts, as findings. */
function turnedDown(
  facts: Facts,
  wants: (one: Mismatch) => boolean,
  fixes: (device: string) => readonly Fix[],
): Judgement {
  const list = current(facts, (one) => one.outcome === 'tls-failed' && one.alert !== null && wants(one));
  const told = tell(list, facts);
  if (told.kind !== 'found' || list === null) return told;
  const names = facts.get('state.certificate')?.observed.names ?? [];
  return found(
    ...told.hits.map((hit): Hit => {
      const [one] = list;
      const { isOwnAuthority = false, validUntil = '' } = facts.get('state.certificate')?.observed ?? {};
      return {
        ...hit,
        args: {
          ...hit.args,
          sni: one.sni ?? '',
          hostname: facts.get('state.domain')?.observed.hostname ?? names[0] ?? '',
          authority: isOwnAuthority ? 'own' : 'public',
          alert: one.alert ?? '',
          validUntilAt: validUntil,
        },
        evidence: [...hit.evidence, ...evidenceOf(facts, ['state.certificate', null])],
        fix: fixes(String(hit.args['device'])),
      };
    }),
  );
}

const certificateOf = (facts: Facts) => facts.get('state.certificate')?.observed;

/** By another name than ours, in one direction. */
function wrongName(facts: Facts, direction: Direction): Judgement {
  const certificate = certificateOf(facts);
  if (certificate === undefined) return UNKNOWN;
  return turnedDown(
    facts,
    (one) =>
      TURNED_DOWN.includes(one.alert ?? '') &&
      directionOf(one.endpoint) === direction &&
      isForeignName(one, certificate.names),
    () => [rightSettings(facts, direction)],
  );
}

function wrongHost(facts: Facts, direction: Direction): Judgement {
  const named = wrongName(facts, direction);
  if (named.kind === 'found') return named;
  const hit = silence(facts, direction) ?? saidOf(facts, direction);
  return hit === null ? named : found(hit);
}

export const wrongIncomingHost: Cause = {
  ...shared,
  id: 'cli-wrong-incoming-host',
  symptoms: ['receive', 'both'],
  height: 23,
  needs: NEEDS,
  proof:
    'the program calls us by a name that our certificate does not have and turns it down; or mail lies here, sending works, and nobody has ever come to read',
  judge: (facts) => wrongHost(facts, 'incoming'),
};

export const wrongOutgoingHost: Cause = {
  ...shared,
  id: 'cli-wrong-outgoing-host',
  symptoms: ['send', 'both'],
  height: 23,
  needs: NEEDS,
  proof:
    'the program calls us by a name that our certificate does not have and turns it down; or it reads here and has never come to send',
  judge: (facts) => wrongHost(facts, 'outgoing'),
};

export const ownAuthority: Cause = {
  ...shared,
  id: 'cli-own-authority-unknown',
  symptoms: ['receive', 'send', 'both'],
  height: 21,
  needs: NEEDS,
  proof: 'the program turns down our certificate, which this host’s own authority signed and which is right otherwise',
  judge(facts) {
    const certificate = certificateOf(facts);
    if (certificate === undefined) return UNKNOWN;
    if (!certificate.isOwnAuthority) return RULED_OUT;
    return turnedDown(
      facts,
      (one) => TURNED_DOWN.includes(one.alert ?? '') && !isForeignName(one, certificate.names),
      (device) => [fix('public-certificate'), fix('trust-authority', { device })],
    );
  },
};

export const rootTooOld: Cause = {
  ...shared,
  id: 'cli-root-ca-too-old',
  symptoms: ['receive', 'send', 'both'],
  height: 21,
  needs: NEEDS,
  proof: 'the program does not know the public authority of our certificate (alert unknown_ca), by our right name',
  judge(facts) {
    const certificate = certificateOf(facts);
    if (certificate === undefined) return UNKNOWN;
    if (certificate.isOwnAuthority) return RULED_OUT;
    return turnedDown(
      facts,
      (one) => one.alert === 'unknown_ca' && !isForeignName(one, certificate.names),
      (device) => [fix('update-device', { device })],
    );
  },
};

export const clockWrong: Cause = {
  ...shared,
  id: 'cli-clock-wrong',
  symptoms: ['receive', 'send', 'both'],
  height: 22,
  needs: NEEDS,
  proof: 'the program says that our certificate has expired (alert certificate_expired) while it is valid',
  judge(facts) {
    const certificate = certificateOf(facts);
    if (certificate === undefined) return UNKNOWN;
    const { validFrom, validUntil } = certificate;
    return turnedDown(
      facts,
      (one) => one.alert === 'certificate_expired' && validFrom <= one.firstAt && one.lastAt <= validUntil,
      (device) => [fix('set-clock', { device })],
    );
  },
};

export const CERTIFICATE_CAUSES: readonly Cause[] = [
  wrongIncomingHost,
  wrongOutgoingHost,
  ownAuthority,
  rootTooOld,
  clockWrong,
];
