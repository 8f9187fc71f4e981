import {
  afterColon,
  formatInterval,
  formatNumber,
  formatP,
  formatPercent,
  formatYears,
  inLocale,
} from '@/lib/i18n/format';
import type { KeysUnder, MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { AgainstPublished, MatchedHorizon, ObservedExpected } from '../against/model';
import { countText } from '../disclosure';
import type { ComparisonFigure, FigurePanel } from '../figure/figure-model';
import type { HorizonReading } from '../figure/horizon-reading';
import { againstSummary, basisText } from './against-summary';
import { differenceText } from './difference-text';
import { openTexts, type OpenTexts } from './open-texts';
import { wordsOfFigure } from './pooled-words';
import { boundaryText, pointName, pointValue, readingText } from './point-text';
import type { WordRow, WordTable } from './word-table';

/** The local patients against the published figures, in words of one language. */
export type AgainstTexts = Readonly<{
  heading: string;
  /** empty where no figure is chosen */
  sentence: string;
  lines: readonly string[];
  /** null where there is nothing to fill it with */
  matched: WordTable | null;
  expected: WordTable | null;
  open: OpenTexts | null;
  landmarks: WordTable;
  followUp: readonly string[];
  method: readonly string[];
}>;

/** The panel in which the local curve stands; null: there is none. */
export function panelAgainst({ panels }: ComparisonFigure): (FigurePanel & { against: AgainstPublished }) | null {
  return panels.find((panel): panel is FigurePanel & { against: AgainstPublished } => panel.against !== null) ?? null;
}

export function againstTexts(figure: ComparisonFigure, locale: Locale, lookup: MessageLookup): AgainstTexts | null {
  const t = wordsOfFigure(figure, lookup);
  const panel = panelAgainst(figure);
  if (panel === null || panel.local === null) return null;
  const { against } = panel;
  const words: Words = { endpoint: t(`vocabulary.endpoint.${figure.subject.endpoint}.short`), panel, locale, t };
  const open = against.open === null ? null : openTexts(against.open, panel, words);
  return {
    heading: t('against.summary.heading'),
    ...againstSummary(panel.local, against, { figure, panel, locale, t }),
    matched: against.matched.length === 0 ? null : matchedTable(against.matched, panel.local.n, words),
    expected: against.expected.length === 0 ? null : expectedTable(against.expected, words),
    open,
    landmarks: landmarkTable(against.landmarks, words),
    followUp: followUpLines(against, words),
    method: [
      ...(against.matched.length === 0 ? [] : [t('against.method')]),
      ...(against.expected.length === 0 ? [] : [t('against.methodExpected')]),
      ...(open === null || open.table === null ? [] : [t('against.open.method')]),
    ],
  };
}

type Words = Readonly<{ endpoint: string; panel: FigurePanel; locale: Locale; t: MessageLookup }>;

function matchedTable(matched: readonly MatchedHorizon[], n: number, { endpoint, panel, locale, t }: Words): WordTable {
  const column = (name: KeysUnder<'against.column'>, number = false) => ({
    label: t(`against.column.${name}`),
    number,
  });
  return {
    heading: t('against.heading'),
    caption: t('against.caption', { endpoint, n }),
    columns: [
      column('series'),
      column('horizon', true),
      column('published', true),
      column('local', true),
      column('atRisk', true),
      column('difference'),
    ],
    rows: matched.flatMap((match): WordRow[] => {
      const point = panel.published.find(({ estimateId }) => estimateId === match.estimateId);
      if (point === undefined) return [];
      const { local } = match;
      return [
        {
          key: match.estimateId,
          cells: [
            `${pointName(point)}, ${afterColon(inLocale(point.population, locale))}`,
            formatYears(point.years, locale),
            pointValue(point, locale),
            local.percent === null ? t('figure.notEstimableShort') : readingText(local, locale, t),
            countText(local.atRisk),
            differenceText(match, point, locale, t),
          ],
        },
      ];
    }),
  };
}

function expectedTable(expected: readonly ObservedExpected[], { panel, locale, t }: Words): WordTable {
  const column = (name: KeysUnder<'against.expectedTable.column'>, number = false) => ({
    label: t(`against.expectedTable.column.${name}`),
    number,
  });
  const number = (value: number | null, digits: number) => (value === null ? '–' : formatNumber(value, locale, digits));
  return {
    heading: t('against.expectedTable.heading'),
    caption: t('against.expectedTable.caption'),
    columns: [
      column('series'),
      column('basis'),
      column('until', true),
      column('observed', true),
      column('expected', true),
      column('ratio', true),
      column('p'),
    ],
    rows: expected.map((one) => {
      const point = panel.published.find(({ estimateId }) => estimateId === one.estimateId);
      const { ratio, low, high, p } = one;
      return {
        key: one.estimateId,
        cells: [
          point === undefined ? '' : `${pointName(point)}, ${afterColon(inLocale(point.population, locale))}`,
          basisText(one, locale, t),
          formatYears(one.untilYears, locale),
          one.observed === null && one.notEstimable !== null ? '–' : countText(one.observed),
          number(one.expected, 1),
          low === null || high === null ? '–' : `${number(ratio, 2)} (${formatInterval(low, high, locale, 2)})`,
          p === null ? (ratio === null ? '–' : t('against.expectedTable.byInterval')) : formatP(p, locale),
        ],
      };
    }),
  };
}

function landmarkTable(landmarks: readonly HorizonReading[], { endpoint, locale, t }: Words): WordTable {
  return {
    heading: t('against.followUp.heading'),
    caption: t('against.followUp.caption'),
    columns: [
      { label: t('against.followUp.column.time'), number: true },
      { label: t('against.followUp.column.value', { endpoint }), number: true },
      { label: t('against.followUp.column.interval'), number: true },
      { label: t('against.followUp.column.atRisk'), number: true },
    ],
    rows: landmarks.map(({ years, percent, low, high, atRisk }) => ({
      key: String(years),
      cells: [
        formatYears(years, locale),
        percent === null ? t('against.followUp.short') : formatPercent(percent, locale, 1),
        intervalCell({ percent, low, high }, { locale, t }),
        countText(atRisk),
      ],
    })),
  };
}

function intervalCell(
  { percent, low, high }: Pick<HorizonReading, 'percent' | 'low' | 'high'>,
  { locale, t }: Pick<Words, 'locale' | 't'>,
): string {
  if (percent === null) return '–';
  return low === null || high === null ? boundaryText(percent, t) : formatInterval(low, high, locale, 1);
}

function followUpLines({ followUp, completeness }: AgainstPublished, { locale, t }: Words): string[] {
  const limit = (years: number | null): string =>
    years === null ? t('figure.notReached') : formatNumber(years, locale, 1);
  return [
    followUp.years === null
      ? t('against.followUp.notReached')
      : t('against.followUp.median', {
          years: formatYears(Math.round(followUp.years * 10) / 10, locale),
          low: limit(followUp.low),
          high: limit(followUp.high),
        }),
    ...(completeness === null
      ? []
      : [t('against.followUp.completeness', { percent: formatPercent(100 * completeness, locale, 0) })]),
  ];
}
