/**
 * Routes that check the settings of a mail program: for persons against what is theirs, for visitors against what anybody may
 * know. The file is read in memory and forgotten; the answer has new values and their places, and never the file.
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { texts } from '#src/messages/catalogue.ts';
import { type Fault, FAULTS, type Field } from '#src/diagnosis/program-settings/faults.ts';
import { MOST_FILE_BYTES, PROGRAM_FORMATS } from '#src/model/program-settings.ts';
import type { Language } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { articleOfCause } from '#src/service/help/article-of-cause.ts';
import { refused } from '#src/service/outcome.ts';
import { checkSettings, type CheckedSettings } from '#src/service/settings-check.ts';
import { comparedText, tellSetting, uncheckedText, verdictOf } from '#src/service/settings-check-text.ts';
import type { CentreApi, CentreDeps, CentreEnv } from '../centre.ts';
import { json, jsonBody, personRoute, problems, refuse, send } from '../contract.ts';

export const MOST_TEXT = 262_144;
export const MOST_BASE64 = Math.ceil(MOST_FILE_BYTES / 3) * 4 + 4;

const Question = z
  .object({
    /** The file as it is, in Base64: recognised by what stands in it. */
    file: z.base64().max(MOST_BASE64).optional(),
    /** What was pasted or typed instead. */
    text: z.string().max(MOST_TEXT).optional(),
    /** The address it is about; without it the file tells. */
    address: z.string().max(320).optional(),
  })
  .refine(({ file, text }) => (file === undefined) !== (text === undefined), { path: ['text'] });
const Side = z.enum(['incoming', 'outgoing']);
const FindingBody = z
  .object({
    fault: z.enum(Object.keys(FAULTS) as [Fault, ...Fault[]]),
    weight: z.enum(['wrong', 'risk', 'note']),
    cause: z.string().nullable(),
    /** Help article. */
    article: z.string(),
    account: z.int(),
    server: Side.nullable(),
    field: z.string(),
    fieldName: z.string(),
    title: z.string(),
    why: z.string(),
    says: z.string().nullable(),
    should: z.string().nullable(),
    line: z.int().nullable(),
    /** The way through the program's menus. */
    where: z.string(),
  })
  .openapi('SettingFinding');
export const CheckedBody = z
  .object({
    verdict: z.object({ kind: z.enum(['fine', 'risk', 'wrong', 'unreadable']), text: z.string() }),
    format: z.enum(PROGRAM_FORMATS).nullable(),
    program: z.string().nullable(),
    accounts: z.array(
      z.object({
        name: z.string(),
        address: z.string().nullable(),
        source: z.enum(['ours', 'provider', 'unknown']),
        compared: z.string(),
        /** What to fill in, as far as it is known. */
        right: z.array(
          z.object({
            server: Side,
            kind: z.enum(['imap', 'pop3', 'smtp']),
            host: z.string(),
            port: z.int(),
            security: z.enum(['tls', 'starttls']),
            userName: z.string().nullable(),
          }),
        ),
      }),
    ),
    /** Accounts of other addresses in the same file. */
    others: z.int(),
    findings: z.array(FindingBody),
    /** What was not told and so not checked, in words; null: all was. */
    unchecked: z.string().nullable(),
    /** The corrected file: of the bytes that were sent, `length` from `at` give way to `insert` (Base64), in rising order. */
    edits: z.array(z.object({ at: z.int(), length: z.int(), insert: z.string() })),
    isSigned: z.boolean(),
    putBack: z.string().nullable(),
    /** Passwords that stand in the file and were not read; null: none. */
    passwords: z.string().nullable(),
  })
  .openapi('CheckedSettings');
const answers = { 200: json(CheckedBody, 'What is right and what is not'), ...problems(401, 413, 422, 429) };

const SPAN_MS = 600_000;
const MOST = { person: 60, network: 20, everybody: 300 } as const;

export function settingsCheckRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  const perPerson = createRate(clock, MOST.person, SPAN_MS);
  const perNetwork = createRate(clock, MOST.network, SPAN_MS);
  const everybody = createRate(clock, MOST.everybody, SPAN_MS);
  const body = jsonBody(Question);
  const tell = async (context: Context<CentreEnv>, person: Person | null, asked: z.infer<typeof Question>) => {
    const bytes = Buffer.from(asked.file ?? asked.text ?? '', asked.file === undefined ? 'utf8' : 'base64');
    const address = asked.address?.trim() === '' ? undefined : asked.address;
    const checked = await checkSettings(app, { bytes, address, person });
    if (!checked.ok) return refuse(context, checked, 'address');
    return send(context, CheckedBody, shownSettings(checked.value, context.get('language')));
  };
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/settings-check',
      summary: 'What is wrong in the settings of a mail program, and how its file is put right',
      request: { body },
      responses: answers,
    }),
    async (context, person) => {
      if (!perPerson(`${person.kind} ${person.id}`)) return refuse(context, refused('tooManyRequests') as never);
      return await tell(context as never, person, context.req.valid('json'));
    },
  );
  api.openapi(
    createRoute({
      method: 'post',
      path: '/public/settings-check',
      summary: 'The same without signing in: against what anybody may know of the domain',
      request: { body },
      responses: answers,
    }),
    async (context) => {
      const remote = context.get('remote');
      if (!perNetwork(signInNetwork(remote) ?? remote) || !everybody('all'))
        return refuse(context, refused('tooManyRequests') as never);
      return await tell(context as never, null, context.req.valid('json'));
    },
  );
}

/** In the reader's words. */
export function shownSettings(checked: CheckedSettings, language: Language): z.infer<typeof CheckedBody> {
  const words = texts(language).programSettings;
  const { format, passwords } = checked;
  return {
    verdict: verdictOf(checked, language),
    format,
    program: format === null ? null : words.formats[format],
    accounts: checked.accounts.map((account) => ({
      name: account.name,
      address: account.address,
      source: account.source,
      compared: comparedText(account, language),
      right: [...account.right],
    })),
    others: checked.others,
    findings: checked.findings.map((finding) => {
      const { field: fieldName, ...told } = tellSetting(finding, checked, language);
      const { fault, weight, cause, account, server, line } = finding;
      const field: Field = finding.field;
      const article = cause === null ? 'settings' : articleOfCause(cause);
      return { fault, weight, cause, article, account, server, field, fieldName, line, ...told };
    }),
    unchecked: uncheckedText(checked, language),
    edits: [...checked.edits],
    isSigned: checked.isSigned,
    putBack: format === null || checked.edits.length === 0 ? null : words.putBack[format],
    passwords: passwords === 0 ? null : words.passwordsLeft(passwords),
  };
}
