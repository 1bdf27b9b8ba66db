/** The doors we listen on. The names are those of the configuration (`listen.<endpoint>`) and of endpoints.json. */
export const ENDPOINTS = [
  'http',
  'https',
  'inbound',
  'submission',
  'submissions',
  'imap',
  'imaps',
  'pop3',
  'pop3s',
] as const;
export type Endpoint = (typeof ENDPOINTS)[number];
export type MailProtocol = 'smtp' | 'imap' | 'pop3';

/** True where TLS comes first (RFC 8314 §3): 465, 993, 995; and 443. */
export const isImplicitTls = (endpoint: Endpoint): boolean =>
  endpoint === 'https' || endpoint === 'submissions' || endpoint === 'imaps' || endpoint === 'pop3s';

export const protocolOf = (endpoint: Endpoint): MailProtocol | 'http' => {
  switch (endpoint) {
    case 'http':
    case 'https':
      return 'http';
    case 'inbound':
    case 'submission':
    case 'submissions':
      return 'smtp';
    case 'imap':
    case 'imaps':
      return 'imap';
    case 'pop3':
    case 'pop3s':
      return 'pop3';
  }
};
