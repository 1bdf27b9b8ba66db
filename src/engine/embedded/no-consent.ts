/**
 * What a sender is told of an alias that leads to nobody, because those outside to whom it would lead have not said yes. While
 * one may still say it the answer is temporary: the sender's host tries again and nothing is lost. After a no, or when nobody
 * answered in time, it is final, so that the sender knows today. Names no target. Used by door, intake and delivery.
 */
import type { texts } from '#src/messages/catalogue.ts';
import type { Refusal } from '#src/model/refusal.ts';

export const NO_CONSENT = 'acc-forward-no-consent';

export const noConsentRefusal = (
  words: Pick<ReturnType<typeof texts>['refusals'], 'forwardWaits' | 'forwardRefused'>,
  address: string,
  state: 'waits' | 'refused',
): Refusal =>
  state === 'waits'
    ? { code: 450, enhanced: '4.7.1', cause: NO_CONSENT, text: words.forwardWaits({ address }) }
    : { code: 550, enhanced: '5.7.1', cause: NO_CONSENT, text: words.forwardRefused({ address }) };
