import { memo } from 'react';
import type { Place } from '@/lib/figure-reading/geometry';
import { lineBetween, placeOf, survivalOf } from '@/lib/figure-reading/person/overlay';
import type { CurveReading, DoubtfulStretch, PanelReading } from '@/lib/figure-reading/reading';
import type { Arm } from '@/lib/figure-reading/person/sheet';
import classes from './figure-reader.module.css';

export type OverlaidCurve = Readonly<{
  arm: Arm;
  curve: CurveReading;
  unseen: readonly DoubtfulStretch[];
  active: boolean;
}>;
export type Overlay = Readonly<{
  panel: PanelReading | null;
  curves: readonly OverlaidCurve[];
  clicks: readonly Place[];
}>;

type Props = Readonly<{
  overlay: Overlay;
  width: number;
  height: number;
  cross: Place | null;
  /** Where what is held lies now. */
  held: Place | null;
}>;

/** What was read, over the figure: ticks, curves, marks, and in amber what nobody has looked at yet. */
export function FigureOverlay({ overlay, width, height, cross, held }: Props) {
  return (
    <svg className={classes.overlay} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <OverlayLines overlay={overlay} />
      {held !== null && (
        <circle className={classes.waypoint} cx={held[0]} cy={held[1]} r={4} vectorEffect="non-scaling-stroke" />
      )}
      {cross !== null && (
        <path
          className={classes.cross}
          d={`M${cross[0]},0V${height}M0,${cross[1]}H${width}`}
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}

const pathOf = (places: readonly Place[]): string =>
  places.length === 0 ? '' : `M${places.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join('L')}`;

/** Lines in the units of the figure; drawn anew only when a reading changes. */
export const OverlayLines = memo(function OverlayLines({ overlay: { panel, curves, clicks } }: { overlay: Overlay }) {
  return (
    <g>
      {panel !== null && <Ticks panel={panel} />}
      {panel !== null && curves.map((one, i) => <Curve key={i} panel={panel} one={one} />)}
      {clicks.map(([x, y], i) => (
        <circle key={i} className={classes.click} cx={x} cy={y} r={4} vectorEffect="non-scaling-stroke" />
      ))}
    </g>
  );
});

function Curve({ panel, one: { arm, curve, unseen, active } }: Readonly<{ panel: PanelReading; one: OverlaidCurve }>) {
  const line = pathOf(lineBetween(panel, curve, 0, curve.end));
  const marks = curve.censored.map((time) => placeOf(panel, time, survivalOf(curve, time)));
  return (
    <g data-active={active || undefined}>
      {unseen.map(({ from, to }, i) => (
        <path
          key={i}
          className={classes.doubt}
          d={pathOf(lineBetween(panel, curve, from, to))}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      <path className={classes.halo} d={line} vectorEffect="non-scaling-stroke" />
      <path className={classes.line} d={line} vectorEffect="non-scaling-stroke" />
      {marks.map(([x, y], i) => (
        <path key={i} className={classes.mark} d={`M${x},${y - 4}V${y + 4}`} vectorEffect="non-scaling-stroke" />
      ))}
      {arm.waypoints.map(([x, y], i) => (
        <circle key={i} className={classes.waypoint} cx={x} cy={y} r={3} vectorEffect="non-scaling-stroke" />
      ))}
    </g>
  );
}

function Ticks({ panel }: Readonly<{ panel: PanelReading }>) {
  const { x, y } = panel;
  const [first, bottom] = [x.ticks[0] ?? 0, y.ticks[0] ?? 0];
  const level = (value: number): number => (y.shows === 'incidence' ? 1 - value : value);
  const places = [
    ...x.ticks.map((time) => placeOf(panel, time, level(bottom))),
    ...y.ticks.map((value) => placeOf(panel, first, level(value))),
  ];
  return (
    <path
      className={classes.tick}
      d={places.map(([px, py]) => `M${px - 4},${py}h8M${px},${py - 4}v8`).join('')}
      vectorEffect="non-scaling-stroke"
    />
  );
}
