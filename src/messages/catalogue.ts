/**
 * Every word for customers, in three languages: `texts('nb').refusals.quotaFull({ address })`.
 * Norwegian defines the shape; Swedish and English are typed by it, so that a missing text does not compile.
 * One file a topic and language; add a topic by adding three files and one line here.
 */
import type { Language } from '#src/model/language.ts';
import { blockNotices as enBlockNotices } from './en/block-notices.ts';
import { blocks as enBlocks } from './en/blocks.ts';
import { abroad as enAbroad } from './en/abroad.ts';
import { billing as enBilling } from './en/billing.ts';
import { batch as enBatch } from './en/batch.ts';
import { fixing as enFixing } from './en/fixing.ts';
import { letters as enLetters } from './en/letters.ts';
import { bulk as enBulk } from './en/bulk.ts';
import { causesFromHere as enCausesFromHere } from './en/machine.ts';
import { forwardConsent as enForwardConsent } from './en/forward-consent.ts';
import { program as enProgram } from './en/program.ts';
import { centre as enCentre } from './en/centre.ts';
import { centreProblems as enCentreProblems } from './en/centre-problems.ts';
import { webmailProblems as enWebmailProblems } from './en/webmail-problems.ts';
import { webmailRead as enWebmailRead } from './en/webmail-read.ts';
import { webmailWriting as enWebmailWriting } from './en/webmail-writing.ts';
import { customer as enCustomer, customerProblems as enCustomerProblems } from './en/customer.ts';
import { causes as enCauses } from './en/causes.ts';
import { diagnose as enDiagnose } from './en/diagnose.ts';
import { explain as enExplain } from './en/pasted-words.ts';
import { fixes as enFixes } from './en/fixes.ts';
import { blockNotices as nbBlockNotices } from './nb/block-notices.ts';
import { blocks as nbBlocks } from './nb/blocks.ts';
import { abroad as nbAbroad } from './nb/abroad.ts';
import { billing as nbBilling } from './nb/billing.ts';
import { batch as nbBatch } from './nb/batch.ts';
import { fixing as nbFixing } from './nb/fixing.ts';
import { letters as nbLetters } from './nb/letters.ts';
import { bulk as nbBulk } from './nb/bulk.ts';
import { causesFromHere as nbCausesFromHere } from './nb/machine.ts';
import { forwardConsent as nbForwardConsent } from './nb/forward-consent.ts';
import { program as nbProgram } from './nb/program.ts';
import { centre as nbCentre } from './nb/centre.ts';
import { centreProblems as nbCentreProblems } from './nb/centre-problems.ts';
import { webmailProblems as nbWebmailProblems } from './nb/webmail-problems.ts';
import { webmailRead as nbWebmailRead } from './nb/webmail-read.ts';
import { webmailWriting as nbWebmailWriting } from './nb/webmail-writing.ts';
import { customer as nbCustomer, customerProblems as nbCustomerProblems } from './nb/customer.ts';
import { causes as nbCauses } from './nb/causes.ts';
import { diagnose as nbDiagnose } from './nb/diagnose.ts';
import { explain as nbExplain } from './nb/pasted-words.ts';
import { fixes as nbFixes } from './nb/fixes.ts';
import { blockNotices as svBlockNotices } from './sv/block-notices.ts';
import { blocks as svBlocks } from './sv/blocks.ts';
import { abroad as svAbroad } from './sv/abroad.ts';
import { billing as svBilling } from './sv/billing.ts';
import { batch as svBatch } from './sv/batch.ts';
import { fixing as svFixing } from './sv/fixing.ts';
import { letters as svLetters } from './sv/letters.ts';
import { bulk as svBulk } from './sv/bulk.ts';
import { causesFromHere as svCausesFromHere } from './sv/machine.ts';
import { forwardConsent as svForwardConsent } from './sv/forward-consent.ts';
import { program as svProgram } from './sv/program.ts';
import { centre as svCentre } from './sv/centre.ts';
import { centreProblems as svCentreProblems } from './sv/centre-problems.ts';
import { webmailProblems as svWebmailProblems } from './sv/webmail-problems.ts';
import { webmailRead as svWebmailRead } from './sv/webmail-read.ts';
import { webmailWriting as svWebmailWriting } from './sv/webmail-writing.ts';
import { customer as svCustomer, customerProblems as svCustomerProblems } from './sv/customer.ts';
import { causes as svCauses } from './sv/causes.ts';
import { diagnose as svDiagnose } from './sv/diagnose.ts';
import { explain as svExplain } from './sv/pasted-words.ts';
import { fixes as svFixes } from './sv/fixes.ts';
import { help as enHelp } from './en/help.ts';
import { helpPictures as enHelpPictures } from './en/help-pictures.ts';
import { host as enHost } from './en/host.ts';
import { imap as enImap } from './en/imap.ts';
import { notices as enNotices } from './en/notices.ts';
import { pop3 as enPop3 } from './en/pop3.ts';
import { provider as enProvider } from './en/provider.ts';
import { problems as enProblems } from './en/problems.ts';
import { programSettings as enProgramSettings } from './en/program-settings.ts';
import { refusals as enRefusals } from './en/refusals.ts';
import { security as enSecurity } from './en/security.ts';
import { setup as enSetup } from './en/setup.ts';
import { help as nbHelp } from './nb/help.ts';
import { helpPictures as nbHelpPictures } from './nb/help-pictures.ts';
import { host as nbHost } from './nb/host.ts';
import { imap as nbImap } from './nb/imap.ts';
import { notices as nbNotices } from './nb/notices.ts';
import { pop3 as nbPop3 } from './nb/pop3.ts';
import { provider as nbProvider } from './nb/provider.ts';
import { problems as nbProblems } from './nb/problems.ts';
import { programSettings as nbProgramSettings } from './nb/program-settings.ts';
import { refusals as nbRefusals } from './nb/refusals.ts';
import { security as nbSecurity } from './nb/security.ts';
import { setup as nbSetup } from './nb/setup.ts';
import { help as svHelp } from './sv/help.ts';
import { helpPictures as svHelpPictures } from './sv/help-pictures.ts';
import { host as svHost } from './sv/host.ts';
import { imap as svImap } from './sv/imap.ts';
import { notices as svNotices } from './sv/notices.ts';
import { pop3 as svPop3 } from './sv/pop3.ts';
import { provider as svProvider } from './sv/provider.ts';
import { problems as svProblems } from './sv/problems.ts';
import { programSettings as svProgramSettings } from './sv/program-settings.ts';
import { refusals as svRefusals } from './sv/refusals.ts';
import { security as svSecurity } from './sv/security.ts';
import { setup as svSetup } from './sv/setup.ts';

