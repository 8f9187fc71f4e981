import type { DiseaseSection, ShareMark } from '@/lib/registry/disease/page';
import type { Mark } from './marks';
import { DASH } from './measures';

/** Half the height of a bar, and what the ends of a range are higher. */
const [HALF, MORE] = [5, 1] as const;

/** Where a share stands: `x` of per cent, the middle of its row, and the row's edges, between which the grid is drawn. */
export type ShareScale = Readonly<{
  x: (percent: number) => number;
  middle: number;
  top: number;
  bottom: number;
  scale: DiseaseSection['scale'];
  /** half the height of a bar where rows are higher than usual */
  half?: number;
}>;

/** A share over the grid of its row: a bar from 0 whose end says how sure it is, a range as the stretch between its ends. */
export function shareMarks(mark: ShareMark, { x, middle, top, bottom, scale, half = HALF }: ShareScale): Mark[] {
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share): Mark => ({
      kind: 'line',
      from: [x(share * scale), top],
      to: [x(share * scale), bottom],
      ink: share === 0 ? 'strong' : 'line',
      width: 1,
    }),
  );
  return [...grid, ...barMarks(mark, x, middle, half)];
}

function barMarks(mark: ShareMark, x: ShareScale['x'], y: number, half: number): Mark[] {
  const cap = half + MORE;
  if (mark.kind === 'not-given') return [];
  if (mark.kind === 'range')
    return [{ kind: 'whisker', from: [x(mark.low), y], to: [x(mark.high), y], cap, ink: 'share', width: 3 }];
  const end = x(mark.at);
  const bar = (fill: 'share' | 'share-tint' | 'ground'): Mark => ({
    kind: 'bar',
    from: [x(0), y - half],
    to: [end, y + half],
    fill,
    edge: fill === 'ground' ? 'share' : null,
    ...(fill === 'ground' ? { dash: DASH.edge } : {}),
  });
  switch (mark.kind) {
    case 'exact':
      return [bar('share')];
    case 'as-printed':
      return [bar('ground')];
    case 'approximate':
      return [
        bar('share-tint'),
        { kind: 'marker', at: [end, y], shape: 'circle', radius: 4.5, ink: 'share', open: true },
      ];
    case 'at-least':
      return [bar('share'), { kind: 'arrow', at: [end, y], foot: 2, tip: 14, ink: 'share', width: 1.8 }];
    case 'at-most':
      return [
        bar('share-tint'),
        { kind: 'line', from: [end, y - cap], to: [end, y + cap], ink: 'share', width: 2 },
        { kind: 'arrow', at: [end, y], foot: 16, tip: 4, ink: 'share', width: 1.8 },
      ];
  }
}
