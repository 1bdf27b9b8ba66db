/** Use case: which notices there were, to whom, and what became of each mail. Called by CLI, webmail and centre. */
import type { NoticeMailState, NoticeState } from '#src/model/notice.ts';
import { listNotices as rowsOf, mailsOfNotices } from '#src/store/notices.ts';
import type { Reading } from './change.ts';
import { done, type Outcome } from './outcome.ts';

export interface NoticeMailView {
  readonly address: string;
  /** `second`: a way that does not depend on what is stopped. */
  readonly channel: 'mailbox' | 'contact' | 'second';
  readonly language: string;
  readonly title: string;
  readonly text: string;
  readonly state: NoticeMailState;
  /** Id in the queue and the journal: `trace <id>`. */
  readonly messageId: string | null;
  readonly at: string;
}
export interface NoticeView {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly block: string | null;
  readonly state: NoticeState;
  readonly at: string;
  readonly mails: readonly NoticeMailView[];
}

const MOST = 200;

/** Newest first: of an address, a domain, a customer's name or a Block's id; or all. */
export async function listNotices(deps: Reading, about?: string): Promise<Outcome<readonly NoticeView[]>> {
  const notices = await rowsOf(deps.db.sql, about === undefined ? null : about.trim(), MOST);
  const mails = Map.groupBy(
    await mailsOfNotices(
      deps.db.sql,
      notices.map((one) => one.id),
    ),
    (mail) => mail.notice_id,
  );
  return done(
    notices.map((notice) => ({
      id: notice.id,
      kind: notice.kind,
      subject: notice.subject,
      block: notice.block_id,
      state: notice.state as NoticeState,
      at: new Date(notice.made_at).toISOString(),
      mails: (mails.get(notice.id) ?? []).map((mail) => ({
        address: mail.address,
        channel: mail.channel as NoticeMailView['channel'],
        language: mail.language,
        title: mail.title,
        text: mail.text,
        state: mail.state as NoticeMailState,
        messageId: mail.message_id,
        at: new Date(mail.changed_at).toISOString(),
      })),
    })),
  );
}
