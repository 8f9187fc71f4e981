import type { Row } from 'write-excel-file/universal';
import type { NativeChart, NativePoint, NativeSeries } from '../../model/document';
import type { PlotLayout } from './risk-table';
import { SLIDE_FONT } from './text';
import { escapeXml, PAPER } from '../../drawing/svg/text';

/** English Metric Units of a point. */
const EMU = 12_700;
const SHEET = 'Sheet1';
/** Columns of a series in the workbook: x, y, and how far its whisker reaches down and up. */
const PER_SERIES = 4;

/**
 * A chart that PowerPoint draws and a reader edits: a published figure is a marker with error bars, a curve the corners of
 * its steps. The numbers stand in the workbook of the chart, which `chartWorkbook` writes cell for cell as named here.
 */
export function chartXml({ title, xLabel, yLabel, x, y, series }: NativeChart, layout: PlotLayout | null): string {
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>',
    title === null ? '' : `<c:title>${words(title, 1200, true)}<c:overlay val="0"/></c:title>`,
    `<c:autoTitleDeleted val="${title === null ? 1 : 0}"/><c:plotArea>${layoutXml(layout)}`,
    `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${series.map((one, i) => seriesXml(one, i, labelSide(one, series, x.high))).join('')}<c:axId val="1"/><c:axId val="2"/></c:scatterChart>`,
    axisXml({ id: 1, crosses: 2, at: 'b', label: xLabel, ...x }),
    axisXml({ id: 2, crosses: 1, at: 'l', label: yLabel, ...y }),
    `</c:plotArea><c:legend><c:legendPos val="${layout === null ? 'b' : 't'}"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>`,
    `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1100"><a:solidFill>${colour(PAPER.ink.slice(1))}</a:solidFill><a:latin typeface="${SLIDE_FONT}"/><a:cs typeface="${SLIDE_FONT}"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`,
    '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>',
  ].join('');
}

/** The numbers of the chart as a workbook, which PowerPoint opens on “Edit data”. */
export async function chartWorkbook({ series, xLabel }: NativeChart): Promise<ArrayBuffer> {
  const { default: write } = await import('write-excel-file/universal');
  const most = Math.max(0, ...series.map(({ points }) => points.length));
  const head: Row = series.flatMap(({ name }) => [xLabel, name, '−', '+'].map((value) => ({ type: String, value })));
  const rows = Array.from(
    { length: most },
    (_, i): Row =>
      series.flatMap(({ points }) => {
        const point = points[i];
        return (point === undefined ? [null, null, null, null] : [point.x, point.y, below(point), above(point)]).map(
          (value) => (value === null ? null : { type: Number, value }),
        );
      }),
  );
  return (await write([{ sheet: SHEET, data: [head, ...rows] }]).toBlob()).arrayBuffer();
}

/** A plot that stands where it is told to, without its labels; else the program chooses. */
function layoutXml(layout: PlotLayout | null): string {
  if (layout === null) return '<c:layout/>';
  const { x, y, w, h } = layout;
  const share = (name: string, value: number): string => `<c:${name} val="${Math.round(value * 1e6) / 1e6}"/>`;
  return `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>${share('x', x)}${share('y', y)}${share('w', w)}${share('h', h)}</c:manualLayout></c:layout>`;
}

type Side = 'r' | 'l' | 't' | 'b';

/** A series of one figure bears its name; figures at one horizon in turn on another side, from the highest down. */
function labelSide({ kind, points }: NativeSeries, series: readonly NativeSeries[], end: number): Side | null {
  const [own, second] = points;
  if (kind === 'line' || own === undefined || second !== undefined) return null;
  const sides: readonly Side[] = own.x > 0.9 * end ? ['t', 'l', 'b'] : ['r', 'l', 't', 'b'];
  const beside = series
    .flatMap(({ kind: other, points: [point] }) => (other === 'points' && point?.x === own.x ? [point] : []))
    .sort((a, b) => b.y - a.y);
  return sides[beside.indexOf(own) % sides.length] ?? 'r';
}

