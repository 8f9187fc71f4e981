import { Area, Line } from 'recharts';
import type { Band, Curve } from '@/lib/figure/drawing/marks/curves';
import { inkVariable } from '@/lib/figure/drawing/marks/inks';

/** Step lines with their bands, drawn by the chart library as the figure's marks say. Never smoothed, never beyond the last step. */
export function curveLines({ bands, curves }: Readonly<{ bands: readonly Band[]; curves: readonly Curve[] }>) {
  return [
    ...bands.map(({ id, ink, opacity, steps }) => (
      <Area
        key={`band ${id}`}
        data={[...steps]}
        dataKey={limits}
        type="stepAfter"
        fill={inkVariable(ink)}
        fillOpacity={opacity ?? 1}
        stroke="none"
        isAnimationActive={false}
        activeDot={false}
      />
    )),
    ...curves.map(({ id, ink, width, dash, steps }) => (
      <Line
        key={id}
        data={[...steps]}
        dataKey="percent"
        type="stepAfter"
        stroke={inkVariable(ink)}
        strokeWidth={width}
        strokeDasharray={dash?.join(' ')}
        dot={false}
        isAnimationActive={false}
        activeDot={false}
      />
    )),
  ];
}

function limits({ low, high }: Band['steps'][number]): [number, number] | null {
  return low === null || high === null ? null : [low, high];
}
