import type { ProgressPoint } from '@/lib/registry/trials/progress';
import { KMT2A_STRATA } from '@/lib/registry/vocabulary';
import type { ProgressTexts } from '../../documents/progress-texts';
import type { PictureSize, SlidePart } from '../../model/document';
import { progressSvg } from '../progress-svg';
import type { SplitGenes } from '../svg/text';

/** The names beside the points are 14 px, which come out at 16 points. */
const SCALE = 16 / 14;
/** More points than these cannot all bear their names on one slide. */
const MOST_POINTS = 12;

/** All points on one slide where they are few, else a slide for each stratum. */
export function progressParts(
  points: readonly ProgressPoint[],
  texts: ProgressTexts,
  { width, height }: PictureSize,
  numbersOf: (points: readonly ProgressPoint[]) => readonly number[],
  split: SplitGenes,
): SlidePart[] {
  const size = { width: width / SCALE, height: height / SCALE };
  const groups =
    points.length <= MOST_POINTS
      ? [points]
      : KMT2A_STRATA.map((kmt2a) => points.filter((point) => point.kmt2a === kmt2a));
  return groups
    .filter((own) => own.length > 0)
    .map((own) => {
      const strata = new Set<string>(own.map(({ kmt2a }) => kmt2a));
      const legend = texts.legend.filter(({ kind }) => !['r', 'g', 'all'].includes(kind) || strata.has(kind));
      const name = legend.find(({ kind }) => strata.has(kind))?.text ?? '';
      return {
        title: strata.size === 1 ? `${texts.title}: ${name}` : null,
        picture: progressSvg(
          own,
          { ...texts, legend: strata.size === 1 ? legend.filter(({ kind }) => !strata.has(kind)) : legend },
          size,
          split,
        ),
        riskTable: false,
        citations: numbersOf(own),
      };
    });
}
