import type { Locale } from '@/lib/i18n/routing';
import type { NativeChart } from './native-chart';
import type { SummaryRow } from './slide';

/**
 * A drawing as SVG with its own size in px; text stays text. `ticks`: where the columns of a risk table belong that stands
 * under the drawing, in px from its left edge; without them it has none, or draws it itself. `short`: of a long risk table
 * only who is at risk stands under the axis, so that the chart keeps its room; the whole table is left to who asks.
 */
export type SvgPicture = Readonly<{
  svg: string;
  width: number;
  height: number;
  ticks?: readonly number[];
  short?: true;
}>;
export type PictureSize = Readonly<{ width: number; height: number }>;

/** `value` is language-neutral (null: not reported, not estimable); `text` is what a reader sees. */
export type FigureCell = Readonly<{
  value: string | number | null;
  text: string;
  /** drawn grey: few remain */
  faint?: boolean;
}>;

export type FigureColumn = Readonly<{
  /** name in files, the same in every language */
  key: string;
  /** heading */
  label: string;
  type: 'text' | 'number';
  /** unit of the values, which a file with bare numbers adds to the heading: `%`, `years` */
  unit?: string;
  /** `print`: only where people read (slides, PDF); `file`: only where programs read (workbook, CSV); both without it */
  only?: 'print' | 'file';
  /** share of a printed table's width in any measure; counts only where every column has one */
  width?: number;
}>;

export type FigureTable = Readonly<{
  /** name in files, the same in every language */
  id: string;
  caption: string;
  /** name of its sheet in a workbook; without it, that of the figure's tables */
  sheet?: string;
  columns: readonly FigureColumn[];
  rows: readonly (readonly FigureCell[])[];
  /** the first row may stand alone where there is no room for all */
  short?: boolean;
  /** belongs to the picture, which has no room for it: a picture alone comes with it */
  ofPicture?: true;
  /** the same rows in more words, the fullest first: a slide takes the first that needs no more slides */
  fuller?: readonly (readonly (readonly FigureCell[])[])[];
}>;

/** Every plotted number in rows of named, language-neutral columns: the CSV, and a sheet of the workbook. */
export type FigureRecords = Readonly<{
  columns: readonly string[];
  rows: readonly Readonly<Record<string, string | number | null | undefined>>[];
}>;

export type DocumentCaveat = Readonly<{
  /** language-neutral name; null where the words are all there is */
  code: string | null;
  text: string;
  /** the same in a whole sentence for a line of a slide, where it has one */
  short?: string | null;
  /** must not be overlooked: printed in bold */
  strong: boolean;
}>;
export type DocumentCitation = Readonly<{ number: number; text: string; url: string | null }>;

/** A picture that fills a slide, and what it shows of the figure. */
export type SlidePart = Readonly<{
  /** title of the slide; null where the figure's own says all */
  title: string | null;
  picture: SvgPicture;
  /** the risk table belongs under it */
  riskTable: boolean;
  /** the name of its lying axis, where it stands beside the heading of the risk table: points from the picture’s left edge */
  axisName?: Readonly<{ text: string; x: number; w: number }> | null;
  /** numbers of the sources of what it shows; null: of all of the figure */
  citations: readonly number[] | null;
}>;

/** The height that a slide leaves for its picture, by its title and the numbers of its sources; null: of all of the figure. */
export type HeightOf = (title: string | null, citations: readonly number[] | null) => number;

/** The figure as slides: drawn for the last row of a hall, not a page made smaller. */
export type FigureSlides = Readonly<{
  /**
   * the pictures for a room of so many points, in type of at least 16 points on axes and labels and 14 elsewhere; what does
   * not fit stands on a further one. `names`: points left of the axis for the names of a risk table under it; 0 without one.
   * `size` is what every slide has; `heightOf` says what a slide of its own title and sources has, which may be more.
   * `alone`: no title stands over it that says what its upright axis measures
   */
  parts: (size: PictureSize, names: number, heightOf?: HeightOf, alone?: boolean) => readonly SlidePart[];
  /** under the chart or on a slide of its own */
  riskTable: FigureTable | null;
  /** tables that say what no picture says; all others stand in the notes */
  tables: readonly FigureTable[];
  /** a caveat in one line, where none of the figure's own is so short */
  caveat: string | null;
  /**
   * said under every title of its slides: whose figures these are and from when, where the titles do not say it; of several
   * wordings, the fullest first, the first that stands in two lines
   */
  under?: string | readonly string[] | null;
  /** what the signs mean: in the notes, as a slide names only those that nobody guesses */
  signs: readonly string[];
}>;

/**
 * Everything that any exporter needs of any figure, in one language. Made once from the model that the page draws; an
 * exporter prints it and computes nothing.
 */
export type FigureDocument = Readonly<{
  /** name of the kind, as in the address of its files */
  kind: string;
  locale: Locale;
  title: string;
  /** the title that a reader gave it in its place; its own then stands under it, so that nothing is lost */
  named: string | null;
  subtitle: string;
  /** words of the band where anything drawn is made up; null otherwise */
  madeUp: string | null;
  /** words of the band where local patients are drawn and nobody has released the figure; null or absent otherwise */
  internal?: string | null;
  /** the whole figure with title, tables, caveats and sources: what the SVG and PNG files show */
  svg: SvgPicture;
  /**
   * the plot with its risk table and legend and nothing else, drawn for about this size: for slides, pages and frames, which
   * print the rest themselves. With `names`, the risk table is left to who asks, and so many px left of the axis are kept
   * for the names of its rows
   */
  chart: (size: PictureSize, names?: number) => SvgPicture;
  slides: FigureSlides;
  /** the figure's tables without the risk table, the most important first */
  tables: readonly FigureTable[];
  riskTable: FigureTable | null;
  caveats: readonly DocumentCaveat[];
  method: readonly string[];
  citations: readonly DocumentCitation[];
  /** said under the sources, such as what the letters of their levels mean */
  sourcesNote: string | null;
  headings: Readonly<{ caveats: string; method: string; sources: string }>;
  /** the figure in words, for who cannot see it */
  altText: string;
  /** its published and local figures, a line each, for a summary of several figures; without it there are none */
  summary?: readonly SummaryRow[];
  footer: Readonly<{
    /** `YYYY-MM-DD` */
    date: string;
    /** the program's name and the date, where the address is a link behind it */
    short: string;
    /** the program's name, the date in the reader's notation and the address */
    line: string;
    notAdvice: string;
    /** the same for the foot of a slide that is too narrow for it */
    notAdviceShort?: string;
  }>;
  /** absolute address of this very figure */
  address: string;
  /** stem of file names, without language and extension */
  fileName: string;
  /** null: the tables are all that is plotted */
  records: FigureRecords | null;
  /** the figure for programs: plain JSON, which its file says the same in every language (`neutralData`) */
  data: unknown;
  /** side by side, one for each plot; empty: the figure is no chart of points and lines */
  nativeCharts: readonly NativeChart[];
}>;
