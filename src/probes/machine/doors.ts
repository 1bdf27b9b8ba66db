/** The doors of a mail server as they open, or do not, from this machine. Used by `check`; signs in nowhere. */
import type { DoorFromHere, ReachedFromHere } from '#src/diagnosis/observed-machine.ts';
import type { Dialer, DialledAddress } from '#src/net/dial.ts';
import type { DialMode, DialProtocol } from '#src/net/dial-session.ts';

export interface DoorToTry {
  readonly purpose: DoorFromHere['purpose'];
  readonly host: string;
  readonly port: number;
}
const LIMIT_MS = 4000;

/** How a port is spoken to: by its usual number, else by what the door is for. */
function manner({ port, purpose }: DoorToTry): { readonly protocol: DialProtocol; readonly mode: DialMode } {
  const smtp = purpose.startsWith('outgoing');
  switch (port) {
    case 993:
      return { protocol: 'imap', mode: 'implicit' };
    case 143:
      return { protocol: 'imap', mode: 'starttls' };
    case 995:
      return { protocol: 'pop3', mode: 'implicit' };
    case 110:
      return { protocol: 'pop3', mode: 'starttls' };
    case 465:
      return { protocol: 'smtp', mode: 'implicit' };
    case 25:
    case 587:
      return { protocol: 'smtp', mode: 'starttls' };
    case 443:
      return { protocol: 'tls', mode: 'implicit' };
    default:
      return { protocol: smtp ? 'smtp' : 'imap', mode: 'implicit' };
  }
}

const stateOf = (one: DialledAddress): ReachedFromHere => {
  if (one.refusal !== null || one.state === 'unreachable') return 'no-route';
  return one.state;
};
/** The best that any address of a family gave. */
function best(addresses: readonly DialledAddress[], family: 4 | 6): ReachedFromHere | null {
  const states = addresses.filter((one) => one.family === family).map(stateOf);
  return (['open', 'reset', 'refused', 'timeout', 'no-route'] as const).find((state) => states.includes(state)) ?? null;
}

/** Dials a door over both families. `now` is epoch ms, for the dates of certificates. */
export async function lookAtDoor(dialer: Dialer, door: DoorToTry, now: number): Promise<DoorFromHere> {
  const { host, port, purpose } = door;
  const ask = { host, port, ...manner(door), hello: 'check.invalid', limitMs: LIMIT_MS, isOurs: false, fresh: true };
  const answer = await dialer.dial(ask);
  const addresses = answer.kind === 'dialled' ? answer.addresses : [];
  const opened = addresses.find((one) => stateOf(one) === 'open');
  const shown = addresses.flatMap((one) => one.tls?.certificate ?? []).at(0);
  return {
    purpose,
    host,
    port,
    v4: best(addresses, 4),
    v6: best(addresses, 6),
    greeting: opened?.greetingText ?? null,
    masked: addresses.some((one) => one.greeting === 'masked' || one.starttls === 'masked'),
    certificate:
      shown === undefined
        ? null
        : {
            ok:
              shown.chain === 'complete' &&
              shown.covers &&
              Date.parse(shown.until) > now &&
              Date.parse(shown.from) <= now,
            issuer: shown.issuer,
            names: shown.names,
            from: shown.from,
            until: shown.until,
          },
  };
}
