/** Use cases of operators: add, list, remove; the first one by the start link. Called by CLI and API. */
import { OPERATOR_ROLES, type OperatorRole } from '#src/model/person.ts';
import { newId } from '#src/net/ids.ts';
import {
  allOperators,
  deleteOperator,
  deleteSessionsOf,
  insertOperator,
  operatorByName,
  setOperatorPassword,
} from '#src/store/centre.ts';
import { type Acting, change, type Reading } from '../change.ts';
import { readLanguage, shown } from '../input.ts';
import { hashed } from '../mailboxes.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import type { PasswordHasher } from '../password-hasher.ts';

export interface NewOperator {
  readonly name: string;
  readonly role: string;
  readonly password: string;
  readonly language?: string;
}
export interface OperatorView {
  readonly name: string;
  readonly role: OperatorRole;
  readonly language: string;
  readonly createdAt: number;
}
/** An address, or a short name. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}(@[\p{L}\p{N}.-]{1,253})?$/u;

/** Adds an operator; `onlyFirst`: refused as soon as there is one. */
export async function addOperator(
  deps: Acting & { readonly hasher: PasswordHasher },
  input: NewOperator,
  options: { readonly onlyFirst?: boolean } = {},
): Promise<Outcome<OperatorView & { readonly id: string }>> {
  const name = input.name.normalize('NFC').trim().toLowerCase();
  if (!NAME.test(name)) return misuse('operatorNameBad', { name: shown(input.name) });
  const role = OPERATOR_ROLES.find((one) => one === input.role);
  if (role === undefined)
    return misuse('operatorRoleUnknown', { role: shown(input.role), known: OPERATOR_ROLES.join(', ') });
  const language = readLanguage(input.language ?? 'nb');
  if (!language.ok) return language;
  const hash = await hashed(deps, input.password);
  if (!hash.ok) return hash;
  return await change(deps, async (tx, audit) => {
    if (options.onlyFirst === true && (await allOperators(tx)).length > 0) return refused('operatorNotFirst');
    if ((await operatorByName(tx, name)) !== null) return refused('operatorExists', { name });
    const now = deps.clock.now();
    const made = { id: newId(now), name, role, language: language.value, created_at: now };
    await insertOperator(tx, { ...made, password_hash: hash.value });
    await audit('operator.add', name, null, { role });
    return done({ id: made.id, name, role, language: made.language, createdAt: now });
  });
}

/** By name. */
export async function listOperators({ db }: Reading): Promise<readonly OperatorView[]> {
  return (await allOperators(db.sql)).map(({ name, role, language, created_at: createdAt }) => ({
    name,
    role: role as OperatorRole,
    language,
    createdAt,
  }));
}

/** Another password for an operator who forgot his; his sessions end. The second proof stays as it is. */
export async function setOperatorPasswordByName(
  deps: Acting & { readonly hasher: PasswordHasher },
  input: { readonly name: string; readonly password: string },
): Promise<Outcome<{ readonly name: string }>> {
  const found = await operatorNamed(deps, input.name);
  if (!found.ok) return found;
  const hash = await hashed(deps, input.password);
  if (!hash.ok) return hash;
  const { id, name } = found.value;
  return await change(deps, async (tx, audit) => {
    await setOperatorPassword(tx, id, hash.value);
    await deleteSessionsOf(tx, 'operator', id, null);
    await audit('operator.password', name, null, null);
    return done({ name });
  });
}

/** `operatorMissing` when there is none. */
export async function operatorNamed({ db }: Reading, typed: string) {
  const row = await operatorByName(db.sql, typed.normalize('NFC').trim().toLowerCase());
  return row === null ? refused('operatorMissing', { name: shown(typed) }) : done(row);
}

/** Removes an operator and ends his sessions; never the last owner while there are others (`keepOwner`: nor alone). */
export async function removeOperator(
  deps: Acting,
  typed: string,
  options: { readonly keepOwner?: boolean } = {},
): Promise<Outcome<{ readonly name: string }>> {
  const name = typed.normalize('NFC').trim().toLowerCase();
  return await change(deps, async (tx, audit) => {
    const all = await allOperators(tx);
    const found = all.find((one) => one.name === name);
    if (found === undefined) return refused('operatorMissing', { name: shown(typed) });
    const owners = all.filter((one) => one.role === 'owner');
    if (owners.length === 1 && owners[0].id === found.id && (all.length > 1 || options.keepOwner === true))
      return refused('operatorLastOwner');
    await deleteSessionsOf(tx, 'operator', found.id, null);
    await deleteOperator(tx, found.id);
    await audit('operator.remove', name, { role: found.role }, null);
    return done({ name });
  });
}
