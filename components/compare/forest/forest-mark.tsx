import type { ForestMark } from '@/lib/comparison/words/forest-texts';
import classes from './forest.module.css';
import { MarkerShape, seriesColour } from '@/components/figure/marker-sign';

const HEIGHT = 28;
const MIDDLE = HEIGHT / 2;
const TICKS = [0, 20, 40, 60, 80, 100];

/** The numbers of the axis over the column of marks. */
export function ForestScale({ label }: Readonly<{ label: string }>) {
  return (
    <svg width="100%" height="34" className={classes.scale} aria-hidden="true">
      <text x="50%" y="11" textAnchor="middle">
        {label}
      </text>
      {TICKS.map((tick) => (
        <text key={tick} x={`${tick}%`} y="29" textAnchor="middle">
          {tick}
        </text>
      ))}
    </svg>
  );
}

/** One figure on the axis; positions in per cent of the column, so that it fits any width. */
export function ForestMarkSign({ mark, description }: Readonly<{ mark: ForestMark; description: string }>) {
  const { kind, percent, low, high, style } = mark;
  const colour = style === null ? 'var(--ink)' : seriesColour(style);
  return (
    <svg width="100%" height={HEIGHT} className={classes.mark} role="img" aria-label={description}>
      {TICKS.map((tick) => (
        <line key={tick} x1={`${tick}%`} x2={`${tick}%`} y1={0} y2={HEIGHT} stroke="var(--line)" />
      ))}
      {low !== null && high !== null && kind !== 'diamond' && (
        <>
          <line
            x1={`${low}%`}
            x2={`${high}%`}
            y1={MIDDLE}
            y2={MIDDLE}
            stroke={colour}
            strokeWidth={kind === 'prediction' ? 1.4 : 1.8}
            strokeDasharray={mark.dashed ? '4 2.5' : undefined}
          />
          {[low, high].map((end, i) => (
            <line
              key={i}
              x1={`${end}%`}
              x2={`${end}%`}
              y1={MIDDLE - 4.5}
              y2={MIDDLE + 4.5}
              stroke={colour}
              strokeWidth={1.8}
            />
          ))}
        </>
      )}
      {kind === 'diamond' && low !== null && high !== null && (
        <svg width="100%" height={HEIGHT} viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none">
          <path
            d={`M${low},${MIDDLE}L${percent},${MIDDLE - 8}L${high},${MIDDLE}L${percent},${MIDDLE + 8}Z`}
            fill="var(--ink)"
          />
        </svg>
      )}
      {kind === 'marker' && style !== null && (
        <svg x={`${percent}%`} y={MIDDLE} overflow="visible">
          <MarkerShape style={style} open={mark.open} radius={5.5} />
        </svg>
      )}
      {kind === 'local' && (
        <line x1={`${percent}%`} x2={`${percent}%`} y1={MIDDLE - 8} y2={MIDDLE + 8} stroke={colour} strokeWidth={2.6} />
      )}
    </svg>
  );
}
