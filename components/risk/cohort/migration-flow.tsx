import { BAR_WIDTH, type FlowPicture } from '@/lib/risk-cohort/picture';
import classes from './cohort.module.css';

/** The migration as bars and bands. The table beside it says the same in numbers. */
export function MigrationFlow({ picture }: Readonly<{ picture: FlowPicture }>) {
  const { width, height, top, heads, bars, bands, title } = picture;
  return (
    <div className={classes.scroll}>
      <svg className={classes.flow} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {heads.map(({ text, x, anchor }) => (
          <text key={anchor} x={x} y={16} textAnchor={anchor} className={classes.head}>
            {text}
          </text>
        ))}
        <g transform={`translate(0 ${top})`}>
          {bands.map(({ path, from, to, title: words }) => (
            <path key={`${from} ${to}`} d={path} data-category={from} className={classes.band}>
              <title>{words}</title>
            </path>
          ))}
          {bands.map(
            ({ from, to, label, labelX, labelY }) =>
              label !== null && (
                <text key={`${from} ${to}`} x={labelX} y={labelY} className={classes.bandLabel}>
                  {label}
                </text>
              ),
          )}
          {bars.map(({ x, y, height: high, category, label, labelX, anchor }) => (
            <g key={`${anchor} ${category}`}>
              <rect x={x} y={y} width={BAR_WIDTH} height={high} data-category={category} className={classes.bar} />
              <text x={labelX} y={y + high / 2 + 5} textAnchor={anchor} className={classes.barLabel}>
                {label}
              </text>
            </g>
          ))}
        </g>
      </svg>
    </div>
  );
}
