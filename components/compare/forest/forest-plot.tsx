import { GeneText } from '@/components/ui/gene-text';
import type { ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import type { ForestGroupTexts, ForestRow, ForestTexts } from '@/lib/comparison/words/forest-texts';
import figure from '@/components/figure/figure.module.css';
import classes from './forest.module.css';
import { ForestMarkSign, ForestScale } from './forest-mark';
import { MarkerSign } from '@/components/figure/marker-sign';
import { PointSource, type Evidence } from '@/components/figure/point-source';

type Props = Readonly<{ texts: ForestTexts; figure: ComparisonFigure; evidence: Evidence }>;

/** Figures under each other on one axis of 0–100 %, by time zero and KMT2A status; at 390 px a row stands in two lines. */
export function ForestPlot({ texts, figure: comparison, evidence }: Props) {
  const { columns } = texts;
  return (
    <div className={`${figure.colours} ${classes.forest}`} data-pooled={texts.pooled}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{columns.series}</th>
            <th scope="col" data-number>
              {columns.n}
            </th>
            <th scope="col" data-number>
              {columns.horizon}
            </th>
            <th scope="col" className={classes.plotHead} aria-label={texts.axis}>
              <ForestScale label={texts.axis} />
            </th>
            <th scope="col" data-number>
              {columns.value}
            </th>
            {texts.pooled && (
              <th scope="col" data-number>
                {columns.weight}
              </th>
            )}
            <th scope="col">{columns.source}</th>
          </tr>
        </thead>
        {texts.groups.map((group) => (
          <Group key={group.heading} group={group} texts={texts} comparison={comparison} evidence={evidence} />
        ))}
      </table>
    </div>
  );
}

function Group({
  group: { heading, rows, pool },
  texts,
  comparison,
  evidence,
}: Readonly<{ group: ForestGroupTexts; texts: ForestTexts; comparison: ComparisonFigure; evidence: Evidence }>) {
  const columns = texts.pooled ? 7 : 6;
  return (
    <tbody>
      {texts.groups.length > 1 && (
        <tr data-kind="heading">
          <th scope="rowgroup" colSpan={columns}>
            <GeneText text={heading} />
          </th>
        </tr>
      )}
      {rows.map((row) => (
        <Row key={row.key} row={row} texts={texts} comparison={comparison} evidence={evidence} />
      ))}
      {pool !== null && (
        <tr data-kind="summary">
          <td colSpan={columns}>
            <PoolSummary pool={pool} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Row({
  row,
  texts: { columns, pooled },
  comparison,
  evidence,
}: Readonly<{ row: ForestRow; texts: ForestTexts; comparison: ComparisonFigure; evidence: Evidence }>) {
  const { point, mark } = row;
  return (
    <tr data-kind={mark?.kind}>
      <th scope="row" className={classes.name}>
        {point !== null && mark !== null && <MarkerSign style={mark.style} open={mark.open} />}
        {row.name}
        {row.detail !== '' && (
          <small>
            <GeneText text={row.detail} />
          </small>
        )}
      </th>
      <td data-number data-label={columns.n}>
        {row.n}
      </td>
      <td data-number data-label={columns.horizon}>
        {row.horizon}
      </td>
      <td className={`${classes.plot} ${classes.gridCell}`}>
        {mark !== null && <ForestMarkSign mark={mark} description={row.description} />}
      </td>
      <td data-number className={classes.value}>
        <b>{row.value}</b>{' '}
        {row.interval !== '–' && <span>{row.value === '' ? row.interval : `(${row.interval})`}</span>}
        {row.intervalNote !== '' && <small>{row.intervalNote}</small>}
      </td>
      {pooled && (
        <td
          data-number
          className={classes.weight}
          data-label={columns.weight}
          data-empty={row.weight === '' || undefined}
        >
          {row.weight}
        </td>
      )}
      <td className={classes.source}>
        {point !== null && <PointSource point={point} figure={comparison} evidence={evidence} />}
      </td>
    </tr>
  );
}

/** Every model of the pool, what must be known of it, and who is not in it. */
function PoolSummary({ pool: { models, notes, leftOut } }: Readonly<{ pool: NonNullable<ForestGroupTexts['pool']> }>) {
  return (
    <ul className={classes.pool}>
      {models.map((line) => (
        <li key={line}>
          <b>{line}</b>
        </li>
      ))}
      {notes.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {leftOut.map((line) => (
        <li key={line} data-left-out>
          {line}
        </li>
      ))}
    </ul>
  );
}
