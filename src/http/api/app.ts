/**
 * The API of the centre, `/api/v1`: routes by topic, one contract (docs/openapi.json). Parses, asks one use case, answers.
 * Mounted by http/server.ts. Never decides anything about mail, and never shows what is not the asking person's.
 */
import { OpenAPIHono } from '@hono/zod-openapi';
import { type CentreApi, type CentreDeps, type CentreEnv, guard } from './centre.ts';
import { problem } from './problem.ts';
import { activityRoutes } from './routes/activity.ts';
import { billRoutes } from './routes/bills.ts';
import { blockRoutes } from './routes/blocks.ts';
import { consoleHostRoutes } from './routes/console/host.ts';
import { contactRoutes } from './routes/contacts.ts';
import { caseRoutes } from './routes/cases.ts';
import { consoleRoutes } from './routes/console.ts';
import { diagnoseRoutes } from './routes/diagnose.ts';
import { countryRoutes } from './routes/countries.ts';
import { domainRoutes } from './routes/domains.ts';
import { feedbackRoutes } from './routes/feedback.ts';
import { explainRoutes } from './routes/explain.ts';
import { fixRoutes } from './routes/fixes.ts';
import { mailboxPageRoutes } from './routes/mailbox-page.ts';
import { mailboxRoutes } from './routes/mailboxes.ts';
import { mailMessageRoutes } from './routes/mail-message.ts';
import { mailMessagePartRoutes } from './routes/mail-message-parts.ts';
import { mailPaperRoutes } from './routes/mail-paper.ts';
import { mailTrailRoutes } from './routes/mail-trail.ts';
import { mailDraftRoutes } from './routes/mail-drafts.ts';
import { mailFolderRoutes } from './routes/mail-folders.ts';
import { mailEventRoutes } from './routes/mail-events.ts';
import { mailListRoutes } from './routes/mail-lists.ts';
import { mailChangeRoutes } from './routes/mail-messages.ts';
import { mailSearchRoutes } from './routes/mail-search.ts';
import { mailContactRoutes } from './routes/mail-contacts.ts';
import { mailIdentityRoutes } from './routes/mail-identities.ts';
import { mailSenderRoutes } from './routes/mail-senders.ts';
import { mailSettingRoutes } from './routes/mail-settings.ts';
import { mailOutboxRoutes } from './routes/mail-outbox.ts';
import { mailRuleLookRoutes } from './routes/mail-rules-look.ts';
import { forwardConsentRoutes } from './routes/forward-consents.ts';
import { mailRuleRoutes } from './routes/mail-rules.ts';
import { mailboxSettingRoutes } from './routes/mailbox-settings.ts';
import { noteRoutes } from './routes/notes.ts';
import { overviewRoutes } from './routes/overview.ts';
import { doorRoutes } from './routes/security-door.ts';
import { passkeyRoutes } from './routes/security-passkeys.ts';
import { securityRoutes } from './routes/security.ts';
import { sessionRoutes } from './routes/session.ts';
import { settingsCheckRoutes } from './routes/settings-check.ts';
import { setupRoutes } from './routes/setup.ts';
import { supportRoutes } from './routes/support.ts';
import { timelineRoutes } from './routes/timeline.ts';
import { yardstickRoutes } from './routes/yardstick.ts';
import { watchRoutes } from './routes/watch.ts';

/** Every route of the API, apart from listening. */
export function centreApi(deps: CentreDeps): CentreApi {
  const api: CentreApi = new OpenAPIHono<CentreEnv>({
    defaultHook: (result, context) => {
      if (result.success) return undefined;
      const [issue] = result.error.issues;
      const field = issue?.path.map(String).join('.');
      return problem(
        context,
        context.get('language'),
        { key: 'inputBad', args: { field: field ?? '' } },
        { status: 422, field },
      );
    },
  });
  guard(api, deps);
  sessionRoutes(api, deps);
  overviewRoutes(api, deps);
  noteRoutes(api, deps);
  domainRoutes(api, deps);
  mailboxRoutes(api, deps);
  mailboxPageRoutes(api, deps);
  mailboxSettingRoutes(api, deps);
  setupRoutes(api, deps);
  mailRuleRoutes(api, deps);
  forwardConsentRoutes(api, deps);
  mailRuleLookRoutes(api, deps);
  mailSettingRoutes(api, deps);
  mailSenderRoutes(api, deps);
  mailIdentityRoutes(api, deps);
  mailContactRoutes(api, deps);
  countryRoutes(api, deps);
  diagnoseRoutes(api, deps);
  caseRoutes(api, deps);
  fixRoutes(api, deps);
  watchRoutes(api, deps);
  timelineRoutes(api, deps);
  explainRoutes(api, deps);
  settingsCheckRoutes(api, deps);
  blockRoutes(api, deps);
  billRoutes(api, deps);
  contactRoutes(api, deps);
  activityRoutes(api, deps);
  doorRoutes(api, deps);
  supportRoutes(api, deps);
  securityRoutes(api, deps);
  passkeyRoutes(api, deps);
  consoleRoutes(api, deps);
  consoleHostRoutes(api, deps);
  feedbackRoutes(api, deps);
  mailFolderRoutes(api, deps);
  mailListRoutes(api, deps);
  mailChangeRoutes(api, deps);
  mailSearchRoutes(api, deps);
  mailEventRoutes(api, deps);
  mailMessageRoutes(api, deps);
  mailMessagePartRoutes(api, deps);
  mailPaperRoutes(api, deps);
  mailTrailRoutes(api, deps);
  mailDraftRoutes(api, deps);
  mailOutboxRoutes(api, deps);
  yardstickRoutes(api, deps);
  api.notFound((context) => problem(context, context.get('language'), { key: 'notThere', args: {} }));
  return api;
}

/** The contract as OpenAPI 3.1. */
export const openApiDocument = (api: CentreApi): object =>
  api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Postvakt',
      version: '1',
      description:
        'The customer centre, webmail and the operator’s console.\n\nAny request may say whose page it comes from: `?whose=` with `person.whose` of the session. Has somebody else signed in in the same browser since, it is refused with 409 `otherPerson` before anything is done.',
    },
  });
