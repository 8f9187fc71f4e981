import type { Landscape, LandscapeLane } from '@/lib/registry/landscape/landscape';
import type { LandscapeWords } from '@/lib/registry/landscape/words';
import type { HeightOf, PictureSize, SlidePart } from '../../model/document';
import type { LandscapeDrawingTexts } from '../landscape-svg';
import type { SplitGenes } from '../svg/text';
import { airOf } from './air';
import { chunks } from './chunks';
import { landscapeRowsSvg, ROWS_SCALE } from './landscape-rows';

/** Of more groups than these a title names the first and the last. */
const MOST_NAMES = 3;

/** Groups as they fit; one that is higher than a slide goes on, in the order of time. Studies without years stand in a table. */
export function landscapeParts(
  landscape: Landscape,
  words: LandscapeWords,
  texts: LandscapeDrawingTexts,
  { width, height }: PictureSize,
  split: SplitGenes,
  heightOf: HeightOf = () => height,
): SlidePart[] {
  const draw = (lanes: readonly LandscapeLane[], air = 0) =>
    landscapeRowsSvg(
      { ...landscape, lanes: lanes.map((lane) => ({ ...lane, unplaced: [] })) },
      words,
      texts,
      { width: width / ROWS_SCALE, air },
      split,
    );
  const namesOf = (lanes: readonly LandscapeLane[]): string[] => [
    ...new Set(lanes.filter(({ placed }) => placed.length > 0).map(({ group }) => words.groupName(group))),
  ];
  const groups = namesOf(landscape.lanes).length;
  const titleOf = (lanes: readonly LandscapeLane[]): string => {
    const names = namesOf(lanes);
    // Of all groups nothing is said but that.
    if (names.length > MOST_NAMES && names.length === groups) return texts.title;
    const which = names.length > MOST_NAMES ? [names[0], names.at(-1)].join(' – ') : names.join(', ');
    return `${texts.title}: ${which}`;
  };
  const fits = (lanes: readonly LandscapeLane[]): boolean =>
    draw(lanes).height * ROWS_SCALE <= heightOf(titleOf(lanes), []);
  const lanes = landscape.lanes
    .filter(({ placed }) => placed.length > 0)
    .flatMap((lane) =>
      fits([lane])
        ? [lane]
        : chunks(lane.placed, (placed) => fits([{ ...lane, placed }])).map((placed) => ({ ...lane, placed })),
    );
  return chunks(lanes, fits).map((run): SlidePart => {
    const free = heightOf(titleOf(run), []) / ROWS_SCALE - draw(run).height;
    const rows = run.reduce((sum, { placed }) => sum + placed.length, 0);
    return { title: titleOf(run), picture: draw(run, airOf(free, rows)), riskTable: false, citations: [] };
  });
}
