import type { Locale } from '@/lib/i18n/routing';
import type { FigureTable } from '../../model/document';
import type { SlideModel, Stage, SummaryColumn, SummaryRow } from '../../model/slide';
import { PAPER } from '../../drawing/svg/text';
import { band, titleFrame } from './frame';
import { loadHyphenation } from './hyphenation';
import { textHeight, textRoom, TYPE } from './measure';
import { wholePages } from './table-pages';

export type SummaryWords = Readonly<{
  title: string;
  columns: Readonly<Record<SummaryColumn, string>>;
  /** said under the table: the figures are not adjusted to each other */
  caveat: string;
  /** stands at the foot */
  foot: string;
}>;

const COLUMNS = ['trial', 'population', 'endpoint', 'n', 'estimate', 'interval', 'source'] as const;
const GAP = 8;

/** The figures of a whole presentation in one table, six a slide at most, each once. */
export async function summarySlides(
  rows: readonly SummaryRow[],
  words: SummaryWords,
  locale: Locale,
  stage: Stage,
): Promise<SlideModel[]> {
  const unique = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
  if (unique.length === 0) return [];
  const [x, w] = [stage.left, stage.right - stage.left];
  const room = textRoom(stage);
  const [caveat, foot] = [textHeight(words.caveat, room, TYPE.text), textHeight(words.foot, room, TYPE.small)];
  const marks = [...new Set(unique.flatMap(({ mark }) => mark ?? []))];
  const mark = marks.length === 0 ? null : marks.join(' ');
  const head = titleFrame(`${words.title} (10/10)`, mark, stage);
  const top = head.below + head.gap;
  const bottom = stage.bottom - foot - caveat - GAP;
  const size = { width: w, height: bottom - top, wide: stage.wide };
  const pages = wholePages(tableOf(unique, words), size, await loadHyphenation(locale));
  return pages.map((page, i): SlideModel => {
    const title = pages.length === 1 ? words.title : `${words.title} (${i + 1}/${pages.length})`;
    const h = page.heights.reduce((sum, height) => sum + height, 0);
    return {
      kind: 'figure',
      key: `summary-${i + 1}`,
      title: { runs: [{ text: title }], frame: head.frame },
      items: [
        ...(mark === null ? [] : [band(mark, stage)]),
        { kind: 'table', name: words.title, frame: { x, y: top, w, h }, page },
        {
          kind: 'text',
          name: 'Caveat',
          frame: { x, y: bottom + GAP, w, h: caveat },
          runs: [{ text: words.caveat }],
          size: TYPE.text,
          colour: PAPER.noteInk,
        },
        {
          kind: 'text',
          name: 'Footer',
          frame: { x, y: stage.bottom - foot, w, h: foot },
          runs: [{ text: words.foot }],
          size: TYPE.small,
          colour: PAPER.muted,
        },
      ],
      notes: unique.map((row) => COLUMNS.map((key) => row[key]).join('; ')).join('\n'),
    };
  });
}

function tableOf(rows: readonly SummaryRow[], { title, columns }: SummaryWords): FigureTable {
  return {
    id: 'summary',
    caption: title,
    columns: COLUMNS.map((key) => ({ key, label: columns[key], type: key === 'n' ? 'number' : 'text' })),
    rows: rows.map((row) => COLUMNS.map((key) => ({ value: row[key], text: row[key] }))),
  };
}
