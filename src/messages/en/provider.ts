/** Words of what is publicly known of a mail provider, in English. */
export const provider = {
  head: (a: { readonly name: string }): string => `The address belongs to ${a.name}.`,
  incoming: 'Incoming',
  outgoing: 'Outgoing',
  login: { address: 'User name: the whole e-mail address.', 'local-part': 'User name: the part before the @.' },
  password: {
    'app-password': 'The ordinary password is refused in mail programs: use an app password.',
    oauth: 'The mail program has to sign in through the provider’s own sign-in page.',
    bridge: 'Needs the provider’s own program on the computer.',
  },
  webmail: (a: { readonly url: string }): string => `Webmail: ${a.url}`,
  limits: (a: { readonly list: string }): string => `Limits they state: ${a.list}.`,
  per: { minute: 'a minute', hour: 'an hour', day: 'a day', message: 'a message' },
  of: { address: 'per address', domain: 'per domain', account: 'per account' },
  stop: (a: { readonly minutes: number }): string => `Over the limit, sending stops for ${a.minutes} minutes.`,
};
