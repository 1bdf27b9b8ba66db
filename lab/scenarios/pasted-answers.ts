/**
 * Answers of other hosts, each in several wordings: said to our own delivery (the host is broken so, the message is really
 * sent), and pasted by the customer. Beside each a twin that is well.
 */
import type { PastedCause } from '#src/diagnosis/causes/pasted/ids.ts';
import { foreignDomain, foreignHost, tried } from '../foreign-host.ts';
import type { SinkMood } from '../smtp-sink.ts';
import type { Customer, World } from '../world.ts';
import { submit } from './limits.ts';
import type { Scenario } from './scenario.ts';

const LOCALS = ['eva', 'per', 'nina', 'jonas', 'astrid'];
const to = (customer: Customer): string =>
  `${LOCALS[customer.domain.length % LOCALS.length]}@${foreignDomain(customer)}`;
async function sends(world: World, customer: Customer): Promise<void> {
  const heard = await submit(world, customer, [to(customer)], customer.address);
  if (!heard.includes('250 2.0.0')) throw new Error(`not taken: ${heard}`);
  await tried(world, customer.address);
}

interface Answers {
  readonly cause: PastedCause;
  /** What the host answers, and at which stage; the address of the recipient for `%`. */
  readonly moods: readonly (readonly [stage: 'rcpt' | 'mail' | 'end' | 'greeting', reply: string])[];
  /** What a customer pastes; `%` as above, `&` the customer's own address. */
  readonly text: string;
  /** Much like it, and well. */
  readonly twin: string;
}

const DELIVERED = `Reporting-MTA: dns; mx.far.example

Final-Recipient: rfc822; %
Action: delivered
Status: 2.0.0
Diagnostic-Code: smtp; 250 2.0.0 ok
`;

const ANSWERS: readonly Answers[] = [
  {
    cause: 'snd-recipient-unknown',
    moods: [
      ['rcpt', '550-5.1.1 The email account that you tried to reach does not exist.\r\n550 5.1.1 NoSuchUser'],
      ['rcpt', '550 5.1.1 <%>: Recipient address rejected: User unknown in virtual mailbox table'],
    ],
    text: '<%>: host mx.far.example[198.51.100.7] said: 550 5.1.1 User\n    unknown (in reply to RCPT TO command)',
    twin: DELIVERED,
  },
  {
    cause: 'snd-recipient-full',
    moods: [
      ['rcpt', '552 5.2.2 <%>: mailbox is full'],
      ['end', "452-4.2.2 The recipient's inbox is out of storage space.\r\n452 4.2.2 OverQuotaTemp"],
    ],
    text: 'Kunne ikke levere til %.\nServeren svarte: 552 5.2.2 Over quota',
    twin: 'Meldingen til % er levert: 250 2.0.0 OK queued',
  },
  {
    cause: 'snd-recipient-disabled',
    moods: [
      ['rcpt', '550-5.2.1 The email account that you tried to reach is disabled.\r\n550 5.2.1 DisabledUser'],
      ['rcpt', '554 5.2.1 <%> This account has been disabled or is inactive'],
    ],
    text: '% — Remote Server returned "550 5.2.1 mailbox disabled, not accepting messages"',
    twin: 'Kvittering: % har åpnet meldingen din',
  },
  {
    cause: 'snd-recipient-blocks-sender',
    moods: [
      ['rcpt', '554 5.7.1 <%>: the sender has been blocked by the recipient'],
      ['rcpt', '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; group only accepts messages from its members'],
    ],
    text: "Your message to % couldn't be delivered because you don't have permission to send to this recipient. 550 5.7.1",
    twin: 'You have permission to send to the group. Welcome!',
  },
  {
    cause: 'snd-content-rejected',
    moods: [
      ['end', '554 5.7.1 Message rejected as spam by Content Filtering.'],
      ['end', '550 5.7.1 This message was classified as SPAM (spam score 11.2)'],
    ],
    text: 'SMTP error from remote mail server after end of data: 554 5.7.1 Message blocked: virus found in attachment, %',
    twin: 'X-Info: takk for meldingen, den er sendt videre til saksbehandler',
  },
  {
    cause: 'snd-attachment-type',
    moods: [
      ['end', '552 5.7.0 This message was blocked because its content presents a potential security issue.'],
      ['end', '554 5.7.1 banned filename: faktura.exe, attachment not allowed'],
    ],
    text: '%: 550 5.7.0 Attachment type .docm is not allowed here, message refused',
    twin: 'Vedlegget kontrakt.pdf er mottatt. Takk!',
  },
  {
    cause: 'snd-too-large',
    moods: [
      ['mail', '552 5.3.4 Message size exceeds fixed limit'],
      ['end', '552 5.2.3 Message too large for <%>'],
    ],
    text: 'Meldingen kom i retur fra %: 552 message exceeds maximum message size (25 MB)',
    twin: 'Meldingen på 3 MB er sendt til %.',
  },
  {
    cause: 'snd-big-provider-throttle',
    moods: [
      ['mail', '421 4.7.28 Gmail has detected an unusual rate of unsolicited mail.'],
      ['mail', '421 4.7.0 [TSS04] Messages temporarily deferred due to unexpected volume or user complaints'],
    ],
    text: '% 421 RP-001 The mail server has been temporarily rate limited due to IP reputation.',
    twin: DELIVERED,
  },
  {
    cause: 'snd-allowlist-recipient',
    moods: [
      [
        'greeting',
        '554 IP=203.0.113.25 - None/bad reputation. Ask your postmaster to contact tosa@rx.t-online.de. (NOWL)',
      ],
      ['mail', '554 IP=203.0.113.25 - Dialup/transient IP not allowed. (DIAL)'],
    ],
    text: '%: 554 IP=203.0.113.77 - A problem occurred. contact tobr@rx.t-online.de (BL)',
    twin: 'Guten Tag, Ihre Nachricht an % ist angekommen. Mit freundlichen Grüßen',
  },
  {
    cause: 'snd-bulk-rules-5000',
    moods: [
      ['end', "550 5.7.515 Access denied, sending domain doesn't meet the required authentication level. Spf= Fail"],
      ['end', '550-5.7.515 Access denied, the domain does not meet the required\r\n550 5.7.515 authentication level'],
    ],
    text: "% 550 5.7.515 Access denied, sending domain FJORD doesn't meet the required authentication level",
    twin: 'Rapport: SPF pass, DKIM pass, DMARC pass',
  },
  {
    cause: 'snd-smtputf8',
    moods: [
      ['rcpt', '553 5.6.7 Must declare SMTPUTF8 to send unicode address'],
      ['mail', '550 5.6.7 non-ASCII addresses not permitted for that sender/recipient'],
    ],
    text: 'There are non-ASCII characters in the local part of the recipient address. Change it and try again.',
    twin: 'Adressen åse@example.no er lagt til i adresseboken',
  },
  {
    cause: 'snd-headers-invalid',
    moods: [
      ['end', '550-5.7.1 Messages missing a valid messageId header are\r\n550 5.7.1 not accepted.'],
      ['end', '554 5.6.0 Message is not RFC 5322 compliant: multiple From headers'],
    ],
    text: '% 550 5.7.1 message rejected: missing Date header (RFC 5322)',
    twin: 'Date: i morgen. From: kontoret. Vi sees!',
  },
  {
    cause: 'snd-list-dmarc',
    moods: [
      ['end', '550 5.7.26 mailing list mail from this domain is unauthenticated and fails its DMARC policy'],
      ['end', '550 5.7.509 Access denied: message from mailman did not pass DMARC verification'],
    ],
    text: 'Medlemmer av e-postlisten fikk den ikke: 550 5.7.26 Unauthenticated email, DMARC policy of the domain',
    twin: 'Du er meldt på e-postlisten. Velkommen!',
  },
  {
    cause: 'snd-greylisted',
    moods: [
      ['rcpt', '450 4.2.0 <%>: Recipient address rejected: Greylisted, see http://postgrey.example'],
      ['rcpt', '451 4.7.1 Greylisting in action, please come back later'],
    ],
    text: '450 4.7.1 <%>: temporarily rejected, gray list, try again in 300 seconds',
    twin: '250 2.1.5 <%> ok',
  },
];

