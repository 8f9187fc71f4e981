import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import type { PublishedPoint } from '../figure/figure-model';
import { isChartable } from '../figure/published-point';
import type { CompareSelection } from './selection';

/** Why a held figure cannot be drawn; `set-aside`: the data set keeps it off charts, as of other ages or of part of the patients. */
export const NOT_DRAWN = ['no-value', 'no-horizon', 'other-value', 'set-aside'] as const;
export type NotDrawn = (typeof NOT_DRAWN)[number];

/** How many of the figures held of these trials, this endpoint and this population a chart can draw, and what keeps the others off it. */
export type Drawable = Readonly<{
  held: number;
  drawn: number;
  reasons: readonly Readonly<{ code: NotDrawn; count: number }>[];
}>;

export function drawableOf(
  chosen: readonly Pick<PublishedPoint, 'trialSlug'>[],
  { endpoint, population }: Pick<CompareSelection, 'endpoint' | 'population'>,
  all: readonly PublishedEstimate[],
): Drawable {
  const held = all.filter(
    (figure) =>
      chosen.some(({ trialSlug }) => trialSlug === figure.trial) &&
      figure.endpoint === endpoint &&
      figure.stratum.kmt2a === population,
  );
  const others = held.filter((figure) => !isChartable(figure)).map(reasonOf);
  return {
    held: held.length,
    drawn: held.length - others.length,
    reasons: NOT_DRAWN.flatMap((code) => {
      const count = others.filter((other) => other === code).length;
      return count === 0 ? [] : [{ code, count }];
    }),
  };
}

function reasonOf({ estimate, timeYears, preferred }: PublishedEstimate): NotDrawn {
  if (estimate === null) return 'no-value';
  if (timeYears === null) return 'no-horizon';
  return preferred ? 'set-aside' : 'other-value';
}
