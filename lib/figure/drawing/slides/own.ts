import type { OwnAnalysis } from '@/lib/analysis/analysis';
import type { OwnTexts } from '@/lib/analysis/texts';
import type { PictureSize, SlidePart } from '../../model/document';
import { ownChartSvg } from '../own-figure-svg';
import { SLIDE_SCALE } from './chunks';

/** The plot of the curves, or of the incidences of a cause; all groups in one, as they are compared. */
export function ownParts(
  analysis: OwnAnalysis,
  texts: OwnTexts,
  cause: number | null,
  { width, height }: PictureSize,
  names: number,
): SlidePart[] {
  const size = { width: width / SLIDE_SCALE, height: Math.floor(height / SLIDE_SCALE) };
  return [
    {
      title: null,
      picture: ownChartSvg(analysis, texts, cause, size, names / SLIDE_SCALE),
      riskTable: cause === null,
      citations: null,
    },
  ];
}
