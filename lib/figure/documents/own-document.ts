import type { OwnAnalysis } from '@/lib/analysis/analysis';
import { curvesDescription, incidenceDescription, type OwnTexts } from '@/lib/analysis/texts';
import type { FurtherNumber, TextTable } from '@/lib/analysis/words';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { FigureCell, FigureColumn, FigureDocument, FigureRecords, FigureTable } from '../model/document';
import type { NativePoint, NativeSeries } from '../model/native-chart';
import { inkColour } from '../drawing/marks/inks';
import { bandSteps, forDrawing, type OwnStep } from '@/lib/analysis/curves';
import { ownDash, ownInk } from '../drawing/marks/own';
import { fittedNames } from '../drawing/text-width';
import { INTERNAL, MADE_UP } from '../model/made-up';
import { ticksSeries, withLabel } from './comparison-chart';
import { bandPoints, stepPoints } from './native-steps';
import { ownParts } from '../drawing/slides/own';
import { ownChartSvg, ownFigureSvg } from '../drawing/own-figure-svg';
import { ownRecords } from './own-records';

/** What is said of patients that are not the reader's own table. */
export type OwnAbout = Readonly<{
  madeUp: string | null;
  internal?: string | null;
  /** whom the figure shows, and from when: under the titles of its slides */
  under?: string;
  footer: string;
  caveats: readonly string[];
  /** who the patients are: how they were chosen, and their features */
  tables?: readonly TextTable[];
  /** numbers beside those of the analysis, for files */
  further?: readonly FurtherNumber[];
}>;
type Frame = Readonly<{
  t: MessageLookup;
  footer: FigureDocument['footer'];
  address: string;
  about?: OwnAbout | undefined;
}>;

/** An analysis of one's own data as every exporter takes it: the survival curves first, then each cause's incidences. */
export function ownDocuments(
  analysis: OwnAnalysis,
  texts: OwnTexts,
  frame: Frame,
): readonly [FigureDocument, ...FigureDocument[]] {
  const { footer, about } = frame;
  const madeUp = about?.madeUp ?? null;
  const internal = about?.internal ?? null;
  const tables = [
    summaryTable(analysis, texts),
    ...ownTables(analysis, texts),
    ...(about?.tables ?? []).map((table, i) => textTable(`patients-${i + 1}`, table)),
  ];
  const first: FigureDocument = {
    kind: 'own-data',
    locale: texts.locale,
    title: texts.title,
    named: null,
    subtitle: texts.subtitle,
    madeUp,
    internal,
    svg: ownFigureSvg(analysis, texts, footer.line),
    chart: (size, names) => ownChartSvg(analysis, texts, null, size, names),
    slides: {
      parts: (size, names) => ownParts(analysis, texts, null, size, names),
      riskTable: atRiskTable(analysis, texts),
      tables,
      caveat: null,
      under: about?.under ?? null,
      signs: [],
    },
    tables,
    riskTable: riskTable(analysis, texts),
    caveats: (about?.caveats ?? []).map((text) => ({ code: null, text, strong: false })),
    method: [...texts.tests, ...texts.method],
    citations: [],
    sourcesNote: null,
    headings: {
      caveats: frame.t('figure.heading.caveats'),
      method: texts.headings.method,
      sources: frame.t('figure.heading.sources'),
    },
    altText: curvesDescription(texts),
    footer,
    address: frame.address,
    fileName: madeUp === null ? 'survival' : 'made-up-survival',
    records: markedRecords(ownRecords(analysis, about?.further), madeUp !== null, internal !== null),
    data: about?.further === undefined ? analysis : { ...analysis, further: about.further },
    nativeCharts: [nativeChart(analysis, texts, null)],
  };
  const causes = analysis.causes.map((_, i): FigureDocument => causeDocument(first, analysis, texts, i));
  return [first, ...causes];
}