function seriesXml(one: NativeSeries, index: number, side: Side | null): string {
  const { name, kind, colour: own, points } = one;
  const first = index * PER_SERIES;
  const bars = points.some(({ low }) => low !== null)
    ? `<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/><c:plus>${numbers(first + 3, points.map(above))}</c:plus><c:minus>${numbers(first + 2, points.map(below))}</c:minus><c:spPr>${lineXml(own, 1.5)}</c:spPr></c:errBars>`
    : '';
  return [
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:strRef><c:f>${SHEET}!$${letters(first + 1)}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escapeXml(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>`,
    `<c:spPr>${kind === 'line' ? lineXml(own, 2, one.dashed) : '<a:ln><a:noFill/></a:ln>'}</c:spPr>`,
    markerXml(one),
    side === null
      ? ''
      : `<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:dLblPos val="${side}"/><c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="1"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`,
    bars,
    `<c:xVal>${numbers(
      first,
      points.map(({ x }) => x),
    )}</c:xVal><c:yVal>${numbers(
      first + 1,
      points.map(({ y }) => y),
    )}</c:yVal><c:smooth val="0"/></c:ser>`,
  ].join('');
}

function markerXml({ marker, open, colour: own }: NativeSeries): string {
  if (marker === 'none') return '<c:marker><c:symbol val="none"/></c:marker>';
  return `<c:marker><c:symbol val="${marker}"/><c:size val="10"/><c:spPr><a:solidFill>${colour(open ? pale(own) : own)}</a:solidFill>${lineXml(own, 1.75)}</c:spPr></c:marker>`;
}

function numbers(column: number, values: readonly (number | null)[]): string {
  const cells = values
    .map((value, i) => (value === null ? '' : `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`))
    .join('');
  const name = letters(column);
  return `<c:numRef><c:f>${SHEET}!$${name}$2:$${name}$${values.length + 1}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="${values.length}"/>${cells}</c:numCache></c:numRef>`;
}

type Axis = Readonly<{
  id: number;
  crosses: number;
  at: 'b' | 'l';
  label: string;
  low: number;
  high: number;
  step: number;
}>;

function axisXml({ id, crosses, at, label, low, high, step }: Axis): string {
  const grid =
    at === 'l' ? `<c:majorGridlines><c:spPr>${lineXml(PAPER.line.slice(1), 0.75)}</c:spPr></c:majorGridlines>` : '';
  return [
    `<c:valAx><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/><c:max val="${high}"/><c:min val="${low}"/></c:scaling><c:delete val="0"/><c:axPos val="${at}"/>${grid}`,
    `<c:title>${words(label, 1100, false, at === 'l')}<c:overlay val="0"/></c:title><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>`,
    `<c:spPr>${lineXml(PAPER.axis.slice(1), 0.75)}</c:spPr><c:crossAx val="${crosses}"/><c:crosses val="min"/><c:crossBetween val="midCat"/><c:majorUnit val="${step}"/></c:valAx>`,
  ].join('');
}

function words(text: string, size: number, bold: boolean, upright = false): string {
  const body = upright ? '<a:bodyPr rot="-5400000" vert="horz"/>' : '<a:bodyPr/>';
  return `<c:tx><c:rich>${body}<a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="${Number(bold)}"/></a:pPr><a:r><a:rPr lang="en-GB" sz="${size}" b="${Number(bold)}"/><a:t>${escapeXml(text)}</a:t></a:r></a:p></c:rich></c:tx>`;
}

function lineXml(own: string, points: number, dashed = false): string {
  return `<a:ln w="${Math.round(points * EMU)}"><a:solidFill>${colour(own)}</a:solidFill>${dashed ? '<a:prstDash val="dash"/>' : ''}</a:ln>`;
}

/** Nearly white, but seen where a program draws no edges around markers. */
function pale(own: string): string {
  return [0, 2, 4]
    .map((at) =>
      Math.round(255 - 0.35 * (255 - Number.parseInt(own.slice(at, at + 2), 16)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');
}

function colour(own: string): string {
  return `<a:srgbClr val="${own.toUpperCase()}"/>`;
}

function below({ y, low }: NativePoint): number | null {
  return low === null ? null : tidy(y - low);
}

function above({ y, high }: NativePoint): number | null {
  return high === null ? null : tidy(high - y);
}

/** Without the noise of binary fractions: 40.9 − 36.4 is 4.5. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** 0 → A, 25 → Z, 26 → AA. */
function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}
