import type { NativeChart } from './native-chart';

/** Points of a slide, 72 an inch. */
export type Frame = Readonly<{ x: number; y: number; w: number; h: number }>;

/** A part of a text in one style; what it leaves out is as in the text around it. */
export type SlideRun = Readonly<{
  text: string;
  bold?: boolean;
  italic?: boolean;
  /** `#rrggbb` */
  colour?: string;
  /** points */
  size?: number;
  link?: string;
  /** the paragraph ends here */
  ends?: boolean;
}>;

export type SlideText = Readonly<{
  kind: 'text';
  name: string;
  frame: Frame;
  runs: readonly SlideRun[];
  /** points */
  size: number;
  /** `#rrggbb` */
  colour: string;
  bold?: boolean;
  /** `#rrggbb`; nothing behind the text without it */
  fill?: string;
  align?: 'left' | 'center';
  middle?: boolean;
  /** points from the left edge and from the right one */
  inset?: number;
  /** points after each paragraph */
  after?: number;
  /** false: its lines break only where a run ends one */
  wraps?: boolean;
}>;

/** A table, or a part of one, as it stands on one slide; a line break in a cell is a word that was divided. */
export type TablePage = Readonly<{
  columns: readonly Readonly<{ width: number; align: 'left' | 'right'; label: string }>[];
  /** height of the heading, then of each row */
  heights: readonly number[];
  rows: readonly (readonly string[])[];
  /** type in points, and points above and beside the text of a cell */
  size: number;
  pad: Readonly<{ top: number; side: number }>;
}>;

/** Where the plot of an editable chart stands, as shares of its frame. */
export type PlotLayout = Readonly<{ x: number; y: number; w: number; h: number }>;

/** What stands on a slide beside its title, in the order in which it is drawn. */
export type SlideItem =
  | SlideText
  | Readonly<{ kind: 'picture'; name: string; frame: Frame; svg: string; altText: string }>
  | Readonly<{ kind: 'table'; name: string; frame: Frame; page: TablePage }>
  | Readonly<{
      kind: 'area';
      name: string;
      frame: Frame;
      /** points from the upper left corner of the frame */
      corners: readonly Readonly<{ x: number; y: number }>[];
      /** `#rrggbb` */
      colour: string;
    }>
  | Readonly<{ kind: 'chart'; name: string; frame: Frame; altText: string; chart: NativeChart; layout: PlotLayout }>;

/**
 * A slide laid out to the last point: plain data, from which the presentation is written and its preview drawn, on the server
 * or in a browser.
 */
export type SlideModel = Readonly<{
  /** `cover`: the first slide of a presentation */
  kind: 'figure' | 'cover';
  /** the same in every language and under every title: by it a reader’s changes find the slide */
  key: string;
  title: Readonly<{ runs: readonly SlideRun[]; frame: Frame }>;
  items: readonly SlideItem[];
  notes: string;
}>;

/** The size of a slide and the part of it that a figure may use, in points. */
export type Stage = Readonly<{
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** how much wider than ours a template's font of text is, and that of titles */
  wide?: number | undefined;
  wideTitle?: number | undefined;
  /** where a template has its titles above the room; none where they begin it */
  title?: Frame | undefined;
}>;

/**
 * A figure of a comparison in one line of a summary; `mark`: what a band over it must say, null where it is published; `cited`:
 * its sources in full, by which a summary of several figures tells those apart whose short names are alike.
 */
export type SummaryRow = Readonly<Record<SummaryColumn, string>> &
  Readonly<{ mark: string | null; cited?: readonly string[] }>;
export type SummaryColumn = 'trial' | 'population' | 'endpoint' | 'n' | 'estimate' | 'interval' | 'source';

/** The slides of one figure, and what of it a summary says. */
export type LaidOutFigure = Readonly<{ title: string; slides: readonly SlideModel[]; summary: readonly SummaryRow[] }>;
