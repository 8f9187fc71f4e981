import type { CalendarFigure } from '@/lib/comparison/views/calendar-figure';
import type { ForestFigure } from '@/lib/comparison/views/forest-figure';
import { MADE_UP } from '../model/made-up';
import { comparisonRecords } from './comparison-records';
import type { FigureRecords } from '../model/document';

type Row = FigureRecords['rows'][number];

/** The published rows with their weight, then a row for each model of each pool; τ², I² and Q stand with the model. */
export function forestRecords({ comparison, groups }: ForestFigure): FigureRecords {
  const base = comparisonRecords(comparison);
  const members = groups.flatMap(({ pooled }) => (pooled === null || pooled.models.length === 0 ? [] : pooled.members));
  const excluded = groups.flatMap(({ pooled }) => pooled?.leftOut ?? []);
  const published = base.rows.map(
    (row): Row => ({
      ...row,
      weight:
        row.item === 'published' ? members.find(({ estimateId }) => estimateId === row.estimate_id)?.weight : null,
      not_pooled_because:
        row.item === 'published' ? excluded.find(({ estimateId }) => estimateId === row.estimate_id)?.reason : null,
    }),
  );
  const models = groups.flatMap(({ pooled, timeZero, kmt2a }) =>
    (pooled?.models ?? []).map(
      (model): Row => ({
        made_up: comparison.madeUp ? MADE_UP : '',
        kind: 'pooled',
        item: model.model,
        time_zero: timeZero,
        population: `KMT2A ${kmt2a}`,
        endpoint: comparison.subject.endpoint,
        time_years: pooled?.horizon,
        percent: model.percent,
        low: model.low,
        high: model.high,
        interval_level: 95,
        interval_method: pooled?.scale,
        figures_pooled: pooled?.members.length,
        prediction_low: model.prediction?.low,
        prediction_high: model.prediction?.high,
        tau_squared: model.tauSquared,
        i_squared: model.iSquared,
        q: pooled?.heterogeneity?.q,
        q_degrees_of_freedom: pooled?.heterogeneity?.degreesOfFreedom,
        q_p: pooled?.heterogeneity?.p,
      }),
    ),
  );
  return {
    columns: [
      ...base.columns,
      'weight',
      'not_pooled_because',
      'figures_pooled',
      'prediction_low',
      'prediction_high',
      'tau_squared',
      'i_squared',
      'q',
      'q_degrees_of_freedom',
      'q_p',
    ],
    rows: [...published, ...models],
  };
}

/** The published rows with the years in which their patients entered; the middle is where the marker stands. */
export function calendarRecords({ comparison, panels }: CalendarFigure): FigureRecords {
  const base = comparisonRecords(comparison);
  const points = panels.flatMap((panel) => panel.points);
  const rows = base.rows.map((row): Row => {
    const found = points.find(({ point }) => point.estimateId === row.estimate_id);
    return {
      ...row,
      enrolment_from: found?.from,
      enrolment_to: found?.to,
      enrolment_middle: found?.middle,
      chosen: found?.field === false ? 'yes' : 'no',
    };
  });
  return { columns: [...base.columns, 'enrolment_from', 'enrolment_to', 'enrolment_middle', 'chosen'], rows };
}
