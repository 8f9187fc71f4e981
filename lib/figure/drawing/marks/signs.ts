import type { LegendEntry } from '@/lib/comparison/words/figure-texts';
import type { SeriesStyle } from '@/lib/comparison/selection/series/style';
import { seriesInk } from './inks';
import type { Corner, Mark } from './marks';
import { DASH, RADIUS, STROKE } from './measures';

/** The marker of a series beside its name. */
export function markerSign(style: SeriesStyle, open: boolean, at: Corner): Mark {
  return { kind: 'marker', at, shape: style.shape, radius: RADIUS.own, ink: seriesInk(style), open };
}

/** The sign beside the name of the local patients. */
export function localSign([x, y]: Corner): Mark {
  return { kind: 'line', from: [x - 8, y], to: [x + 8, y], ink: 'ink', width: STROKE.curve };
}

/** The grey marker of figures that are not of the reader's choice. */
export function fieldSign(open: boolean, at: Corner): Mark {
  return { kind: 'marker', at, shape: 'square', radius: RADIUS.field, ink: 'thin', open };
}

/** Half the width of a sign of the legend, in px. */
export const SIGN = 13;

/** What a line, a band, a filled and an open marker look like, around a point, for the legend. */
export function legendSign(kind: LegendEntry['kind'], [x, y]: Corner): Mark[] {
  const line = (ink: 'muted' | 'thin' | 'strong', width: number, dash?: readonly number[]): Mark => ({
    kind: 'line',
    from: [x - SIGN, y],
    to: [x + SIGN, y],
    ink,
    width,
    ...(dash === undefined ? {} : { dash }),
  });
  const circle = (open: boolean): Mark => ({
    kind: 'marker',
    at: [x, y],
    shape: 'circle',
    radius: 4.5,
    ink: 'muted',
    open,
  });
  switch (kind) {
    case 'local':
      return localSigns(x, y);
    case 'thin':
      return [line('thin', STROKE.curve)];
    case 'published':
    case 'from-se':
      return [
        {
          kind: 'whisker',
          from: [x - SIGN + 1, y],
          to: [x + SIGN - 1, y],
          cap: 4,
          ink: 'muted',
          width: STROKE.whisker,
          ...(kind === 'from-se' ? { dash: DASH.computed } : {}),
        },
        circle(false),
      ];
    case 'field':
      return [fieldSign(false, [x, y])];
    case 'enrolment':
      return [line('strong', STROKE.enrolment)];
    case 'joined':
      return [
        {
          kind: 'line',
          from: [x - 12, y - 4],
          to: [x + 12, y + 4],
          ink: 'muted',
          width: STROKE.join,
          dash: DASH.join,
          round: true,
        },
      ];
    case 'reconstructed':
      return [line('muted', STROKE.reconstructed, DASH.reconstructed)];
    case 'hollow':
      return [circle(true)];
  }
}

function localSigns(x: number, y: number): Mark[] {
  return [
    {
      kind: 'band',
      corners: [
        [x - SIGN, y - 8],
        [x + SIGN, y - 8],
        [x + SIGN, y + 8],
        [x - SIGN, y + 8],
      ],
      ink: 'band',
    },
    {
      kind: 'step',
      corners: [
        [x - SIGN, y - 3],
        [x, y + 3],
        [x + SIGN, y + 3],
      ],
      ink: 'ink',
      width: STROKE.curve,
    },
    { kind: 'censor', at: [[x - 7, y - 3]], half: 5, ink: 'ink', width: STROKE.censor },
  ];
}
