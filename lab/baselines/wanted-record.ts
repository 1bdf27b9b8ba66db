/**
 * A re-creation of the habit "compare each record with the wanted text" (as control panels of the YunoHost and Postal kind
 * do): asks the lab's DNS for MX, SPF, DKIM and DMARC and complains of whatever is not the wanted text. Measured beside ours.
 */
import { Resolver } from 'node:dns/promises';
import type { World } from '../world.ts';
import type { BaselineAnswer } from './baseline.ts';

/** Which causes a complaint names, read generously: "any message that names it" counts. */
const NAMES: Readonly<Record<string, readonly RegExp[]>> = {
  'domain does not exist': [
    /^dom-(not-registered|expired|quarantine|clienthold-unverified|serverhold|transferred-away)$/,
  ],
  'MX missing': [/^dom-(no-mx|ns-elsewhere|cname-at-apex)$/],
  'MX differs': [/^dom-(null-mx|mx-|ns-elsewhere|propagation|mailhost-record-gone|transferred-away)/],
  'SPF missing': [/^dom-spf-missing$/],
  'SPF differs': [/^dom-spf-/],
  'DKIM missing': [/^dom-dkim-missing$/],
  'DKIM differs': [/^dom-dkim-/],
  'DMARC missing': [/^dom-dmarc-missing$/],
  'DMARC differs': [/^dom-dmarc-/],
};

type Found = readonly string[] | 'gone' | 'failed';
async function look(work: Promise<readonly string[]>): Promise<Found> {
  try {
    return await work;
  } catch (error) {
    const { code } = error as { code?: string };
    return code === 'ENOTFOUND' ? 'gone' : code === 'ENODATA' ? [] : 'failed';
  }
}
const kindOf = (name: string, type: string): string =>
  type === 'MX' ? 'MX' : name.startsWith('_dmarc.') ? 'DMARC' : name.includes('._domainkey.') ? 'DKIM' : 'SPF';
const PREFIX: Readonly<Record<string, string>> = { SPF: 'v=spf1', DKIM: 'v=dkim1', DMARC: 'v=dmarc1' };

/** Its complaints about a domain of ours. */
export async function wantedRecord(world: World, domain: string): Promise<BaselineAnswer> {
  const resolver = new Resolver({ timeout: 1500, tries: 1 });
  resolver.setServers([...world.host.app.configuration.dns.servers]);
  const shown = await world.host.app.recordStates(domain);
  const complaints: string[] = [];
  if (shown.ok)
    for (const { name, type, value } of shown.value) {
      if (type !== 'MX' && type !== 'TXT') continue;
      const kind = kindOf(name, type);
      const found = await look(
        type === 'MX'
          ? resolver.resolveMx(name).then((all) => all.map((one) => `${one.priority} ${one.exchange}`))
          : resolver.resolveTxt(name).then((all) => all.map((one) => one.join(''))),
      );
      if (found === 'failed') complaints.push(`${kind} missing`);
      else if (found === 'gone') complaints.push(kind === 'MX' ? 'domain does not exist' : `${kind} missing`);
      else {
        const here = kind === 'MX' ? found : found.filter((one) => one.toLowerCase().startsWith(PREFIX[kind]));
        if (here.length === 0) complaints.push(`${kind} missing`);
        else if (here.length !== 1 || here[0] !== value) complaints.push(`${kind} differs`);
      }
    }
  return {
    complaints,
    names: (cause) => complaints.some((one) => (NAMES[one] ?? []).some((pattern) => pattern.test(cause))),
  };
}
