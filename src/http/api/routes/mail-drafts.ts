/** Routes of drafts: begun, saved while somebody types, left, sent, thrown away; and the files in them. The reader's own only. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import type { UploadRow } from '#src/store/webmail-drafts.ts';
import { ANSWER_KINDS, writtenOf } from '#src/service/webmail/draft.ts';
import type { ShownDraft } from '#src/service/webmail/drafts.ts';
import type { Outcome } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, jsonBody, Moment, moment, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';
import { OutgoingShape, outgoingBody } from './mail-outbox.ts';

const Lines = z.array(z.string().max(4000)).max(5000);
const Written = z.object({
  from: z.string().max(320),
  to: Lines,
  cc: Lines,
  bcc: Lines,
  subject: z.string().max(2000),
  format: z.enum(['html', 'plain']),
  html: z.string(),
  text: z.string(),
});
const Upload = z
  .object({ id: z.string(), name: z.string(), type: z.string(), sizeBytes: z.int(), cid: z.string().nullable() })
  .openapi('MailUpload');
const Answers = z.object({ id: z.string().max(9000), kind: z.enum(ANSWER_KINDS) });
const Draft = Written.extend({
  id: z.string(),
  version: z.int(),
  answers: Answers.nullable(),
  attachments: z.array(Upload),
  savedAt: Moment,
  /** What all files together may weigh. */
  roomBytes: z.int(),
}).openapi('MailDraft');
const DraftList = z.object({
  drafts: z.array(z.object({ id: z.string(), subject: z.string(), to: z.array(z.string()), savedAt: Moment })),
});
const Begin = z.object({
  answers: Answers.optional(),
  /** A message of the Drafts folder. */
  message: z.string().max(9000).optional(),
  to: Lines.optional(),
  cc: Lines.optional(),
  bcc: Lines.optional(),
  subject: z.string().max(2000).optional(),
  body: z.string().max(100_000).optional(),
  from: z.string().max(320).optional(),
  /** IANA name, for the time above a quote. */
  timeZone: z.string().max(60).optional(),
});
const IdParam = z.object({ id: z.string().min(1).max(64) });
const FileParam = IdParam.extend({ attachment: z.string().min(1).max(64) });

const uploadBody = (row: UploadRow): z.infer<typeof Upload> => ({
  id: row.id,
  name: row.name,
  type: row.type,
  sizeBytes: row.size_bytes,
  cid: row.cid,
});
const draftBody = ({ attachments, savedAt, ...draft }: ShownDraft): z.infer<typeof Draft> => ({
  ...draft,
  to: [...draft.to],
  cc: [...draft.cc],
  bcc: [...draft.bcc],
  attachments: attachments.map(uploadBody),
  savedAt: moment(savedAt),
});

export function mailDraftRoutes(api: CentreApi, deps: CentreDeps): void {
  draftRoutes(api, deps);
  savingRoutes(api, deps);
  leavingRoutes(api, deps);
  fileRoutes(api, deps);
}

const answer = (context: never, draft: Outcome<ShownDraft>): never =>
  draft.ok ? send(context, Draft, draftBody(draft.value)) : refuse(context, draft);

function draftRoutes(api: CentreApi, { app }: CentreDeps): void {
  const writing = () => app.webmail.writing;
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/drafts',
      summary: 'What is being written, newest first',
      responses: { 200: json(DraftList, 'Drafts'), ...problems(401, 404) },
    }),
    async (context, user) => {
      const rows = await writing().drafts.list(user);
      const shown = rows.map((row) => {
        const { subject, to } = writtenOf(row);
        return { id: row.id, subject, to: to.slice(0, 20), savedAt: moment(row.saved_at) };
      });
      return send(context, DraftList, { drafts: shown });
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/drafts',
      summary: 'Begin: an answer, a draft of another program, the fields of a mailto link, or a fresh letter',
      request: { body: jsonBody(Begin) },
      responses: { 200: json(Draft, 'The draft'), ...problems(401, 404, 409, 413, 422, 503) },
    }),
    async (context, user) => {
      const { timeZone = 'UTC', answers, message, ...fields } = context.req.valid('json');
      const about = { language: context.get('language'), timeZone };
      const asked = {
        ...fields,
        ...(answers === undefined ? {} : { answers }),
        ...(message === undefined ? {} : { message }),
      };
      return answer(context as never, await writing().drafts.begin(user, asked as never, about));
    },
  );
}

function savingRoutes(api: CentreApi, { app }: CentreDeps): void {
  const writing = () => app.webmail.writing;
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/drafts/{id}',
      summary: 'A draft',
      request: { params: IdParam },
      responses: { 200: json(Draft, 'The draft'), ...problems(401, 404, 409) },
    }),
    async (context, user) => answer(context as never, await writing().drafts.show(user, context.req.valid('param').id)),
  );
  mailRoute(
    api,
    createRoute({
      method: 'put',
      path: '/mail/drafts/{id}',
      summary: 'Save it; `version` is the one that was seen',
      request: { params: IdParam, body: jsonBody(Written.extend({ version: z.int() })) },
      responses: { 200: json(Draft, 'As it is now'), ...problems(401, 404, 409, 413, 422) },
    }),
    async (context, user) => {
      const { version, ...written } = context.req.valid('json');
      return answer(
        context as never,
        await writing().drafts.save(user, context.req.valid('param').id, version, written),
      );
    },
  );
}

function leavingRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  const writing = () => app.webmail.writing;
  const responses = { 204: { description: 'Done' }, ...problems(401, 404, 409, 503) };
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/drafts/{id}/leave',
      summary: 'It is left for now: into the Drafts folder, where other programs see it; an empty one goes',
      request: { params: IdParam },
      responses,
    }),
    async (context, user) => {
      const left = await writing().drafts.leave(user, context.req.valid('param').id);
      return left.ok ? (context.body(null, 204) as never) : refuse(context, left);
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mail/drafts/{id}',
      summary: 'Throw it away, with its files and its copy in the Drafts folder',
      request: { params: IdParam },
      responses,
    }),
    async (context, user) => {
      const gone = await writing().drafts.discard(user, context.req.valid('param').id);
      return gone.ok ? (context.body(null, 204) as never) : refuse(context, gone);
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/drafts/{id}/send',
      summary: 'Send it, as it was at this version; it can be taken back until `undoUntil`',
      request: { params: IdParam, body: jsonBody(z.object({ version: z.int() })) },
      responses: { 200: json(OutgoingShape, 'On its way'), ...problems(401, 404, 409, 422) },
    }),
    async (context, user) => {
      const { version } = context.req.valid('json');
      const sent = await writing().outbox.send(user, context.req.valid('param').id, version);
      if (sent.ok)
        return send(context, OutgoingShape, await outgoingBody(app, clock, context.get('language'), sent.value));
      const { field } = sent.problem.args;
      return refuse(context, sent, typeof field === 'string' ? field : undefined);
    },
  );
}

/** Shown in the editor; anything else is a file. */
const SHOWN = /^image\/(?:png|jpeg|gif|webp)$/;

function fileRoutes(api: CentreApi, { app }: CentreDeps): void {
  const writing = () => app.webmail.writing;
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/drafts/{id}/attachments',
      summary: 'A file, as the raw body of the request; counted as it comes',
      request: {
        params: IdParam,
        query: z.object({
          name: z.string().max(2000),
          type: z.string().max(200).optional(),
          inline: z.enum(['0', '1']).optional(),
        }),
      },
      responses: { 200: json(Upload, 'Kept'), ...problems(401, 404, 409, 413, 422) },
    }),
    async (context, user) => {
      const draft = await writing().drafts.show(user, context.req.valid('param').id);
      if (!draft.ok) return refuse(context, draft);
      const { name, type = '', inline } = context.req.valid('query');
      const domain = user.address.slice(user.address.lastIndexOf('@') + 1);
      const taken = await writing().uploads.take(
        { id: draft.value.id, mailbox: user.id, domain },
        { name, type, inline: inline === '1' },
        Readable.fromWeb((context.req.raw.body ?? new Blob([]).stream()) as never) as AsyncIterable<Uint8Array>,
      );
      if (taken.ok) return send(context, Upload, uploadBody(taken.value));
      context.header('connection', 'close'); // what is left of the body is not read
      return refuse(context, taken);
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/drafts/{id}/attachments/{attachment}',
      summary: 'A file of a draft',
      request: { params: FileParam },
      responses: { 200: { description: 'Its bytes' }, ...problems(401, 404, 409) },
    }),
    async (context, user) => {
      const { id, attachment } = context.req.valid('param');
      const draft = await writing().drafts.show(user, id);
      if (!draft.ok) return refuse(context, draft);
      const file = await writing().uploads.find(id, attachment);
      if (file === null) return refuse(context, { ok: false, problem: { exit: 1, key: 'notThere', args: {} } });
      const isShown = SHOWN.test(file.type);
      const name = encodeURIComponent(file.name).replace(
        /['()*]/g,
        (letter) => `%${letter.charCodeAt(0).toString(16)}`,
      );
      const bytes = Readable.toWeb(createReadStream(writing().uploads.pathOf(file.id))) as ReadableStream;
      return context.body(bytes, 200, {
        'content-type': isShown ? file.type : 'application/octet-stream',
        'content-length': String(file.size_bytes),
        'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      }) as never;
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mail/drafts/{id}/attachments/{attachment}',
      summary: 'Take a file out of a draft',
      request: { params: FileParam },
      responses: { 204: { description: 'Gone' }, ...problems(401, 404, 409) },
    }),
    async (context, user) => {
      const { id, attachment } = context.req.valid('param');
      const draft = await writing().drafts.show(user, id);
      if (!draft.ok) return refuse(context, draft);
      await writing().uploads.remove(id, attachment);
      return context.body(null, 204) as never;
    },
  );
}