/** Every row says that its patients are made up, and that nobody has released them. */
function markedRecords({ columns, rows }: FigureRecords, madeUp: boolean, internal: boolean): FigureRecords {
  const marks = { ...(madeUp ? { made_up: MADE_UP } : {}), ...(internal ? { release: INTERNAL } : {}) };
  return { columns: [...Object.keys(marks), ...columns], rows: rows.map((row) => ({ ...marks, ...row })) };
}

/** A cause's incidences on a slide of their own; its table stands there too. */
function causeDocument(first: FigureDocument, analysis: OwnAnalysis, texts: OwnTexts, index: number): FigureDocument {
  const words = texts.causes[index];
  const title = words?.title ?? '';
  const tables = words === undefined ? [] : [textTable(`cause-${index + 1}`, words.atTimes)];
  return {
    ...first,
    title,
    subtitle: texts.title,
    chart: (size, names) => ownChartSvg(analysis, texts, index, size, names),
    slides: {
      ...first.slides,
      parts: (size) => ownParts(analysis, texts, index, size, 0),
      riskTable: null,
      tables,
    },
    tables,
    riskTable: null,
    method: [...(words?.tests ?? []), ...texts.method],
    altText: words === undefined ? texts.title : `${incidenceDescription(words)}. ${texts.title}`,
    nativeCharts: [nativeChart(analysis, texts, index)],
  };
}

function ownTables(analysis: OwnAnalysis, texts: OwnTexts): FigureTable[] {
  return [
    ...(texts.atTimes === null ? [] : [textTable('at-times', texts.atTimes)]),
    ...(texts.pairs === null ? [] : [textTable('pairs', texts.pairs)]),
  ];
}

/** A table of words: its bare numbers stand in the records. */
function textTable(id: string, { caption, columns, rows }: OwnTexts['summary']): FigureTable {
  return {
    id,
    caption,
    columns: columns.map((label, i) => ({ key: i === 0 ? 'group' : `column_${i}`, label, type: 'text' })),
    rows: rows.map((row) => row.map((text) => ({ value: text, text }))),
  };
}

function summaryTable({ curves }: OwnAnalysis, { summary }: OwnTexts): FigureTable {
  const [group = '', n = '', events = '', censored = '', median = '', last = ''] = summary.columns;
  const columns: FigureColumn[] = [
    { key: 'group', label: group, type: 'text' },
    { key: 'n', label: n, type: 'number' },
    { key: 'events', label: events, type: 'number' },
    { key: 'censored', label: censored, type: 'number' },
    { key: 'median_interval', label: median, type: 'text', only: 'print' },
    { key: 'median', label: median, type: 'number', only: 'file' },
    { key: 'low', label: '95 % –', type: 'number', only: 'file' },
    { key: 'high', label: '95 % +', type: 'number', only: 'file' },
    { key: 'last', label: last, type: 'number' },
  ];
  const rows = curves.map((curve, i): FigureCell[] => {
    const words = summary.rows[i] ?? [];
    const cell = (value: string | number | null, position: number): FigureCell => ({
      value,
      text: words[position] ?? '',
    });
    const bare = (value: number | null): FigureCell => ({ value, text: '' });
    return [
      cell(words[0] ?? '', 0),
      cell(curve.n, 1),
      cell(curve.events, 2),
      cell(curve.censored, 3),
      cell(words[4] ?? '', 4),
      bare(curve.median.estimate),
      bare(curve.median.lower),
      bare(curve.median.upper),
      cell(curve.lastTime, 5),
    ];
  });
  return { id: 'summary', caption: summary.caption, columns, rows };
}

function riskTable({ curves, axis }: OwnAnalysis, texts: OwnTexts): FigureTable {
  const several = curves.length > 1;
  return {
    id: 'risk-table',
    caption: Object.values(texts.risk).join(' · '),
    columns: [
      { key: 'row', label: texts.xAxis, type: 'text' },
      ...axis.ticks.map(
        (tick, i): FigureColumn => ({ key: String(tick), label: texts.ticks[i] ?? String(tick), type: 'number' }),
      ),
    ],
    rows: curves.flatMap(({ risk }, i) => {
      const rows: [string, number[]][] = [
        [texts.risk.atRisk, risk.map(({ atRisk }) => atRisk)],
        [texts.risk.events, risk.map(({ eventsBefore }) => eventsBefore)],
        [texts.risk.censored, risk.map(({ censoredBefore }) => censoredBefore)],
      ];
      return rows.map(([label, values]): FigureCell[] => {
        const text = several ? `${texts.names[i] ?? ''}: ${label}` : label;
        return [{ value: text, text }, ...values.map((value) => ({ value, text: String(value) }))];
      });
    }),
  };
}

