import type { Landscape, LandscapeLane } from '@/lib/registry/landscape/landscape';
import { TYPE } from '@/lib/registry/landscape/layout';
import type { LandscapeWords } from '@/lib/registry/landscape/words';
import type { PictureSize, SlidePart } from '../../model/document';
import { landscapeSvg, type LandscapeDrawingTexts } from '../landscape-svg';
import type { SplitGenes } from '../svg/text';
import { fittedName, textWidth } from '../text-width';
import { chunks } from './chunks';

/** Years are 12.5 px and what a trial gives 12, which come out at 16 and 15.4 points. */
const SCALE = 16 / 12.5;
/** Px that names of groups and open ends take beside the plot. */
const BESIDE = 138 + 16;

/** Lanes as they fit; a lane that is higher than a slide goes on, in the order of time. Studies without years stand in a table. */
export function landscapeParts(
  landscape: Landscape,
  words: LandscapeWords,
  texts: LandscapeDrawingTexts,
  { width, height }: PictureSize,
  split: SplitGenes,
): SlidePart[] {
  const size = { width: width / SCALE, height: height / SCALE };
  const shown = { ...words, labelOf: fittedLabels(words, size.width - BESIDE) };
  const draw = (lanes: readonly LandscapeLane[]) =>
    landscapeSvg(
      { ...landscape, lanes: lanes.map((lane) => ({ ...lane, unplaced: [] })) },
      shown,
      texts,
      size.width,
      split,
    );
  const fits = (lanes: readonly LandscapeLane[]): boolean => draw(lanes).height <= size.height;
  const lanes = landscape.lanes
    .filter(({ placed }) => placed.length > 0)
    .flatMap((lane) =>
      fits([lane])
        ? [lane]
        : chunks(lane.placed, (placed) => fits([{ ...lane, placed }])).map((placed) => ({ ...lane, placed })),
    );
  return chunks(lanes, fits).map(
    (run): SlidePart => ({
      title: `${texts.title}: ${[...new Set(run.map(({ group }) => words.groupName(group)))].join(', ')}`,
      picture: draw(run),
      riskTable: false,
      citations: [],
    }),
  );
}

/** A label as far as it fits beside the names of the groups: what it follows goes first, the line to it says the same. */
function fittedLabels({ labelOf }: LandscapeWords, room: number): LandscapeWords['labelOf'] {
  return (entry, drawn) => {
    const { name, detail } = labelOf(entry, drawn);
    const rest = room - textWidth(name, TYPE.name, 600) - 7;
    const parts = detail.split(' · ');
    const details = parts.map((_, i) => parts.slice(0, parts.length - i).join(' · '));
    return {
      name: fittedName(name, room, TYPE.name),
      detail: details.find((text) => textWidth(text, TYPE.detail) <= rest) ?? '',
    };
  };
}
