/** Judges port and encryption as the pair they are: one finding, and both put right together. Pure. */
import type { Security, TextEdit } from '#src/model/program-settings.ts';
import { USUAL_DOORS } from '#src/model/program-settings.ts';
import type { Fault, SettingFinding } from './faults.ts';
import { type Asked, finding } from './finding.ts';
import type { Door } from './right.ts';

/** At most one finding. */
export function doorFindings(asked: Asked): readonly SettingFinding[] {
  const { server, right } = asked;
  const port = server.port.value;
  const security = server.security.value;
  if (port === null && security === null) return [];
  const doors = right.doors.filter(({ kind }) => kind === server.kind);
  const [best] = doors;
  if (best === undefined) return [];
  const at = doors.find((door) => door.port === port);
  if (port === null) return security === 'none' ? [tell(asked, 'security-off', best)] : [];
  if (at !== undefined) return atDoor(asked, at, best, security);
  if (server.kind === 'smtp' && port === 25) return [tell(asked, 'port-25', best)];
  const other = [...right.doors, ...USUAL_DOORS].find((door) => door.port === port && door.kind !== server.kind);
  if (other !== undefined) return [tell(asked, 'port-of-other-kind', best, other.kind)];
  if (security === 'none') return [tell(asked, 'security-off', best)];
  // Unknown hosts may have doors of their own.
  return right.source === 'unknown' ? [] : [tell(asked, 'port-wrong', best)];
}

function atDoor(asked: Asked, at: Door, best: Door, security: Security | null): readonly SettingFinding[] {
  if (security === null || security === at.security) return [];
  // Without encryption the better door is told; a wrong choice at a right door keeps the port.
  if (security === 'none') return [tell(asked, 'security-off', at.security === 'tls' ? at : best)];
  if (security === 'optional')
    return [tell(asked, at.security === 'tls' ? 'security-mismatch' : 'security-optional', at)];
  // A program that has no word for it takes the other door.
  const canSay = asked.server.security.put === null || asked.server.security.put(at.security).length > 0;
  return [tell(asked, 'security-mismatch', canSay ? at : best)];
}

function tell(asked: Asked, fault: Fault, to: Door, other?: string): SettingFinding {
  const { port, security } = asked.server;
  const edits: TextEdit[] = [
    ...(port.value === to.port ? [] : (port.put?.(to.port) ?? [])),
    ...(security.value === to.security ? [] : (security.put?.(to.security) ?? [])),
  ];
  return finding(asked, fault, port.value === to.port ? 'security' : 'port', {
    says: pair(port.value, security.value),
    should: pair(to.port, to.security),
    line: port.value === to.port ? (security.line ?? port.line) : (port.line ?? security.line),
    args: {
      port: port.value ?? 0,
      wanted: to.port,
      kind: asked.server.kind,
      ...(other === undefined ? {} : { other }),
    },
    edits,
  });
}
/** `993 tls`; the words are the reader's. */
const pair = (port: number | null, security: Security | null): string =>
  [port === null ? '' : String(port), security ?? ''].filter((part) => part !== '').join(' ');
