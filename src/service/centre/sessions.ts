/**
 * Sessions of the centre: begun by a right password, found by the cookie's value, listed and ended by their owner. Only a
 * hash of the value is stored. Called by http/api; decides nothing about what a person may see.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  type CentreSession,
  type Person,
  type PersonKind,
  SECOND_FACTOR_MS,
  SESSION_IDLE_MS,
  SESSION_MOST_MS,
  type SessionStage,
} from '#src/model/person.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import {
  completeSessionRow,
  deleteEndedSessions,
  deleteSession,
  deleteSessionsOf,
  insertSession,
  sessionByToken,
  sessionsOf,
  touchSession,
} from '#src/store/centre.ts';
import type { Database } from '#src/store/database.ts';
import type { CentreSessionsTable } from '#src/store/tables-centre.ts';
import { personById } from './persons.ts';

export interface SessionDeps {
  readonly db: Database;
  readonly clock: Clock;
}
/** SHA-256 of a token, hex: what the database holds of it. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
export const newToken = (): string => randomBytes(32).toString('base64url');
export const isToken = (text: string | undefined): text is string => text !== undefined && TOKEN.test(text);
/** Goes into the cookie. */
export interface SessionToken {
  readonly token: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}
/** A session's last use is written down at most this often. */
const TOUCH_MS = 60_000;

/** Begins a session; the token goes into the cookie and is stored nowhere. */
export async function beginSession(
  deps: SessionDeps,
  person: Person,
  stage: SessionStage,
  from: { readonly remote: string | null; readonly agent: string | null },
): Promise<SessionToken> {
  const token = newToken();
  const now = deps.clock.now();
  const expiresAt = now + (stage === 'signed-in' ? SESSION_IDLE_MS[person.kind] : SECOND_FACTOR_MS);
  await deps.db.write(async (tx) => {
    await deleteEndedSessions(tx, now);
    await insertSession(tx, {
      id: newId(now),
      token_hash: tokenHash(token),
      person_kind: person.kind,
      person_id: person.id,
      stage,
      language: person.language,
      remote: from.remote,
      agent: from.agent?.slice(0, 300) ?? null,
      created_at: now,
      seen_at: now,
      expires_at: expiresAt,
    });
  });
  return { token, expiresAt };
}

/** The session of a cookie; null when there is none, it ended, or the person is gone. */
export async function sessionOf(deps: SessionDeps, token: string | undefined): Promise<CentreSession | null> {
  if (!isToken(token)) return null;
  const row = await sessionByToken(deps.db.sql, tokenHash(token));
  const now = deps.clock.now();
  if (row === null || row.expires_at <= now) return null;
  const person = await personById(deps.db.sql, row.person_kind as PersonKind, row.person_id);
  if (person === null) return null;
  let expiresAt = row.expires_at;
  if (row.stage === 'signed-in' && now - row.seen_at > TOUCH_MS) {
    expiresAt = Math.min(now + SESSION_IDLE_MS[person.kind], row.created_at + SESSION_MOST_MS[person.kind]);
    await deps.db.write((tx) => touchSession(tx, row.id, now, expiresAt));
  }
  return sessionFrom(row, person, expiresAt);
}
const sessionFrom = (row: CentreSessionsTable, person: Person, expiresAt = row.expires_at): CentreSession => ({
  id: row.id,
  person,
  stage: row.stage as SessionStage,
  remote: row.remote,
  agent: row.agent,
  createdAt: row.created_at,
  seenAt: row.seen_at,
  expiresAt,
});

/**
 * The second proof was right: the session is good now, under a new token, so that whoever knew the old one has nothing.
 * Null when it ended meanwhile.
 */
export async function completeSession(deps: SessionDeps, session: CentreSession): Promise<SessionToken | null> {
  const token = newToken();
  const now = deps.clock.now();
  const expiresAt = now + SESSION_IDLE_MS[session.person.kind];
  const set = { token_hash: tokenHash(token), stage: 'signed-in', seen_at: now, expires_at: expiresAt };
  return (await deps.db.write((tx) => completeSessionRow(tx, session.id, set))) ? { token, expiresAt } : null;
}

/** Sessions of the same person, newest first. */
export async function listSessions(deps: SessionDeps, person: Person): Promise<readonly CentreSession[]> {
  const now = deps.clock.now();
  const rows = await sessionsOf(deps.db.sql, person.kind, person.id);
  return rows.filter((row) => row.expires_at > now && row.stage === 'signed-in').map((row) => sessionFrom(row, person));
}

/** Ends one session of the person; false when it is not his or not there. */
export async function endSession(deps: SessionDeps, person: Person, id: string): Promise<boolean> {
  const mine = (await sessionsOf(deps.db.sql, person.kind, person.id)).some((row) => row.id === id);
  if (mine) await deps.db.write((tx) => deleteSession(tx, id));
  return mine;
}
/** Ends all of the person's sessions but one; gives how many. */
export const endOtherSessions = (
  deps: SessionDeps,
  person: Pick<Person, 'kind' | 'id'>,
  keep: string | null,
): Promise<number> => deps.db.write((tx) => deleteSessionsOf(tx, person.kind, person.id, keep));
