import type { Row } from 'write-excel-file/universal';
import type { NativeChart, NativePoint } from '../../../model/native-chart';
import { escapeXml } from '../../../drawing/svg/text';

// The workbook of an editable chart, cell for cell as its XML names them.

const SHEET = 'Sheet1';
/** Columns of a series: x as drawn, y, how far its whisker reaches down and up, the label, and x as it is. */
const PER_SERIES = 6;

export type Column = 'x' | 'y' | 'below' | 'above' | 'label';
const POSITION: Readonly<Record<Column, number>> = { x: 0, y: 1, below: 2, above: 3, label: 4 };

export function below({ y, low }: NativePoint): number | null {
  return low === null ? null : tidy(y - low);
}

export function above({ y, high }: NativePoint): number | null {
  return high === null ? null : tidy(high - y);
}

/**
 * The chart with its longest series before the others, which keep their order: LibreOffice takes the number of rows from the first
 * series, and draws none of the series before a longer one. A cohort with more censoring marks than corners lost its curve.
 */
export function longestFirst(chart: NativeChart): NativeChart {
  const most = Math.max(0, ...chart.series.map(({ points }) => points.length));
  const longest = chart.series.find(({ points }) => points.length === most);
  if (longest === undefined) return chart;
  return { ...chart, series: [longest, ...chart.series.filter((one) => one !== longest)] };
}

/** The numbers of the chart as a workbook, which PowerPoint opens on “Edit data”. */
export async function chartWorkbook({ series, xLabel }: NativeChart): Promise<ArrayBuffer> {
  const { default: write } = await import('write-excel-file/universal');
  const most = Math.max(0, ...series.map(({ points }) => points.length));
  const head: Row = series
    .flatMap(({ name }) => [xLabel, name, '−', '+', '…', `${xLabel} (=)`])
    .map((value) => ({ type: String, value }));
  const cell = (value: number | string | null | undefined): Row[number] => {
    if (value === null || value === undefined) return null;
    return typeof value === 'number' ? { type: Number, value } : { type: String, value };
  };
  const rows = Array.from(
    { length: most },
    (_, i): Row =>
      series.flatMap(({ points }) => {
        const point = points[i];
        if (point === undefined) return [null, null, null, null, null, null];
        return [point.x, point.y, below(point), above(point), point.label, point.at ?? point.x].map(cell);
      }),
  );
  return (await write([{ sheet: SHEET, data: [head, ...rows] }]).toBlob()).arrayBuffer();
}

/** The name of a series as a reference to its cell. */
export function nameXml(column: number, name: string): string {
  return `<c:tx><c:strRef><c:f>${SHEET}!$${letters(column)}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escapeXml(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>`;
}

export function seriesColumn(index: number, column: Column): number {
  return index * PER_SERIES + POSITION[column];
}

/** Numbers as a reference to the cells of a column, with what stands in them. */
export function numbersXml(column: number, values: readonly (number | null)[]): string {
  const cells = values
    .map((value, i) => (value === null ? '' : `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`))
    .join('');
  return `<c:numRef><c:f>${rangeOf(column, values.length)}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="${values.length}"/>${cells}</c:numCache></c:numRef>`;
}

export function rangeOf(column: number, count: number): string {
  const name = letters(column);
  return `${SHEET}!$${name}$2:$${name}$${count + 1}`;
}

/** Without the noise of binary fractions: 40.9 − 36.4 is 4.5. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** 0 → A, 25 → Z, 26 → AA. */
function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}
