import type { PlacedLabel, ProgressMark } from '@/lib/figure/drawing/progress-layout';
import { Link } from '@/lib/i18n/navigation';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import classes from './progress-chart.module.css';

export const RADIUS = 5.5;
/** Room for the arrow of a point whose enrolment has one known end. */
export const ARROW = 9;
const CAP = 3;

type Props = Readonly<{
  mark: ProgressMark;
  sentence: string;
  onEnter: () => void;
  onLeave: () => void;
}>;

/** One published figure: whiskers, marker and a link to its row on the trial's page. */
export function ProgressMarker({ mark: { point, x, y, low, high }, sentence, onEnter, onLeave }: Props) {
  return (
    <Link
      href={`/trials/${point.trial}#${point.id}`}
      prefetch={false}
      aria-label={sentence}
      className={classes.point}
      data-kmt2a={point.kmt2a}
      onMouseEnter={onEnter}
      onMouseLeave={onLeave}
      onFocus={onEnter}
      onBlur={onLeave}
    >
      <circle className={classes.target} cx={x} cy={y} r={13} />
      <circle className={classes.ring} cx={x} cy={y} r={10} />
      {low !== null && high !== null && (
        <path
          className={classes.whisker}
          strokeDasharray={point.errorNamed ? undefined : '3 2.5'}
          d={`M${x} ${low}V${high}M${x - CAP} ${low}h${CAP * 2}M${x - CAP} ${high}h${CAP * 2}`}
        />
      )}
      <path
        className={classes.marker}
        data-open={point.interval === null || !point.timeZeroStated}
        d={shapeOf(point, x, y)}
      />
      {point.position.basis !== 'middle' && <path className={classes.arrow} d={arrowOf(point, x, y)} />}
    </Link>
  );
}

export function ProgressLabel({
  point,
  label,
  text,
  detail,
}: Readonly<{ point: ProgressPoint; label: PlacedLabel; text: string; detail: string }>) {
  const { box, leader } = label;
  return (
    <g aria-hidden="true" className={classes.label} data-kmt2a={point.kmt2a}>
      {leader !== null && (
        <line className={classes.leader} x1={leader.x1} y1={leader.y1} x2={leader.x2} y2={leader.y2} />
      )}
      <text x={box.left} y={(box.top + box.bottom) / 2} dominantBaseline="central">
        {text}
        {detail !== '' && <tspan className={classes.detail}>{` ${detail}`}</tspan>}
      </text>
    </g>
  );
}

/** Circle: rearranged; square: germline; diamond: all infants. */
function shapeOf({ kmt2a }: ProgressPoint, x: number, y: number): string {
  const r = RADIUS;
  if (kmt2a === 'r') return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  if (kmt2a === 'g') return `M${x - r + 0.5} ${y - r + 0.5}h${2 * r - 1}v${2 * r - 1}h${1 - 2 * r}Z`;
  return `M${x} ${y - r - 1}L${x + r + 1} ${y}L${x} ${y + r + 1}L${x - r - 1} ${y}Z`;
}

/** Points to where the middle of enrolment must lie when only its first or last year is known. */
function arrowOf({ position: { basis } }: ProgressPoint, x: number, y: number): string {
  const side = basis === 'start-only' ? 1 : -1;
  const tip = x + side * (RADIUS + ARROW - 1);
  return `M${x + side * (RADIUS + 1)} ${y}H${tip}M${tip - side * 3} ${y - 3}L${tip} ${y}L${tip - side * 3} ${y + 3}`;
}