const catalogue = {
  nb: {
    abroad: nbAbroad,
    blockNotices: nbBlockNotices,
    blocks: nbBlocks,
    billing: nbBilling,
    batch: nbBatch,
    fixing: nbFixing,
    letters: nbLetters,
    bulk: nbBulk,
    causes: nbCauses,
    centre: nbCentre,
    centreProblems: nbCentreProblems,
    customer: nbCustomer,
    customerProblems: nbCustomerProblems,
    webmailProblems: nbWebmailProblems,
    webmailRead: nbWebmailRead,
    webmailWriting: nbWebmailWriting,
    causesFromHere: nbCausesFromHere,
    program: nbProgram,
    forwardConsent: nbForwardConsent,
    diagnose: nbDiagnose,
    explain: nbExplain,
    fixes: nbFixes,
    help: nbHelp,
    helpPictures: nbHelpPictures,
    host: nbHost,
    imap: nbImap,
    notices: nbNotices,
    pop3: nbPop3,
    problems: nbProblems,
    programSettings: nbProgramSettings,
    provider: nbProvider,
    refusals: nbRefusals,
    security: nbSecurity,
    setup: nbSetup,
  },
  sv: {
    abroad: svAbroad,
    blockNotices: svBlockNotices,
    blocks: svBlocks,
    billing: svBilling,
    batch: svBatch,
    fixing: svFixing,
    letters: svLetters,
    bulk: svBulk,
    causes: svCauses,
    centre: svCentre,
    centreProblems: svCentreProblems,
    customer: svCustomer,
    customerProblems: svCustomerProblems,
    webmailProblems: svWebmailProblems,
    webmailRead: svWebmailRead,
    webmailWriting: svWebmailWriting,
    causesFromHere: svCausesFromHere,
    program: svProgram,
    forwardConsent: svForwardConsent,
    diagnose: svDiagnose,
    explain: svExplain,
    fixes: svFixes,
    help: svHelp,
    helpPictures: svHelpPictures,
    host: svHost,
    imap: svImap,
    notices: svNotices,
    pop3: svPop3,
    problems: svProblems,
    programSettings: svProgramSettings,
    provider: svProvider,
    refusals: svRefusals,
    security: svSecurity,
    setup: svSetup,
  },
  en: {
    abroad: enAbroad,
    blockNotices: enBlockNotices,
    blocks: enBlocks,
    billing: enBilling,
    batch: enBatch,
    fixing: enFixing,
    letters: enLetters,
    bulk: enBulk,
    causes: enCauses,
    centre: enCentre,
    centreProblems: enCentreProblems,
    customer: enCustomer,
    customerProblems: enCustomerProblems,
    webmailProblems: enWebmailProblems,
    webmailRead: enWebmailRead,
    webmailWriting: enWebmailWriting,
    causesFromHere: enCausesFromHere,
    program: enProgram,
    forwardConsent: enForwardConsent,
    diagnose: enDiagnose,
    explain: enExplain,
    fixes: enFixes,
    help: enHelp,
    helpPictures: enHelpPictures,
    host: enHost,
    imap: enImap,
    notices: enNotices,
    pop3: enPop3,
    problems: enProblems,
    programSettings: enProgramSettings,
    provider: enProvider,
    refusals: enRefusals,
    security: enSecurity,
    setup: enSetup,
  },
} as const;

export type Texts = (typeof catalogue)['nb'];

/** The texts of one language. */
export const texts = (language: Language): Texts => catalogue[language];
