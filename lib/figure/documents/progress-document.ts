import { afterColon, formatNumber, formatYears } from '@/lib/i18n/format';
import type { KeysUnder, MessageLookup } from '@/lib/i18n/message-lookup';
import type { Citation } from '@/lib/registry/references/citation';
import type { Progress, ProgressPoint } from '@/lib/registry/trials/progress';
import { KMT2A_STRATA, type Kmt2aStratum } from '@/lib/registry/vocabulary';
import type { FigureCell, FigureDocument, FigureRecords, FigureTable } from '../model/document';
import type { NativeSeries } from '../model/native-chart';
import { yearRange } from '../drawing/progress-layout';
import { inkColour } from '../drawing/marks/inks';
import { isDashed, isOpen } from '../drawing/marks/progress';
import { progressSvg } from '../drawing/progress-svg';
import { progressParts } from '../drawing/slides/progress';
import { limitColumns, limitLabels, tableOf, type Column } from './columns';
import { enrolmentYears, intervalRange, progressTexts, type ProgressTexts } from './progress-texts';
import { withSheet } from '../drawing/svg/sheet';
import type { SplitGenes } from '../drawing/svg/text';
import { documentHeadings, zerosText } from './document-headings';

type Frame = Readonly<{ t: MessageLookup; split: SplitGenes; address: string; footer: FigureDocument['footer'] }>;

/** The home page's chart as every exporter takes it. `citations` are those of its points, in any order. */
export function progressDocument(
  progress: Progress,
  citations: readonly Citation[],
  locale: FigureDocument['locale'],
  { t, split, address, footer }: Frame,
): FigureDocument {
  const texts = progressTexts(progress, locale, t);
  const cited = citedBy(progress.points, citations);
  const numberOf = (point: ProgressPoint): number | null =>
    cited.find(({ id }) => id === point.source.ref)?.number ?? null;
  const numbersOf = (points: readonly ProgressPoint[]): number[] =>
    [...new Set(points.flatMap((point) => numberOf(point) ?? []))].sort((a, b) => a - b);
  return withSheet(
    {
      kind: 'progress',
      locale,
      title: texts.title,
      named: null,
      subtitle: texts.subtitle,
      madeUp: null,
      chart: (size) => progressSvg(progress.points, texts, size, split),
      slides: {
        parts: (size) => progressParts(progress.points, texts, size, numbersOf, split),
        riskTable: null,
        tables: [],
        caveat: t('exports.slide.notCompared'),
        under: zerosText(texts.unstated === null ? ['diagnosis'] : ['diagnosis', 'unknown'], t),
        signs: texts.legend.map(({ text }) => text),
      },
      tables: [pointTable(progress.points, numberOf, locale, t)],
      riskTable: null,
      caveats: [
        { code: 'not-a-comparison', text: texts.caption, strong: false },
        ...(texts.unstated === null ? [] : [{ code: 'time-zero-not-stated', text: texts.unstated, strong: false }]),
        ...(texts.errorUnnamed === null
          ? []
          : [{ code: 'error-type-not-stated', text: texts.errorUnnamed, strong: false }]),
        ...(texts.probable === null ? [] : [{ code: 'probable-reading', text: texts.probable, strong: false }]),
        ...(texts.alone === null ? [] : [{ code: 'one-curator', text: texts.alone, strong: false }]),
      ],
      method: texts.method,
      citations: cited.map(({ number, text, url }) => ({ number, text, url })),
      sourcesNote: t('source.legend'),
      headings: documentHeadings(t),
      altText: `${texts.title}. ${texts.sentences.join('. ')}.`,
      footer,
      address,
      fileName: 'infant-all-efs-by-calendar-time',
      records: records(progress.points, citations),
      data: progress,
      nativeCharts: nativeCharts(progress.points, texts, locale),
    },
    split,
  );
}

