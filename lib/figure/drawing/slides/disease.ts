import type { DiseaseGroup, DiseaseRow, DiseaseSection } from '@/lib/registry/disease/page';
import type { HeightOf, PictureSize, SlidePart } from '../../model/document';
import { diseaseSvg, type DiseaseDrawing } from '../disease-svg';
import { chunks } from './chunks';
import { airOf } from './air';

/** Shares and ticks are 14 px, which come out at 16 points; patients and sources at more than 14. */
const SCALE = 16 / 14;

type Placed = Readonly<{ group: DiseaseGroup; row: DiseaseRow }>;
/** Rows that stay on one slide. */
type Unit = readonly Placed[];

/** A topic has slides of its own, of as many shares as fit, in the order of the topics. */
export function diseaseParts(
  sections: readonly DiseaseSection[],
  drawing: DiseaseDrawing,
  size: PictureSize,
  titleOf: (section: DiseaseSection) => string,
  numbersOf: (rows: readonly DiseaseRow[]) => readonly number[],
  heightOf: HeightOf = () => size.height,
): SlidePart[] {
  return sections.flatMap((section) => topicParts(section, drawing, size.width, titleOf(section), numbersOf, heightOf));
}

function topicParts(
  section: DiseaseSection,
  drawing: DiseaseDrawing,
  width: number,
  title: string,
  numbersOf: (rows: readonly DiseaseRow[]) => readonly number[],
  heightOf: HeightOf,
): SlidePart[] {
  const draw = (run: readonly Unit[], air = 0) =>
    diseaseSvg([regrouped(section, run.flat())], drawing, 1, width / SCALE, air);
  const sourcesOf = (run: readonly Unit[]): readonly number[] => numbersOf(run.flat().map(({ row }) => row));
  const fitsWith = (run: readonly Unit[], citations: readonly number[] | null): boolean =>
    draw(run).height * SCALE <= heightOf(title, citations);
  const fits = (run: readonly Unit[]): boolean => fitsWith(run, null) || fitsWith(run, sourcesOf(run));
  const units = section.groups
    .flatMap(unitsOf)
    .flatMap((unit) => (fits([unit]) ? [unit] : unit.map((one): Unit => [one])));
  return chunks(units, fits).map((run): SlidePart => {
    // Each share has the number of its source; where the sources would take shares their room they stand on the last slide.
    const citations = fitsWith(run, sourcesOf(run)) ? sourcesOf(run) : null;
    const free = heightOf(title, citations) / SCALE - draw(run).height;
    return { title, picture: draw(run, airOf(free, run.flat().length)), riskTable: false, citations };
  });
}

/** A heading keeps two of its rows, and the last row of many does not go on alone. */
function unitsOf(group: DiseaseGroup): Unit[] {
  const placed = group.rows.map((row): Placed => ({ group, row }));
  if (placed.length <= 3) return [placed];
  return [placed.slice(0, 2), ...placed.slice(2, -2).map((one): Unit => [one]), placed.slice(-2)];
}

/** Rows under the headings of their groups, as many of each as there are. */
function regrouped(section: DiseaseSection, placed: readonly Placed[]): DiseaseSection {
  return {
    ...section,
    groups: [...new Set(placed.map(({ group }) => group))].map((group) => ({
      ...group,
      rows: placed.filter((one) => one.group === group).map(({ row }) => row),
    })),
  };
}
