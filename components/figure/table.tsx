import { GeneText } from '@/components/ui/gene-text';
import type { ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import type { SeriesRow } from '@/lib/comparison/selection/series/rows';
import classes from './figure.module.css';
import { FieldSign, MarkerSign } from './marker-sign';
import { PointSource, type Evidence } from './point-source';

/** Every number of the chart with its n, horizon, interval and source; at 390 px each line becomes a labelled row. */
export function FigureTable({
  figure,
  texts,
  evidence,
}: Readonly<{
  figure: ComparisonFigure;
  evidence: Evidence;
  texts: Pick<FigureTexts, 'columns' | 'rows'> & Readonly<{ panels: readonly Readonly<{ title: string | null }>[] }>;
}>) {
  const { columns, panels } = texts;
  return (
    <div className={`${classes.colours} ${classes.scroll}`}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{columns.series}</th>
            <th scope="col">{columns.population}</th>
            <th scope="col" data-number>
              {columns.n}
            </th>
            <th scope="col" data-number>
              {columns.horizon}
            </th>
            <th scope="col" data-number>
              {columns.value}
            </th>
            <th scope="col">{columns.interval}</th>
            <th scope="col">{columns.source}</th>
          </tr>
        </thead>
        <tbody>
          {texts.rows.map((row) => (
            <Row
              key={`${row.panel}-${row.key}`}
              row={row}
              figure={figure}
              evidence={evidence}
              columns={columns}
              panel={panels[row.panel]?.title ?? null}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = Readonly<{
  row: SeriesRow;
  figure: ComparisonFigure;
  evidence: Evidence;
  columns: FigureTexts['columns'];
  panel: string | null;
}>;

function Row({ row, figure, evidence, columns, panel }: RowProps) {
  const { point } = row;
  const remarks = [panel, row.shownAs, row.notDrawn].filter((text) => text !== null);
  return (
    <tr>
      <td className={classes.series}>
        {row.field === true ? (
          <FieldSign open={(point?.hollow.length ?? 0) > 0} />
        ) : (
          <MarkerSign style={point?.style ?? null} open={(point?.hollow.length ?? 0) > 0} />
        )}
        <GeneText text={row.name} />
      </td>
      <td data-wide>
        <GeneText text={row.population} />
        {remarks.length > 0 && (
          <>
            {' '}
            <small>{remarks.join('; ')}</small>
          </>
        )}
      </td>
      <td data-number data-label={columns.n}>
        {row.n}
      </td>
      <td data-number data-label={columns.horizon}>
        {row.horizon}
      </td>
      <td data-number data-label={columns.value}>
        <strong>{row.value}</strong>
      </td>
      <td data-interval data-label={columns.interval}>
        {row.interval} <small>{row.intervalNote}</small>
      </td>
      <td data-label={columns.source}>
        {point === null ? row.source : <PointSource point={point} figure={figure} evidence={evidence} />}
      </td>
    </tr>
  );
}
