/** Who is behind an id or a name that is typed at the centre's door. Reads only. Called by sign-in and sessions. */
import type { ContactId, CustomerId, MailboxId } from '#src/model/ids.ts';
import { isLanguage, type Language } from '#src/model/language.ts';
import { OPERATOR_ROLES, type OperatorRole, type Person, type PersonKind } from '#src/model/person.ts';
import { contactPersonById, mailboxPersonById, operatorById } from '#src/store/centre.ts';
import type { Sql } from '#src/store/tables.ts';
import type { OperatorsTable } from '#src/store/tables-centre.ts';

export const languageIn = (text: string): Language => (isLanguage(text) ? text : 'nb');

/** An unknown role may only look. */
const roleIn = (text: string): OperatorRole => OPERATOR_ROLES.find((one) => one === text) ?? 'reader';

export const operatorPerson = ({ id, name, role, language }: OperatorsTable): Person => ({
  kind: 'operator',
  id,
  name,
  role: roleIn(role),
  language: languageIn(language),
});

/** The person, or null when he is gone: then his sessions end with him. */
export async function personById(sql: Sql, kind: PersonKind, id: string): Promise<Person | null> {
  switch (kind) {
    case 'operator': {
      const row = await operatorById(sql, id);
      return row === null ? null : operatorPerson(row);
    }
    case 'contact': {
      const row = await contactPersonById(sql, id);
      if (row === null) return null;
      const { address, customer_id: customer, customer_name: customerName } = row;
      return {
        kind,
        id: id as ContactId,
        name: address,
        customer: customer as CustomerId,
        customerName,
        language: languageIn(row.own_language ?? row.language),
      };
    }
    case 'mailbox': {
      const row = await mailboxPersonById(sql, id);
      if (row === null) return null;
      return {
        kind,
        id: id as MailboxId,
        name: row.address,
        customer: row.customer_id as CustomerId,
        language: languageIn(row.language),
      };
    }
  }
}