/** The references of the points, numbered in the order of the points. */
function citedBy(points: readonly ProgressPoint[], citations: readonly Citation[]) {
  const order = [...new Set(points.map(({ source }) => source.ref))];
  return order.flatMap((id, i) => {
    const citation = citations.find((one) => one.id === id);
    if (citation === undefined) return [];
    const text = [citation.short, citation.link?.label].filter(Boolean).join('. ');
    return [{ number: i + 1, text, url: citation.link?.url ?? null, id }];
  });
}

function pointTable(
  points: readonly ProgressPoint[],
  numberOf: (point: ProgressPoint) => number | null,
  locale: FigureDocument['locale'],
  t: MessageLookup,
): FigureTable {
  const unknown = t('home.notReported');
  const label = (name: KeysUnder<'home.column'>): string => t(`home.column.${name}`);
  const list: Column<ProgressPoint>[] = [
    ...trialColumns(t),
    {
      key: 'time_years',
      label: label('horizon'),
      type: 'number',
      unit: t('exports.unit.years'),
      width: 0.8,
      cell: ({ horizon }) => ({ value: horizon, text: formatYears(horizon, locale) }),
    },
    {
      key: 'percent',
      label: label('efs'),
      type: 'number',
      width: 0.8,
      cell: ({ efs }) => ({ value: efs, text: formatNumber(efs, locale) }),
    },
    intervalColumn(locale, t),
    ...limitColumns<ProgressPoint>(limitLabels(t), ({ interval }, limit) => ({
      value: interval?.[limit] ?? null,
      text: '',
    })),
    {
      key: 'n',
      label: label('n'),
      type: 'number',
      width: 0.9,
      cell: ({ n }) => ({ value: n, text: n === null ? unknown : formatNumber(n, locale) }),
    },
    {
      key: 'source',
      label: label('source'),
      type: 'text',
      width: 0.9,
      cell: (point) => sourceCell(numberOf(point), t(`source.letter.${point.source.level}`)),
    },
  ];
  return tableOf('figures', t('figure.heading.figures'), list, points);
}

/** Which trial, when it enrolled, and whom. */
function trialColumns(t: MessageLookup): Column<ProgressPoint>[] {
  return [
    {
      key: 'trial',
      label: t('home.column.trial'),
      type: 'text',
      width: 1.7,
      cell: ({ acronym }) => ({ value: acronym, text: acronym }),
    },
    {
      key: 'enrolment',
      label: t('home.column.years'),
      type: 'text',
      width: 1.1,
      cell: (point) => ({ value: enrolmentYears(point, t), text: enrolmentYears(point, t) }),
    },
    {
      key: 'population',
      label: t('home.column.stratum'),
      type: 'text',
      width: 1.8,
      cell: ({ kmt2a }) => ({ value: t(`vocabulary.kmt2a.${kmt2a}`), text: t(`vocabulary.kmt2a.${kmt2a}`) }),
    },
  ];
}

function intervalColumn(locale: FigureDocument['locale'], t: MessageLookup): Column<ProgressPoint> {
  return {
    key: 'interval',
    label: t('home.column.interval'),
    type: 'text',
    only: 'print',
    width: 1.9,
    cell: ({ interval }) => ({
      value: null,
      text:
        interval === null
          ? t('home.notReported')
          : [intervalRange(interval, locale), interval.how === 'from-se' ? `(${t('home.fromSe')})` : '']
              .filter(Boolean)
              .join(' '),
    }),
  };
}

function sourceCell(number: number | null, letter: string): FigureCell {
  const text = number === null ? letter : `[${number}] ${letter}`;
  return { value: text, text };
}

const COLUMNS = [
  'estimate_id',
  'trial',
  'acronym',
  'kmt2a',
  'endpoint',
  'enrolment_start',
  'enrolment_end',
  'year',
  'year_basis',
  'time_years',
  'percent',
  'low',
  'high',
  'interval_level',
  'interval_method',
  'n',
  'time_zero_stated',
  'reference',
  'reference_id',
  'locator',
  'level',
  'one_curator',
] as const;

