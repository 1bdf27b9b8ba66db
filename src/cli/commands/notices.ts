/** `notice …`: what we told customers, and what became of each mail. */
import { texts } from '#src/messages/catalogue.ts';
import { listNotices, type NoticeView } from '#src/service/notice-list.ts';
import { done } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';
import { table } from '../table.ts';

export const NOTICE_COMMANDS: readonly Command[] = [
  command<{ readonly about: string | null }, readonly NoticeView[]>({
    name: 'notice list',
    usage: '[<address>|<domain>|<customer>]',
    options: {},
    parse: ({ words }) => (words.length <= 1 ? done({ about: words[0] ?? null }) : null),
    run: (app, { about }) => listNotices(app, about ?? undefined),
    render: (notices, language) =>
      notices.length === 0
        ? texts(language).host.none
        : table(
            ['at', 'about', 'to', 'channel', 'state', 'message', 'title'],
            notices.flatMap((notice) =>
              notice.mails.length === 0
                ? [[notice.at, notice.subject, '–', '–', notice.state, '', notice.kind]]
                : notice.mails.map((mail) => [
                    mail.at,
                    notice.subject,
                    mail.address,
                    mail.channel,
                    mail.state,
                    mail.messageId ?? '',
                    mail.title,
                  ]),
            ),
          ),
  }),
];
