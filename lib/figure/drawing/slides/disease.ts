import type { DiseaseGroup, DiseaseRow, DiseaseSection } from '@/lib/registry/disease/page';
import type { HeightOf, PictureSize, SlidePart } from '../../model/document';
import { diseaseSvg, type DiseaseDrawing } from '../disease-svg';
import { chunks } from './chunks';
import { airOf } from './air';

/** Shares and ticks are 14 px, which come out at 16 points; patients and sources at more than 14. */
const SCALE = 16 / 14;

type Placed = Readonly<{ section: DiseaseSection; group: DiseaseGroup; row: DiseaseRow }>;
/** Rows that stay on one slide. */
type Unit = readonly Placed[];

/** As many shares a slide as fit, in the order of the topics; of several topics each has its heading. */
export function diseaseParts(
  sections: readonly DiseaseSection[],
  drawing: DiseaseDrawing,
  { width, height }: PictureSize,
  titleOf: (sections: readonly DiseaseSection[]) => string,
  numbersOf: (rows: readonly DiseaseRow[]) => readonly number[],
  heightOf: HeightOf = () => height,
): SlidePart[] {
  const draw = (run: readonly Unit[], air = 0) => diseaseSvg(regrouped(run.flat()), drawing, 1, width / SCALE, air);
  const sourcesOf = (run: readonly Unit[]): readonly number[] => numbersOf(run.flat().map(({ row }) => row));
  const nameOf = (run: readonly Unit[]): string => {
    const shown = [...new Set(run.flat().map(({ section }) => section))];
    const topics = titleOf(shown);
    // Several topics are named where their names take the shares no room; their headings name them anyway.
    return shown.length === 1 || heightOf(topics, null) >= heightOf(drawing.title, null) ? topics : drawing.title;
  };
  const fitsWith = (run: readonly Unit[], citations: readonly number[] | null): boolean =>
    draw(run).height * SCALE <= heightOf(nameOf(run), citations);
  const fits = (run: readonly Unit[]): boolean => fitsWith(run, null) || fitsWith(run, sourcesOf(run));
  const units = sections
    .flatMap((section) => section.groups.flatMap((group) => unitsOf(section, group)))
    .flatMap((unit) => (fits([unit]) ? [unit] : unit.map((one): Unit => [one])));
  return chunks(units, fits).map((run): SlidePart => {
    // Each share has the number of its source; where the sources would take shares their room they stand on the last slide.
    const citations = fitsWith(run, sourcesOf(run)) ? sourcesOf(run) : null;
    const free = heightOf(nameOf(run), citations) / SCALE - draw(run).height;
    return { title: nameOf(run), picture: draw(run, airOf(free, run.flat().length)), riskTable: false, citations };
  });
}

/** A heading keeps two of its rows, and the last row of many does not go on alone. */
function unitsOf(section: DiseaseSection, group: DiseaseGroup): Unit[] {
  const placed = group.rows.map((row): Placed => ({ section, group, row }));
  if (placed.length <= 3) return [placed];
  return [placed.slice(0, 2), ...placed.slice(2, -2).map((one): Unit => [one]), placed.slice(-2)];
}

/** Rows under the headings of their topics and groups, as many of each as there are. */
function regrouped(placed: readonly Placed[]): DiseaseSection[] {
  return [...new Set(placed.map(({ section }) => section))].map((section) => {
    const own = placed.filter((one) => one.section === section);
    return {
      ...section,
      groups: [...new Set(own.map(({ group }) => group))].map((group) => ({
        ...group,
        rows: own.filter((one) => one.group === group).map(({ row }) => row),
      })),
    };
  });
}
