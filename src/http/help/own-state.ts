/**
 * What stands on top of an article for a signed-in reader: the Blocks that stop his mail, what he used of limits and space,
 * where he may sign in from, his overdue bills. Strings in, HTML out; shows only what the service handed over.
 */
import type { Block } from '#src/model/block.ts';
import type { HelpArticle } from '#src/model/help-article.ts';
import { openMinor } from '#src/model/invoice.ts';
import { moneyText } from '#src/model/money.ts';
import { isOpen } from '#src/model/travel.ts';
import { blockTold, opensText } from '#src/messages/block-line.ts';
import { texts } from '#src/messages/catalogue.ts';
import { listText, type Reader, sizeText } from '#src/messages/telling.ts';
import type { OwnFigures } from '#src/service/help/own-figures.ts';
import { escapeHtml } from '../start-page.ts';

const MOST_BLOCKS = 5;
const NEARLY = 0.9;
const DAY_SECONDS = 86_400;

const card = (look: string, id: string, title: string, inner: string): string =>
  `<section class="card own${look}" aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2>${inner}</section>`;

/** The Blocks in words, each with the way to its page. */
export function blocksCard(blocks: readonly Block[], reader: Reader): string {
  if (blocks.length === 0) return '';
  const words = texts(reader.language);
  const told = blocks.slice(0, MOST_BLOCKS).map((block) => {
    const what = words.blocks.what[block.rule](blockTold(block, reader));
    const more =
      block.code === '' ? '' : ` <a href="/b/${escapeHtml(block.code)}">${escapeHtml(words.help.ownMore)}</a>`;
    return `<p><strong>${escapeHtml(what)}</strong> ${escapeHtml(opensText(block, reader))}${more}</p>`;
  });
  return card(' stopped', 'own-state', words.help.ownState, told.join(''));
}

/** Blocks of the reader that the article is about. */
export const concerned = (article: HelpArticle, blocks: readonly Block[]): readonly Block[] =>
  blocks.filter((block) => article.causes.includes(block.cause));

function meter(label: string, text: string, share: number): string {
  const full = share >= 1 ? 1 : share;
  return `<div><dt><span>${escapeHtml(label)}</span><strong>${escapeHtml(text)}</strong></dt><dd><meter min="0" max="1" high="${NEARLY}" optimum="0" value="${full.toFixed(3)}">${escapeHtml(text)}</meter></dd></div>`;
}

function used({ limits, space }: OwnFigures, { language }: Reader): string {
  const words = texts(language).help.owned;
  const numbers = new Intl.NumberFormat(texts(language).diagnose.locale);
  const rows = limits.map(({ rule, used: sum, max, windowSeconds }) => {
    const label = rule === 'domain-hour' ? words.domain : windowSeconds >= DAY_SECONDS ? words.day : words.hour;
    return meter(label, words.ofMax({ used: numbers.format(sum), max: numbers.format(max) }), sum / max);
  });
  if (space !== null) {
    const text = words.ofMax({ used: sizeText(space.usedBytes, language), max: sizeText(space.quotaBytes, language) });
    rows.push(meter(words.space, text, space.usedBytes / space.quotaBytes));
  }
  return rows.length === 0 ? '' : `<dl class="use">${rows.join('')}</dl>`;
}

function countries({ countries: rule }: OwnFigures, reader: Reader): string {
  if (rule === null) return '';
  const { language, now, timeZone } = reader;
  const { help, abroad, diagnose } = texts(language);
  const named = (codes: readonly string[]): string =>
    listText(
      codes.map((country) => abroad.countryName({ country })),
      language,
    );
  const list = { countries: named(rule.countries) };
  const told =
    rule.mode === 'off'
      ? help.owned.countriesOff
      : rule.mode === 'warn'
        ? help.owned.countriesWarn(list)
        : help.owned.countries(list);
  const day = new Intl.DateTimeFormat(diagnose.locale, { dateStyle: 'long', timeZone });
  const journeys = rule.travel
    .filter((one) => isOpen(one, now))
    .map((one) => help.owned.travel({ countries: named(one.countries), until: day.format(one.until - 1) }));
  const lines = [told, ...journeys].map((line) => `<p>${escapeHtml(line)}</p>`).join('');
  return `${lines}<p><a href="/countries">${escapeHtml(help.owned.changeCountries)}</a></p>`;
}

function bills({ owed }: OwnFigures, { language }: Reader): string {
  if (owed === null) return '';
  const { help, diagnose } = texts(language);
  const words = help.owned;
  if (owed.length === 0) return card('', 'own-bills', help.ownBills, `<p>${escapeHtml(words.noBills)}</p>`);
  const day = new Intl.DateTimeFormat(diagnose.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const lines = owed.map((invoice) => {
    const amount = moneyText({ minor: openMinor(invoice), currency: invoice.currency }, language);
    return `<p>${escapeHtml(words.bill({ number: invoice.number, amount, due: day.format(new Date(invoice.dueDate)) }))}</p>`;
  });
  const inner = `${lines.join('')}<p><a class="button" href="/invoices">${escapeHtml(words.pay)}</a></p>`;
  return card(' due', 'own-bills', words.bills({ count: owed.length }), inner);
}

/** Everything of the reader's own; empty when there is nothing to say. */
export function ownState(article: HelpArticle, blocks: readonly Block[], figures: OwnFigures, reader: Reader): string {
  const inner = used(figures, reader) + countries(figures, reader);
  const { help } = texts(reader.language);
  const stopped = blocksCard(concerned(article, blocks), reader);
  // Two cards never have one title: who reads by headings must tell them apart.
  const use = inner === '' ? '' : card('', 'own-use', stopped === '' ? help.ownState : help.ownFigures, inner);
  return stopped + use + bills(figures, reader);
}
