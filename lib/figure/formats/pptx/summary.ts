import type { Locale } from '@/lib/i18n/routing';
import type { FigureTable } from '../../model/document';
import { sourcesInShort } from '../../model/short-source';
import type { SlideModel, Stage, SummaryColumn, SummaryRow, TablePage } from '../../model/slide';
import { chunks } from '../../drawing/slides/chunks';
import { PAPER } from '../../drawing/svg/text';
import { band, titleFrame } from './frame';
import { loadHyphenation, type Hyphenation } from './hyphenation';
import { textHeight, textRoom, TYPE } from './measure';
import { alikePages, MOST_ROWS } from './table-pages';

export type SummaryWords = Readonly<{
  title: string;
  columns: Readonly<Record<SummaryColumn, string>>;
  /** said under the table: the figures are not adjusted to each other */
  caveat: string;
  /** stands at the foot */
  foot: string;
}>;

const KEYS = ['trial', 'population', 'endpoint', 'n', 'estimate', 'interval', 'source'] as const;
const GAP = 8;

type Setting = Readonly<{ words: SummaryWords; stage: Stage; whole: FigureTable; hyphenation: Hyphenation }>;

/** The figures of a whole presentation in one table, six a slide where their words allow it, each once. */
export async function summarySlides(
  rows: readonly SummaryRow[],
  words: SummaryWords,
  locale: Locale,
  stage: Stage,
): Promise<SlideModel[]> {
  const unique = withSourcesApart([...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]);
  if (unique.length === 0) return [];
  const whole = tableOf(unique, words);
  const setting: Setting = { words, stage, whole, hyphenation: await loadHyphenation(locale) };
  const runs = chunks(unique, (run) => run.length <= MOST_ROWS && pagesOf([run], setting)[0]?.length === 1);
  // A row that is higher than a slide goes on.
  const pages = pagesOf(runs, setting).flatMap((own, i) => own.map((page) => ({ page, mark: markOf(runs[i] ?? []) })));
  const notes = unique.map((row) => KEYS.map((key) => row[key]).join('; ')).join('\n');
  return pages.map(({ page, mark }, i): SlideModel => {
    const title = pages.length === 1 ? words.title : `${words.title} (${i + 1}/${pages.length})`;
    const { x, w, head, table, caveat, foot } = placesOf(mark, setting);
    const h = page.heights.reduce((sum, height) => sum + height, 0);
    return {
      kind: 'figure',
      key: `summary-${i + 1}`,
      title: { runs: [{ text: title }], frame: head.frame },
      items: [
        ...(mark === null ? [] : [band(mark, stage)]),
        { kind: 'table', name: words.title, frame: { x, y: table.y, w, h }, page },
        {
          kind: 'text',
          name: 'Caveat',
          frame: { x, y: stage.bottom - foot - caveat, w, h: caveat },
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
      notes,
    };
  });
}

/** What a band over these rows says; null where all of them are published. */
function markOf(rows: readonly SummaryRow[]): string | null {
  const marks = [...new Set(rows.flatMap(({ mark }) => mark ?? []))];
  return marks.length === 0 ? null : marks.join(' ');
}

/** Where the parts of a slide under such a band stand, and the room that they leave to the table. */
function placesOf(mark: string | null, { words, stage }: Setting) {
  const [x, w, room] = [stage.left, stage.right - stage.left, textRoom(stage)];
  const [caveat, foot] = [textHeight(words.caveat, room, TYPE.text), textHeight(words.foot, room, TYPE.small)];
  const head = titleFrame(`${words.title} (10/10)`, mark, stage);
  const y = head.below + head.gap;
  return { x, w, head, caveat, foot, table: { y, h: stage.bottom - foot - caveat - GAP - y } };
}

/** The slides of each of these runs, all in one type and with the columns of the whole summary. */
function pagesOf(runs: readonly (readonly SummaryRow[])[], setting: Setting): TablePage[][] {
  const parts = runs.map((rows) => {
    const { w, table } = placesOf(markOf(rows), setting);
    return { rows: tableOf(rows, setting.words).rows, room: { width: w, height: table.h, wide: setting.stage.wide } };
  });
  return alikePages(setting.whole, parts, setting.hyphenation);
}

/** Sources whose short names are alike anywhere in the summary are told apart. */
function withSourcesApart(rows: readonly SummaryRow[]): SummaryRow[] {
  const names = sourcesInShort(rows.flatMap(({ cited = [] }) => cited));
  return rows.map((row) =>
    row.cited === undefined || row.cited.length === 0
      ? row
      : { ...row, source: row.cited.map((citation) => names.get(citation) ?? citation).join('; ') },
  );
}

/** An estimate stands with its interval: so the words beside it have more room, and a row fewer lines. */
function tableOf(rows: readonly SummaryRow[], { title, columns }: SummaryWords): FigureTable {
  const cells = ({ interval, estimate, ...row }: SummaryRow): string[] => [
    row.trial,
    row.population,
    row.endpoint,
    row.n,
    interval === '–' ? estimate : `${estimate} (${interval})`,
    row.source,
  ];
  return {
    id: 'summary',
    caption: title,
    columns: (['trial', 'population', 'endpoint', 'n', 'estimate', 'source'] as const).map((key) => ({
      key,
      label: key === 'estimate' ? `${columns.estimate} (${columns.interval})` : columns[key],
      type: key === 'n' ? 'number' : 'text',
    })),
    rows: rows.map((row) => cells(row).map((text) => ({ value: text, text }))),
  };
}
