import type { NativeSeries } from '../../../model/native-chart';
import { escapeXml } from '../../../drawing/svg/text';
import { DASH } from '../../../drawing/marks/measures';
import { above, below, nameXml, numbersXml, rangeOf, seriesColumn } from './cells';
import { CHART_TYPE, placeId, type LabelPlaces } from './labels';

/** English Metric Units of a point. */
const EMU = 12_700;
/** Half the height of a censoring tick, in per cent. */
const TICK = 1.6;
/** Names of the two extensions of Office 2013 that take labels from cells. */
const LABELS = {
  of: '{CE6537A1-D6FC-4f65-9D91-7224C49458BB}',
  range: '{02D57815-91ED-43cb-92C2-25804820EDAC}',
} as const;
const C15 = 'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"';

/** A curve, markers with their whiskers, or censoring ticks, as a series of the scatter chart. */
export function seriesXml(one: NativeSeries, index: number, places: LabelPlaces): string {
  const { name, kind, colour: own, points, dash } = one;
  const of = (column: Parameters<typeof seriesColumn>[1]): number => seriesColumn(index, column);
  return [
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${nameXml(of('y'), name)}`,
    `<c:spPr>${kind === 'line' ? lineXml(own, 2.25, dash) : '<a:ln w="19050"><a:noFill/></a:ln>'}</c:spPr>`,
    markerXml(one),
    labelsXml(one, index, places),
    whiskersXml(one, index),
    `<c:xVal>${numbersXml(
      of('x'),
      points.map(({ x }) => x),
    )}</c:xVal><c:yVal>${numbersXml(
      of('y'),
      points.map(({ y }) => y),
    )}</c:yVal><c:smooth val="0"/>`,
    labelCellsXml(one, of('label')),
    '</c:ser>',
  ].join('');
}

function markerXml({ marker, open, colour: own }: NativeSeries): string {
  if (marker === 'none') return '<c:marker><c:symbol val="none"/></c:marker>';
  return `<c:marker><c:symbol val="${marker}"/><c:size val="12"/><c:spPr><a:solidFill>${colour(open ? pale(own) : own)}</a:solidFill>${lineXml(own, 2)}</c:spPr></c:marker>`;
}

/** Nearly white, but seen where a program draws no edges around markers. */
function pale(own: string): string {
  const part = (at: number): string =>
    Math.round(255 - 0.35 * (255 - Number.parseInt(own.slice(at, at + 2), 16)))
      .toString(16)
      .padStart(2, '0');
  return [0, 2, 4].map(part).join('');
}

function whiskersXml({ kind, points, colour: own, computed }: NativeSeries, index: number): string {
  if (kind === 'ticks')
    return `<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="fixedVal"/><c:noEndCap val="1"/><c:val val="${TICK}"/><c:spPr>${lineXml(own, 1.25)}</c:spPr></c:errBars>`;
  if (points.every(({ low }) => low === null)) return '';
  const [minus, plus] = [seriesColumn(index, 'below'), seriesColumn(index, 'above')];
  const line = lineXml(own, 1.75, computed === true ? DASH.computed : undefined);
  return `<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/><c:plus>${numbersXml(plus, points.map(above))}</c:plus><c:minus>${numbersXml(minus, points.map(below))}</c:minus><c:spPr>${line}</c:spPr></c:errBars>`;
}

const SHOWN = ['LegendKey', 'Val', 'CatName', 'SerName', 'Percent', 'BubbleSize']
  .map((name) => `<c:show${name} val="0"/>`)
  .join('');

/**
 * Each labelled point with the text of its cell, in the colour of its mark and with a line to it where it stands apart; the
 * others without.
 */
function labelsXml({ points, colour: own }: NativeSeries, index: number, places: LabelPlaces): string {
  if (points.every(({ label }) => label === undefined)) return '';
  const labels = points.map(({ label }, i) =>
    label === undefined
      ? `<c:dLbl><c:idx val="${i}"/><c:delete val="1"/></c:dLbl>`
      : `<c:dLbl><c:idx val="${i}"/>${movedXml(places.get(placeId(index, i)))}<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:fld id="${fieldId(i)}" type="CELLRANGE"><a:rPr lang="en-GB" sz="${CHART_TYPE * 100}" b="1"><a:solidFill>${colour(own)}</a:solidFill></a:rPr><a:pPr/><a:t>[CELLRANGE]</a:t></a:fld><a:endParaRPr lang="en-GB"/></a:p></c:rich></c:tx><c:dLblPos val="r"/>${SHOWN}<c:extLst><c:ext uri="${LABELS.of}" ${C15}><c15:dlblFieldTable/><c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>`,
  );
  return `<c:dLbls>${labels.join('')}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:dLblPos val="r"/>${SHOWN}<c:extLst><c:ext uri="${LABELS.of}" ${C15}><c15:showDataLabelsRange val="1"/><c15:showLeaderLines val="1"/><c15:leaderLines><c:spPr>${lineXml(own, 0.75)}</c:spPr></c15:leaderLines></c:ext></c:extLst></c:dLbls>`;
}

/** How far a label stands from where the program would put it: right of its point. */
function movedXml(place: Readonly<{ x: number; y: number }> | undefined): string {
  if (place === undefined) return '';
  const share = (name: 'x' | 'y'): string => `<c:${name} val="${Math.round(place[name] * 1e5) / 1e5}"/>`;
  return `<c:layout><c:manualLayout>${share('x')}${share('y')}</c:manualLayout></c:layout>`;
}

function labelCellsXml({ points }: NativeSeries, column: number): string {
  if (points.every(({ label }) => label === undefined)) return '';
  const cells = points.map(({ label }, i) =>
    label === undefined ? '' : `<c:pt idx="${i}"><c:v>${escapeXml(label)}</c:v></c:pt>`,
  );
  return `<c:extLst><c:ext uri="${LABELS.range}" ${C15}><c15:datalabelsRange><c15:f>${rangeOf(column, points.length)}</c15:f><c15:dlblRangeCache><c:ptCount val="${points.length}"/>${cells.join('')}</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst>`;
}

function fieldId(position: number): string {
  return `{5F1D0A00-0000-4000-8000-${position.toString(16).toUpperCase().padStart(12, '0')}}`;
}

/** A line; a dash in lengths of the drawing, whose unit is nearly a point, becomes shares of the width. */
export function lineXml(own: string, points: number, dash?: readonly number[]): string {
  const pairs = dash?.flatMap((length, i) => (i % 2 === 0 ? [[length, dash[i + 1] ?? length]] : [])) ?? [];
  const share = (length = 1): number => Math.round((length / points) * 100_000);
  const dashes =
    pairs.length === 0
      ? ''
      : `<a:custDash>${pairs.map(([line, space]) => `<a:ds d="${share(line)}" sp="${share(space)}"/>`).join('')}</a:custDash>`;
  return `<a:ln w="${Math.round(points * EMU)}"><a:solidFill>${colour(own)}</a:solidFill>${dashes}</a:ln>`;
}

export function colour(own: string): string {
  return `<a:srgbClr val="${own.toUpperCase()}"/>`;
}
