import type { NativeChart } from '../../../model/native-chart';
import type { Frame, PlotLayout } from '../../../model/slide';
import { CHART_TYPE, placedLabels, uprightName } from './labels';
import { colour, lineXml, seriesXml } from './series';
import { SLIDE_FONT } from '../text';
import { escapeXml, PAPER } from '../../../drawing/svg/text';

/**
 * The figure's chart as PowerPoint's own, which a reader edits: a published figure is a marker with error bars and the label
 * of its cell, a curve the corners of its steps, censoring marks ticks. The numbers stand in the
 * workbook of the chart.
 */
export function chartXml(chart: NativeChart, layout: PlotLayout, frame: Frame): string {
  const { xLabel, yLabel, x, y, series } = chart;
  const places = placedLabels(chart, layout, frame);
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    `<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>${layoutXml(layout)}`,
    `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${series.map((one, i) => seriesXml(one, i, places)).join('')}<c:axId val="1"/><c:axId val="2"/></c:scatterChart>`,
    axisXml({ id: 1, crosses: 2, at: 'b', label: xLabel, ...x }),
    axisXml({ id: 2, crosses: 1, at: 'l', label: uprightName(yLabel, layout, frame).replace(/ %$/u, '\u00a0%'), ...y }),
    '<c:spPr><a:noFill/></c:spPr></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
    `<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${CHART_TYPE * 100}"><a:solidFill>${colour(PAPER.ink.slice(1))}</a:solidFill><a:latin typeface="${SLIDE_FONT}"/><a:cs typeface="${SLIDE_FONT}"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`,
    '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>',
  ].join('');
}

/** A plot that stands where it is told to, without its labels. */
function layoutXml({ x, y, w, h }: PlotLayout): string {
  const share = (name: string, value: number): string => `<c:${name} val="${Math.round(value * 1e6) / 1e6}"/>`;
  return `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>${share('x', x)}${share('y', y)}${share('w', w)}${share('h', h)}</c:manualLayout></c:layout>`;
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
    `<c:title>${words(label, at === 'l')}<c:overlay val="0"/></c:title><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>`,
    `<c:spPr>${lineXml(PAPER.axis.slice(1), 0.75)}</c:spPr><c:crossAx val="${crosses}"/><c:crosses val="min"/><c:crossBetween val="midCat"/><c:majorUnit val="${step}"/></c:valAx>`,
  ].join('');
}

function words(text: string, upright: boolean): string {
  const body = upright ? '<a:bodyPr rot="-5400000" vert="horz"/>' : '<a:bodyPr/>';
  const size = CHART_TYPE * 100;
  return `<c:tx><c:rich>${body}<a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="0"/></a:pPr><a:r><a:rPr lang="en-GB" sz="${size}" b="0"/><a:t>${escapeXml(text)}</a:t></a:r></a:p></c:rich></c:tx>`;
}