function records(points: readonly ProgressPoint[], citations: readonly Citation[]): FigureRecords {
  const rows = points.map(
    ({
      id,
      trial,
      acronym,
      kmt2a,
      enrolment,
      position,
      horizon,
      efs,
      interval,
      n,
      timeZeroStated,
      oneCurator,
      source,
    }) => ({
      estimate_id: id,
      trial,
      acronym,
      kmt2a,
      endpoint: 'EFS',
      enrolment_start: enrolment.start,
      enrolment_end: enrolment.end,
      year: position.year,
      year_basis: position.basis,
      time_years: horizon,
      percent: efs,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      interval_level: interval?.level ?? null,
      interval_method: interval?.how ?? null,
      n,
      time_zero_stated: timeZeroStated ? 'yes' : 'no',
      reference: citations.find((one) => one.id === source.ref)?.short ?? '',
      reference_id: source.ref,
      locator: source.locator,
      level: source.level,
      one_curator: oneCurator ? 'yes' : 'no',
    }),
  );
  return { columns: COLUMNS, rows };
}

const MARKERS: Readonly<Record<Kmt2aStratum, NativeSeries['marker']>> = { r: 'circle', g: 'square', all: 'diamond' };

/** The same shapes without their inside, as letters. */
const OPEN_SIGNS: Readonly<Record<Kmt2aStratum, string>> = { r: '\u25cb', g: '\u25a1', all: '\u25ca' };

/** A chart for each stratum, as on its slides: its figures, filled and open apart, each with its name. */
function nativeCharts(
  points: readonly ProgressPoint[],
  texts: ProgressTexts,
  locale: FigureDocument['locale'],
): FigureDocument['nativeCharts'] {
  const [low, high] = yearRange(points);
  const words = (kind: string): string => texts.legend.find((entry) => entry.kind === kind)?.text ?? kind;
  return KMT2A_STRATA.map((kmt2a) => points.filter((point) => point.kmt2a === kmt2a))
    .filter((own) => own.length > 0)
    .map((own) => {
      const kmt2a = own[0]?.kmt2a ?? 'all';
      const groups = [false, true].flatMap((open) =>
        [false, true].map((computed) => ({
          open,
          computed,
          shown: own.filter((point) => isOpen(point) === open && isDashed(point) === computed),
        })),
      );
      return {
        title: `${texts.title}: ${afterColon(words(kmt2a))}`,
        xLabel: texts.axisX,
        yLabel: texts.axisY,
        x: { low, high, step: 5 },
        y: { low: 0, high: 100, step: 20 },
        riskTable: false,
        signs: [
          ...(own.some(({ position }) => position.basis !== 'middle') ? [`→\u00a0${words('arrow')}`] : []),
          ...(own.some(isDashed) ? [`–\u00a0–\u00a0${words('dashed')}`] : []),
          ...(own.some(isOpen) ? [`${OPEN_SIGNS[kmt2a]}\u00a0${words('open')}`] : []),
        ],
        series: groups
          .filter(({ shown }) => shown.length > 0)
          .map(({ open, computed, shown }) => ({
            name: withSigns(words(kmt2a), [...(open ? [words('open')] : []), ...(computed ? [words('dashed')] : [])]),
            kind: 'points',
            colour: inkColour(`kmt2a-${kmt2a}`).slice(1),
            marker: MARKERS[kmt2a],
            open,
            computed,
            points: shown.map((point) => ({
              x: point.position.year,
              y: point.efs,
              low: point.interval?.low ?? null,
              high: point.interval?.high ?? null,
              label: nativeLabel(point, locale),
            })),
          })),
      };
    });
}

function withSigns(name: string, signs: readonly string[]): string {
  return signs.length === 0 ? name : `${name} (${signs.join('; ')})`;
}

/** Which side of the point is not known, where only the first or the last year of enrolment is. */
const UNKNOWN_SIDE = { middle: '', 'start-only': ' →', 'end-only': ' ←' } as const;

/** The name, the horizon and the arrow that the picture has as marks of their own. */
function nativeLabel({ acronym, horizon, position }: ProgressPoint, locale: FigureDocument['locale']): string {
  return `${acronym}, ${formatYears(horizon, locale)}${UNKNOWN_SIDE[position.basis]}`;
}
