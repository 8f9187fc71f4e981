import type { YAxisProps } from 'recharts';
import classes from './figure.module.css';
import type { Pointed } from './pointing';
import { tooltipPlace } from './tooltip-place';

const LEVELS = [0, 20, 40, 60, 80, 100];

/** The fixed 0–100 % axis. Properties, not a component: a chart finds its axes among its direct children. */
export function percentAxis(width: number): YAxisProps {
  return {
    type: 'number',
    domain: [0, 100],
    ticks: LEVELS,
    interval: 0,
    width,
    tick: { className: classes.tick },
    stroke: 'var(--line-strong)',
    tickLine: false,
  };
}

/** What is said of the marker that the reader points at. */
export function PointedText({ pointed, width }: Readonly<{ pointed: Pointed | null; width: number }>) {
  if (pointed === null) return null;
  return (
    <div className={classes.tooltip} style={tooltipPlace(pointed, width)}>
      {pointed.text}
    </div>
  );
}

/** The overlay draws the markers; the chart only needs to know where they are. */
export function NoMarker() {
  return <g />;
}
