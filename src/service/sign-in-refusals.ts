/** The refusals a sign-in can meet, as codes and words. A wrong name and a wrong secret are one and the same to the peer. */
import { texts } from '#src/messages/catalogue.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { Language } from '#src/model/language.ts';
import type { SignInObjection } from '#src/model/sign-in-rule.ts';
import type { PasswordObjection } from '#src/model/sign-in-rule.ts';
import type { Refusal } from '#src/model/refusal.ts';

/** RFC 4954 §6: 535 5.7.8; RFC 5530: AUTHENTICATIONFAILED. Says nothing of which part was wrong. */
export const wrongSignIn = (language: Language, cause: CauseId): Refusal => ({
  code: 535,
  enhanced: '5.7.8',
  imapCode: 'AUTHENTICATIONFAILED',
  cause,
  text: texts(language).refusals.signInWrong(),
});

/** RFC 4954 §6: 454 4.7.0; RFC 5530: UNAVAILABLE. Our fault: nobody should change a password. */
export const unavailableSignIn = (language: Language, detail: string): Refusal => ({
  code: 454,
  enhanced: '4.7.0',
  imapCode: 'UNAVAILABLE',
  cause: 'svc-auth-backend-down',
  text: texts(language).refusals.signInUnavailable(),
  detail,
});

/** The secret was right and a rule said no, so the owner may hear which. RFC 5530: AUTHORIZATIONFAILED. */
export function objectedSignIn(
  language: Language,
  objection: SignInObjection,
  protocol: string,
  country: string,
): Refusal {
  const words = texts(language).refusals;
  const text =
    objection === 'acc-protocol-off'
      ? words.protocolOff({ protocol: protocol.toUpperCase() })
      : words.countryNotAllowed({ country });
  return { code: 535, enhanced: '5.7.1', imapCode: 'AUTHORIZATIONFAILED', cause: objection, text };
}

/**
 * The mailbox's own password is right, but mail programs may not use it. Expired: RFC 5530 EXPIRED; app passwords only:
 * 534 5.7.9 (RFC 4954 §6: this way of proving oneself is too weak).
 */
export function objectedPassword(language: Language, objection: PasswordObjection): Refusal {
  const words = texts(language).refusals;
  return objection === 'acc-password-expired'
    ? { code: 535, enhanced: '5.7.1', imapCode: 'EXPIRED', cause: objection, text: words.passwordExpired() }
    : {
        code: 534,
        enhanced: '5.7.9',
        imapCode: 'AUTHORIZATIONFAILED',
        cause: objection,
        text: words.appPasswordRequired(),
      };
}
