import type { DiseaseGroup, DiseaseRow, DiseaseSection } from '@/lib/registry/disease/page';
import type { HeightOf, PictureSize, SlidePart } from '../../model/document';
import { diseaseSvg, type DiseaseDrawing } from '../disease-svg';
import { chunks } from './chunks';

/** Patients and ticks are 12.5 px, which come out at 16 points. */
const SCALE = 16 / 12.5;

type Placed = Readonly<{ group: DiseaseGroup; row: DiseaseRow }>;

/** A topic a slide, and as many further ones as its rows need. */
export function diseaseParts(
  sections: readonly DiseaseSection[],
  drawing: DiseaseDrawing,
  { width, height }: PictureSize,
  titleOf: (section: DiseaseSection) => string,
  numbersOf: (rows: readonly DiseaseRow[]) => readonly number[],
  heightOf: HeightOf = () => height,
): SlidePart[] {
  return sections
    .filter(({ groups }) => groups.length > 0)
    .flatMap((section) => {
      const draw = (placed: readonly Placed[]) =>
        diseaseSvg([{ ...section, groups: regrouped(placed) }], drawing, 1, width / SCALE);
      const rows = section.groups.flatMap((group) => group.rows.map((row): Placed => ({ group, row })));
      const sourcesOf = (run: readonly Placed[]): readonly number[] => numbersOf(run.map(({ row }) => row));
      const title = titleOf(section);
      return chunks(rows, (run) => draw(run).height * SCALE <= heightOf(title, sourcesOf(run))).map(
        (run): SlidePart => ({ title, picture: draw(run), riskTable: false, citations: sourcesOf(run) }),
      );
    });
}

/** Rows under the headings of their groups, as many of each as there are. */
function regrouped(placed: readonly Placed[]): DiseaseGroup[] {
  const groups = [...new Set(placed.map(({ group }) => group))];
  return groups.map((group) => ({
    ...group,
    rows: placed.filter((one) => one.group === group).map(({ row }) => row),
  }));
}
