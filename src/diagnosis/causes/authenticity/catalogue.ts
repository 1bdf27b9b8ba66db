/** Causes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists. */
import type { Cause } from '../../cause.ts';
import { dmarcMisaligned } from './answers.ts';
import { deadList, domainListed, noPtr, resolverRefused, senderUnresolvable, serverListed } from './reputation.ts';
import { dkimMismatch, dmarcBad, ownPolicyHitsSelf } from './signatures.ts';
import { ipChanged, spfLacksUs, spfMultiple, spfSyntax, spfTooManyLookups } from './spf.ts';
import { mtaStsMismatch, tlsaMismatch } from './transport.ts';

export const AUTHENTICITY_CAUSES: readonly Cause[] = [
  spfLacksUs,
  spfMultiple,
  spfTooManyLookups,
  spfSyntax,
  ipChanged,
  dkimMismatch,
  dmarcBad,
  ownPolicyHitsSelf,
  dmarcMisaligned,
  mtaStsMismatch,
  tlsaMismatch,
  domainListed,
  serverListed,
  noPtr,
  senderUnresolvable,
  resolverRefused,
  deadList,
];
