import type { MatchedHorizon } from '@/lib/comparison/against/model';
import type { ComparisonFigure, PublishedPoint } from '@/lib/comparison/figure/figure-model';
import { panelAgainst, type AgainstTexts, type MatchedRow } from '@/lib/comparison/words/against-texts';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { FigureCell, FigureTable } from '../model/document';
import { limitLabels, tableOf, type Column } from './columns';

type Matched = Readonly<{ match: MatchedHorizon; point: PublishedPoint; row: MatchedRow }>;

/** The local curve at each published horizon beside the figure, with their difference; null without either. */
export function againstTable(figure: ComparisonFigure, texts: FigureTexts, t: MessageLookup): FigureTable | null {
  const [panel, words] = [panelAgainst(figure), texts.against];
  if (panel === null || words === null) return null;
  const rows = panel.against.matched.flatMap((match): Matched[] => {
    const point = panel.published.find(({ estimateId }) => estimateId === match.estimateId);
    const row = words.rows.find(({ key }) => key === match.estimateId);
    return point === undefined || row === undefined ? [] : [{ match, point, row }];
  });
  const columns = [...printed(words, t), ...filed(words, t)];
  return { ...tableOf('matched-horizons', words.caption, columns, rows), sheet: t('against.sheet') };
}

/** What people read, with the bare numbers of the same cells for programs. */
function printed({ columns }: AgainstTexts, t: MessageLookup): Column<Matched>[] {
  const unit = '%';
  return [
    {
      key: 'series',
      label: columns.series,
      type: 'text',
      width: 2.4,
      cell: ({ row }) => ({ value: row.name, text: `${row.name}, ${row.population}` }),
    },
    {
      key: 'time_years',
      label: columns.horizon,
      type: 'number',
      unit: t('exports.unit.years'),
      width: 0.8,
      cell: ({ point, row }) => ({ value: point.years, text: row.horizon }),
    },
    {
      key: 'published_percent',
      label: columns.published,
      type: 'number',
      unit,
      width: 1.6,
      cell: ({ point, row }) => ({ value: point.percent, text: row.published }),
    },
    {
      key: 'local_percent',
      label: columns.local,
      type: 'number',
      unit,
      width: 1.6,
      cell: ({ match, row }) => ({ value: match.local.percent, text: row.local }),
    },
    {
      key: 'local_at_risk',
      label: columns.atRisk,
      type: 'number',
      width: 0.9,
      cell: ({ match, row }) => ({ value: match.local.atRisk, text: row.atRisk }),
    },
    {
      key: 'difference_points',
      label: columns.difference,
      type: 'number',
      width: 2.4,
      cell: ({ match, row }) => ({ value: match.difference, text: row.difference }),
    },
  ];
}

/** Limits, the contrast on its own scale, and reasons as codes: cells of their own where programs read. */
function filed({ columns }: AgainstTexts, t: MessageLookup): Column<Matched>[] {
  const limits = limitLabels(t);
  const column = (
    key: string,
    label: string,
    value: (one: Matched) => string | number | null | undefined,
    type: 'number' | 'text' = 'number',
  ): Column<Matched> => ({
    key,
    label,
    type,
    only: 'file',
    cell: (one): FigureCell => ({ value: value(one) ?? null, text: '' }),
  });
  return [
    column('published_low', `${columns.published}: ${limits.low}`, ({ point }) => point.interval?.low),
    column('published_high', `${columns.published}: ${limits.high}`, ({ point }) => point.interval?.high),
    column('local_low', columns.localLow, ({ match }) => match.local.low),
    column('local_high', columns.localHigh, ({ match }) => match.local.high),
    column('difference_low', columns.differenceLow, ({ match }) => match.low),
    column('difference_high', columns.differenceHigh, ({ match }) => match.high),
    column('hazard_ratio', columns.ratio, ({ match }) => match.ratio?.estimate),
    column('hazard_ratio_low', columns.ratioLow, ({ match }) => match.ratio?.lower),
    column('hazard_ratio_high', columns.ratioHigh, ({ match }) => match.ratio?.upper),
    column('smallest_below', columns.smallestBelow, ({ match }) => match.smallest?.below),
    column('smallest_above', columns.smallestAbove, ({ match }) => match.smallest?.above),
    column('not_estimable', columns.reason, ({ match }) => match.why, 'text'),
  ];
}