/** Of several groups only who is at risk: three rows each would leave no room for the curves. */
function atRiskTable(analysis: OwnAnalysis, texts: OwnTexts): FigureTable {
  const whole = riskTable(analysis, texts);
  if (analysis.curves.length === 1) return { ...whole, caption: texts.names[0] ?? whole.caption, short: true };
  return {
    ...whole,
    caption: texts.risk.atRisk,
    rows: analysis.curves.map(({ risk }, i): FigureCell[] => {
      const text = texts.names[i] ?? '';
      return [{ value: text, text }, ...risk.map(({ atRisk }) => ({ value: atRisk, text: String(atRisk) }))];
    }),
  };
}

/** Points that a name at the end of a curve takes at most. */
const NAME_ROOM = 196;

function nativeChart(
  analysis: OwnAnalysis,
  texts: OwnTexts,
  cause: number | null,
): FigureDocument['nativeCharts'][number] {
  const groups = cause === null ? analysis.curves : (analysis.causes[cause]?.groups ?? []);
  const [first = 0, second = analysis.axis.end] = analysis.axis.ticks;
  const short = fittedNames(texts.names, NAME_ROOM, 16);
  return {
    title: null,
    xLabel: texts.xAxis,
    yLabel: cause === null ? texts.yAxis : texts.incidenceAxis,
    x: { low: 0, high: analysis.axis.end, step: second - first },
    y: { low: 0, high: 100, step: 20 },
    riskTable: cause === null,
    series: groups.flatMap(({ steps }, i): NativeSeries[] => {
      const [name, colour] = [short[i] ?? '', inkColour(ownInk(i, groups.length)).slice(1)];
      const line = { name: texts.names[i] ?? '', kind: 'line', colour, marker: 'none', open: false } as const;
      const points = stepPoints(steps.map(({ time, percent }) => ({ at: time, percent })));
      const { dash } = ownDash(i);
      const marks = cause === null ? (analysis.curves[i]?.marks ?? []) : [];
      return [
        ...(groups.length > 1 ? [] : [bandOf(steps, line.name)]),
        {
          ...line,
          ...(dash === undefined ? {} : { dash }),
          points: groups.length > 1 ? withLabel(points, name) : points,
        },
        // Areas of several groups would add up in a chart; theirs are limits.
        ...(groups.length === 1
          ? []
          : limitLines(bandSteps(steps)).map((limit) => ({ ...line, dash: LIMIT_DASH, points: limit }))),
        ...(marks.length === 0
          ? []
          : [
              ticksSeries(
                line.name,
                forDrawing(marks, analysis.axis.end, MOST_TICKS).map(({ time, percent }) => ({ at: time, percent })),
                colour,
              ),
            ]),
      ];
    }),
  };
}

/** The limits around a single curve. */
function bandOf(steps: readonly OwnStep[], name: string): NativeSeries {
  return {
    name,
    kind: 'band',
    colour: inkColour('band').slice(1),
    marker: 'none',
    open: false,
    points: bandPoints(bandSteps(steps).map(({ time, low, high }) => ({ at: time, low, high }))),
  };
}

/** Dashes of limits, and as many censoring ticks as a chart takes. */
const LIMIT_DASH = [1, 2];
const MOST_TICKS = 400;

function limitLines(steps: readonly OwnStep[]): NativePoint[][] {
  return (['low', 'high'] as const).map((limit) =>
    stepPoints(steps.flatMap(({ time, [limit]: percent }) => (percent === null ? [] : [{ at: time, percent }]))),
  );
}
