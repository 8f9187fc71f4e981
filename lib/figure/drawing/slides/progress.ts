import type { ProgressPoint } from '@/lib/registry/trials/progress';
import { KMT2A_STRATA } from '@/lib/registry/vocabulary';
import { afterColon } from '@/lib/i18n/format';
import type { ProgressLegendEntry, ProgressTexts } from '../../documents/progress-texts';
import type { PictureSize, SlidePart, SvgPicture } from '../../model/document';
import { isDashed, isOpen } from '../marks/progress';
import { progressSvg } from '../progress-svg';
import type { SplitGenes } from '../svg/text';
import { fittingLegend } from './legends';

/** The names beside the points are 14 px, which come out at 16 points. */
const SCALE = 16 / 14;
/** More points than these cannot all bear their names on one slide. */
const MOST_POINTS = 12;
/** Share of the picture's height that its legend takes at most. */
const LEGEND_SHARE = 0.2;

/** All points on one slide where they are few, else a slide for each stratum. */
export function progressParts(
  points: readonly ProgressPoint[],
  texts: ProgressTexts,
  { width, height }: PictureSize,
  numbersOf: (points: readonly ProgressPoint[]) => readonly number[],
  split: SplitGenes,
): SlidePart[] {
  const size = { width: width / SCALE, height: Math.floor(height / SCALE) };
  const groups =
    points.length <= MOST_POINTS
      ? [points]
      : KMT2A_STRATA.map((kmt2a) => points.filter((point) => point.kmt2a === kmt2a));
  return groups
    .filter((own) => own.length > 0)
    .map((own) => {
      const strata = new Set<string>(own.map(({ kmt2a }) => kmt2a));
      const [first = ''] = strata;
      const name = texts.legend.find(({ kind }) => kind === first)?.text ?? '';
      const draw = (legend: ProgressTexts['legend']): SvgPicture => progressSvg(own, { ...texts, legend }, size, split);
      const bare = draw([]).height;
      const legend = fittingLegend(
        texts.legend.filter(({ kind }) => isShown(kind, own, strata.size > 1)),
        ['dashed', 'arrow', 'open'],
        (some) => {
          const { height: drawn } = draw(some);
          return drawn <= size.height && drawn - bare <= LEGEND_SHARE * size.height;
        },
      );
      return {
        title: strata.size === 1 ? `${texts.title}: ${afterColon(name)}` : null,
        picture: draw(legend),
        riskTable: false,
        citations: numbersOf(own),
      };
    });
}

/** A whisker is what everybody takes it for; a stratum alone is named in the title. */
function isShown(kind: ProgressLegendEntry['kind'], points: readonly ProgressPoint[], strata: boolean): boolean {
  switch (kind) {
    case 'filled':
      return false;
    case 'open':
      return points.some(isOpen);
    case 'dashed':
      return points.some(isDashed);
    case 'arrow':
      return points.some(({ position }) => position.basis !== 'middle');
    case 'all':
    case 'r':
    case 'g':
      return strata && points.some(({ kmt2a }) => kmt2a === kind);
  }
}
