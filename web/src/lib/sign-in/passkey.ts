/** The browser's part of passkeys; the library comes when it is first needed. */

/** Only under a name and with encryption (or on this very machine). */
export const passkeysWork = (): boolean =>
  window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|[[:]/.test(location.hostname);

/** Asks for a passkey; null when there is none or the reader stopped it. */
export async function passkeyFor(options: never): Promise<unknown> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return startAuthentication({ optionsJSON: options }).catch(() => null);
}

/** Makes one. `there`: this device has one already; `stopped`: the reader or the device did not want. */
export async function newPasskey(options: never): Promise<{ credential: unknown } | 'there' | 'stopped'> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  try {
    return { credential: await startRegistration({ optionsJSON: options }) };
  } catch (error) {
    return error instanceof Error && error.name === 'InvalidStateError' ? 'there' : 'stopped';
  }
}