const filled = (text: string, customer: Customer): string =>
  text.replaceAll('%', to(customer)).replaceAll('&', customer.address);
const moodOf = (stage: Answers['moods'][number][0], reply: string, customer: Customer): SinkMood => {
  const line = filled(reply, customer);
  return stage === 'rcpt' ? { rcpt: () => line } : { [stage]: line };
};

function scenariosOf({ cause, moods, text, twin }: Answers): Scenario[] {
  const said = moods.map(([stage, reply], index): Scenario => {
    return {
      cause,
      title: `the other host says so to our delivery (${index + 1})`,
      symptom: 'send',
      plant: async (world, customer) => {
        await foreignHost(world, foreignDomain(customer), moodOf(stage, reply, customer));
        await sends(world, customer);
      },
      // The first one is refused, and the next arrives.
      twin: async (world, customer) => {
        const sink = await foreignHost(world, foreignDomain(customer), moodOf(stage, reply, customer));
        await sends(world, customer);
        sink.setMood({});
        await sends(world, customer);
      },
      says: (customer) => [to(customer)],
    };
  });
  const pasted: Scenario = {
    cause,
    title: 'the customer pastes what came back',
    symptom: 'send',
    certainty: 'likely',
    plant: () => {},
    text: (customer) => filled(text, customer),
    twin: () => {},
    twinText: (customer) => filled(twin, customer),
  };
  return [...said, pasted];
}

const DEAD: readonly Scenario[] = [
  {
    cause: 'snd-recipient-domain-dead',
    title: 'the domain of the recipient does not exist',
    symptom: 'send',
    plant: async (world, customer) => {
      await sends(world, customer);
    },
    twin: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer), {});
      await sends(world, customer);
    },
    says: (customer) => [foreignDomain(customer)],
  },
  {
    cause: 'snd-recipient-domain-dead',
    title: 'the gateway of the other side does not know the domain',
    symptom: 'some',
    plant: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer), {
        rcpt: () => '550 5.1.2 Bad destination host: no such domain',
      });
      await sends(world, customer);
    },
    twin: async (world, customer) => {
      await foreignHost(world, foreignDomain(customer), {});
      await sends(world, customer);
    },
    says: (customer) => [foreignDomain(customer)],
  },
  {
    cause: 'snd-recipient-domain-dead',
    title: 'the customer pastes what came back',
    symptom: 'send',
    certainty: 'likely',
    plant: () => {},
    text: (customer) =>
      `<${to(customer)}>: Host or domain name not found. Name service error for name=${foreignDomain(customer)} type=AAAA: Host not found`,
    twin: () => {},
    twinText: (customer) => `Vi fant adressen ${to(customer)} i adresseboken`,
  },
];

export const ANSWER_SCENARIOS: readonly Scenario[] = [...ANSWERS.flatMap(scenariosOf), ...DEAD];
/** For the pasted texts beside: somebody at a foreign host, and a message that really went there. */
export { sends as sendsAbroad, to as someoneAbroad };
