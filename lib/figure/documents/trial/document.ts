import type { JudgementCaveat } from '@/lib/comparison/figure/figure-caveat';
import { judgementText } from '@/lib/comparison/words/caveat-text';
import { intervalText } from '@/lib/comparison/words/point-text';
import { afterColon, formatDay, formatNumber, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import { publishedInterval } from '@/lib/registry/published-interval';
import { citeTrial, type CitedSources } from '@/lib/registry/references/cited-sources';
import { ADVERSE_KINDS } from '@/lib/registry/register-record/adverse-events';
import type { PostedRecord } from '@/lib/registry/register-record/posted-results';
import { adverseCell, baselineCell, flowCell, type PostedCell } from '@/lib/registry/register-record/posted-table';
import type { PartTable } from '@/lib/registry/review/schema';
import type { Estimate, Reference, Trial } from '@/lib/registry/schema';
import type { FactPart } from '@/lib/registry/trials/facts/fact';
import { PAGE_FACTS } from '@/lib/registry/trials/facts/outlets';
import { groupOutcomes, picturedFigures } from '@/lib/registry/trials/outcome-groups';
import { SURVIVAL_ENDPOINTS } from '@/lib/registry/vocabulary';
import type { DocumentCaveat, FigureCell, FigureDocument, FigureTable } from '../../model/document';
import { tableOf, type Column } from '../columns';
import type { DocumentFrame } from '../comparison-document';
import { plainDocument } from '../plain-document';
import { trialPlots, type EndpointPlot } from './plots';

/** The endpoints that stand on slides; the files have all. */
const SHOWN: readonly Estimate['endpoint'][] = SURVIVAL_ENDPOINTS;
/** Two slides of rows. */
const MOST_SHOWN = 12;

/** What is said of a study beside its evidence: what a register posts, and parts that one curator approved alone. */
type TrialBeside = Readonly<{
  posted: readonly PostedRecord[];
  partsAlone: readonly PartTable[];
  /** what was judged of it; the caveats of a picture say it themselves */
  judged: readonly JudgementCaveat[];
}>;
const NOTHING_BESIDE: TrialBeside = { posted: [], partsAlone: [], judged: [] };

/** A study with its facts and every preferred figure. `plots`: those of its endpoints, in the order of its page. */
export function trialDocument(
  trial: Trial,
  references: readonly Reference[],
  plots: readonly EndpointPlot[],
  locale: Locale,
  { t, split, address, footer }: DocumentFrame,
  { posted, partsAlone, judged }: TrialBeside = NOTHING_BESIDE,
): FigureDocument {
  const cited = citeTrial(trial, references);
  const preferred = groupOutcomes(trial.estimates).flatMap((group) => group.preferred);
  const main = mainFigures(trial.estimates, preferred);
  const picture = trialPlots(plots, trial.acronym, { t, split });
  const outcomes = (id: string, rows: readonly Estimate[]): FigureTable => outcomeTable(id, rows, cited, locale, t);
  return plainDocument(
    {
      kind: 'trial',
      locale,
      title: `${trial.acronym}: ${afterColon(t('trial.section.outcomes'))}`,
      subtitle: inLocale(trial.title, locale),
      draw: picture?.draw ?? null,
      ...(picture === null ? {} : { parts: picture.parts }),
      tables: [
        factTable(trial, locale, t),
        outcomes('outcomes', preferred),
        ...posted.flatMap((record) => postedTables(record, locale, t)),
      ],
      shown: main.length === 0 ? [] : [outcomes('main-outcomes', main)],
      caveats: [
        ...(picture?.caveats.filter(({ code }) => code !== 'one-curator') ?? judgements(judged, locale, t)),
        ...aloneFigures(preferred, locale, t),
        ...aloneCaveat(partsAlone, t),
      ],
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

/** Those that the study's page draws, then the others as they have room; in the order of the table. */
function mainFigures(estimates: readonly Estimate[], preferred: readonly Estimate[]): Estimate[] {
  const pictured = new Set(picturedFigures(estimates).map(({ id }) => id));
  const survival = preferred.filter(({ endpoint, estimate }) => SHOWN.includes(endpoint) && estimate !== null);
  const kept = survival
    .toSorted((a, b) => Number(pictured.has(b.id)) - Number(pictured.has(a.id)))
    .slice(0, MOST_SHOWN);
  return survival.filter((one) => kept.includes(one));
}

function judgements(judged: readonly JudgementCaveat[], locale: Locale, t: DocumentFrame['t']): DocumentCaveat[] {
  return judged.map((caveat) => ({ code: caveat.code, text: judgementText(caveat, locale, t), strong: false }));
}

/** Every figure of the study's table that one curator approved alone, in the picture or not. */
function aloneFigures(figures: readonly Estimate[], locale: Locale, t: DocumentFrame['t']): DocumentCaveat[] {
  const alone = figures.filter(({ caveats }) => caveats.includes('one-curator'));
  if (alone.length === 0) return [];
  const series = alone.map(({ endpoint, label, timeYears }) =>
    [
      `${t(`vocabulary.endpoint.${endpoint}.short`)}, ${inLocale(label, locale)}`,
      ...(timeYears === null ? [] : [formatYears(timeYears, locale)]),
    ].join(', '),
  );
  return [{ code: 'one-curator', text: t('figure.caveat.one-curator', { series: series.join('; ') }), strong: false }];
}

/** A caveat of the picture names the study's arms, definitions and reports already; here stands every part. */
function aloneCaveat(parts: readonly PartTable[], t: DocumentFrame['t']): DocumentCaveat[] {
  if (parts.length === 0) return [];
  const named = parts.map((part) => t(`changes.table.${part}`)).join(', ');
  return [{ code: 'one-curator-parts-of-study', text: t('trial.partsAlone', { parts: named }), strong: false }];
}

/** Participant flow, baseline and adverse events in the register's words, a line for each group. */
function postedTables(
  { number, readOn, flow, baseline, adverse }: PostedRecord,
  locale: Locale,
  t: DocumentFrame['t'],
): FigureTable[] {
  const columns: Column<PostedCell>[] = [
    { key: 'what', label: t('trial.posted.what'), type: 'text', width: 2, cell: ({ row }) => both(row[0] ?? '') },
    { key: 'detail', label: t('trial.posted.detail'), type: 'text', width: 2, cell: ({ row }) => both(row[1] ?? '') },
    { key: 'group', label: t('trial.posted.group'), type: 'text', width: 1.5, cell: ({ group }) => both(group) },
    { key: 'value', label: t('trial.posted.value'), type: 'text', width: 1.5, cell: ({ cell }) => both(cell) },
  ];
  const caption = (name: string): string =>
    `${name}. ${t('trial.posted.source')} ${number}, ${t('trial.posted.readOn', { on: formatDay(readOn, locale) })}`;
  const left = t('trial.posted.left');
  const tables: [string, string, PostedCell[]][] = [
    ['posted-flow', t('trial.posted.flow'), flow.map((one) => flowCell(one, left))],
    ['posted-baseline', t('trial.posted.baseline'), baseline.map(baselineCell)],
    ...ADVERSE_KINDS.map((kind): [string, string, PostedCell[]] => [
      `posted-adverse-${kind}`,
      [t(`trial.posted.adverseKind.${kind}`), adverse?.timeFrame ?? ''].filter((part) => part !== '').join('. '),
      (adverse?.entries ?? [])
        .filter((one) => one.kind === kind)
        .map((one) => adverseCell(one, t('trial.posted.adverseWhole'))),
    ]),
  ];
  return tables.flatMap(([id, name, rows]) =>
    rows.length === 0 ? [] : [tableOf(`${id}-${number.toLowerCase()}`, caption(name), columns, rows)],
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
    case 'year':
      return t(`vocabulary.years.${part.word}`, { year: part.year });
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
    {
      key: 'caveats',
      label: t('figure.heading.caveats'),
      type: 'text',
      only: 'file',
      cell: ({ caveats }) => both(caveats.map((caveat) => t(`vocabulary.caveat.${caveat}`)).join(' ')),
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
