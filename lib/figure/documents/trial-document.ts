import { intervalText } from '@/lib/comparison/words/point-text';
import { afterColon, formatNumber, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import { publishedInterval } from '@/lib/registry/published-interval';
import { citeTrial, type CitedSources } from '@/lib/registry/references/cited-sources';
import type { Estimate, Reference, Trial } from '@/lib/registry/schema';
import type { FactPart } from '@/lib/registry/trials/facts/fact';
import { PAGE_FACTS } from '@/lib/registry/trials/facts/outlets';
import { groupOutcomes } from '@/lib/registry/trials/outcome-groups';
import type { FigureCell, FigureDocument, FigureTable } from '../model/document';
import { tableOf, type Column } from './columns';
import type { DocumentFrame } from './comparison-document';
import { plainDocument } from './plain-document';

/** The endpoints that stand on slides; the files have all. */
const SHOWN: readonly Estimate['endpoint'][] = ['EFS', 'OS'];
/** Two slides of rows. */
const MOST_SHOWN = 12;

/**
 * A study with its facts and every preferred figure. `picture`: the forest plot of its main endpoint, null where no figure of
 * it can be drawn.
 */
export function trialDocument(
  trial: Trial,
  references: readonly Reference[],
  picture: FigureDocument | null,
  locale: Locale,
  { t, split, address, footer }: DocumentFrame,
): FigureDocument {
  const cited = citeTrial(trial, references);
  const preferred = groupOutcomes(trial.estimates).flatMap((group) => group.preferred);
  const main = preferred.filter(({ endpoint, estimate }) => SHOWN.includes(endpoint) && estimate !== null);
  const outcomes = (id: string, rows: readonly Estimate[]): FigureTable => outcomeTable(id, rows, cited, locale, t);
  return plainDocument(
    {
      kind: 'trial',
      locale,
      title: `${trial.acronym}: ${afterColon(t('trial.section.outcomes'))}`,
      subtitle: inLocale(trial.title, locale),
      draw: picture === null ? null : picture.chart,
      parts: (size) =>
        (picture?.slides.parts(size, 0) ?? []).map((part) => ({
          ...part,
          title: part.title === null ? null : `${trial.acronym}, ${afterColon(part.title)}`,
          citations: null,
        })),
      tables: [factTable(trial, locale, t), outcomes('outcomes', preferred)],
      shown: main.length === 0 ? [] : [outcomes('main-outcomes', main.slice(0, MOST_SHOWN))],
      caveats: picture?.caveats ?? [],
      method: picture?.method ?? [],
      citations: [...cited.values()].map(({ number, citation }) => ({
        number,
        text: [citation.short, citation.link?.label].filter(Boolean).join('. '),
        url: citation.link?.url ?? null,
      })),
      sourcesNote: t('source.legend'),
      headings: {
        caveats: t('figure.heading.caveats'),
        method: t('figure.heading.method'),
        sources: t('figure.heading.sources'),
      },
      footer,
      address,
      fileName: `infant-all-${trial.slug}`,
      data: trial,
    },
    split,
  );
}

function factTable(trial: Trial, locale: Locale, t: DocumentFrame['t']): FigureTable {
  const facts = PAGE_FACTS.map(({ word, parts }) => ({
    word,
    text: parts(trial)
      .map((part) => partText(part, locale, t))
      .join(', '),
  }));
  return tableOf(
    'facts',
    t('trial.section.design'),
    [
      {
        key: 'fact',
        label: t('attributes.attribute'),
        type: 'text',
        width: 1,
        cell: ({ word }) => both(t(`vocabulary.fact.${word}`)),
      },
      { key: 'value', label: trial.acronym, type: 'text', width: 3, cell: ({ text }) => both(text) },
    ],
    facts.filter(({ text }) => text !== ''),
  );
}

function partText(part: FactPart, locale: Locale, t: DocumentFrame['t']): string {
  switch (part.kind) {
    case 'text':
      return inLocale(part.text, locale);
    case 'plain':
      return part.text;
    case 'code':
      return t(`vocabulary.${part.key}`);
    case 'number':
      return formatNumber(part.value, locale);
  }
}

function outcomeTable(
  id: string,
  rows: readonly Estimate[],
  cited: CitedSources,
  locale: Locale,
  t: DocumentFrame['t'],
): FigureTable {
  const columns: Column<Estimate>[] = [
    {
      key: 'population',
      label: t('trial.population'),
      type: 'text',
      width: 3,
      cell: ({ label }) => both(inLocale(label, locale)),
    },
    {
      key: 'endpoint',
      label: t('trial.endpoint'),
      type: 'text',
      width: 1,
      cell: ({ endpoint }) => both(t(`vocabulary.endpoint.${endpoint}.short`)),
    },
    ...valueColumns(locale, t),
    {
      key: 'source',
      label: t('trial.source'),
      type: 'text',
      width: 0.8,
      cell: ({ source }) => both(`[${cited.get(source.ref)?.number ?? '–'}] ${t(`source.letter.${source.level}`)}`),
    },
  ];
  return tableOf(id, t('trial.section.outcomes'), columns, rows);
}

/** Time, patients, and the figure with its interval; a dash where nothing is reported. */
function valueColumns(locale: Locale, t: DocumentFrame['t']): Column<Estimate>[] {
  const number = (value: number | null, words: (known: number) => string): FigureCell => ({
    value,
    text: value === null ? '–' : words(value),
  });
  return [
    {
      key: 'time_years',
      label: t('trial.horizon'),
      type: 'number',
      unit: t('exports.unit.years'),
      width: 1,
      cell: ({ timeYears }) => number(timeYears, (years) => formatYears(years, locale)),
    },
    {
      key: 'n',
      label: t('figure.column.n'),
      type: 'number',
      width: 0.7,
      cell: ({ n }) => number(n, (known) => formatNumber(known, locale)),
    },
    {
      key: 'percent',
      label: '%',
      type: 'number',
      width: 0.9,
      cell: ({ estimate }) => number(estimate, (percent) => formatPercent(percent, locale)),
    },
    {
      key: 'interval',
      label: t('figure.column.interval'),
      type: 'text',
      width: 1.6,
      cell: (one) => {
        const interval = publishedInterval(one);
        return both(interval === null ? '–' : intervalText(interval, locale));
      },
    },
  ];
}

function both(text: string): { value: string | null; text: string } {
  return { value: text === '' ? null : text, text };
}
