/** One recording for each cause of billing, for the tests of `reason()`. Used by tests only. */
import type { Recording } from '../../finding.ts';
import type { StateBilling } from '../../observed-billing.ts';
import { ago, recording } from '../../recordings.ts';

const owing = (more: Partial<StateBilling> = {}): Recording =>
  recording(
    {
      'state.billing': {
        customer: 'Fjord AS',
        overdue: [
          {
            number: '2026-000123',
            amount: '125.00 NOK',
            reference: '20260001234',
            dueDate: '2026-10-01',
            overdueDays: 51,
          },
        ],
        stopped: {
          sinceAt: ago(600),
          directions: ['outgoing'],
          incomingStopsAt: ago(-60_000),
          notDeletedBefore: '2027-03-30',
        },
        contacts: [{ address: 'eier@annet.example', onOwnDomain: false, bounced: null }],
        unbooked: [],
        ...more,
      },
    },
    'send',
  );

export const BILLING_RECORDINGS = {
  'bil-unpaid-suspended': owing(),
  'bil-paid-not-booked': owing({
    unbooked: [
      {
        amount: '125.00 NOK',
        paidOn: '2026-10-20',
        reference: '20260001243',
        invoice: '2026-000123',
        match: 'both',
      },
    ],
  }),
  'bil-invoice-to-obsolete-address': owing({
    contacts: [
      { address: 'borte@annet.example', onOwnDomain: false, bounced: { firstAt: ago(5000), lastAt: ago(100) } },
    ],
  }),
  'bil-contact-on-own-domain': owing({
    stopped: null,
    contacts: [{ address: 'kari@fjord.example', onOwnDomain: true, bounced: null }],
  }),
} as const;
