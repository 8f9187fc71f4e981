import { NextIntlClientProvider } from 'next-intl';
import { createElement, isValidElement, type ComponentType, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect } from 'vitest';
import { SERIES_COLOURS } from '@/lib/comparison/selection/series/style';
import { INK_COLOURS, inkColour, inkVariable, type Ink } from '@/lib/figure/drawing/marks/inks';
import { en as messages } from '@/lib/i18n/messages/en';

/** A plot on a page or in a file: its scales and its frame, in px. */
export type Plot = Readonly<{
  x: (value: number) => number;
  y: (percent: number) => number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}>;

/** Every ink. */
export const INKS: readonly Ink[] = [
  ...(Object.keys(INK_COLOURS) as (keyof typeof INK_COLOURS)[]),
  ...SERIES_COLOURS.map((_, i): Ink => `series-${i}`),
];
const PAINTS = new Map(INKS.map((ink) => [inkVariable(ink), inkColour(ink)]));

/** An element of a drawing: name, attributes in order of their names and text, in the light colours. */
function elementsIn(svg: string, pageOnly: boolean): string[] {
  return [
    ...svg.matchAll(
      /<(line|path|rect|polygon|text)\b([^>]*?)\/?>(?:([^<]*(?:<tspan[\s\S]*?<\/tspan>[^<]*)*)<\/\1>)?/gu,
    ),
  ]
    .filter(([, , attributes = '']) => !pageOnly || attributes.includes('data-mark'))
    .map(([, tag = '', attributes = '', text = '']) => {
      const own = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/gu)]
        .filter(([, name = '']) => name !== 'data-mark' && name !== 'xml:space')
        .map(([, name, value = '']) => `${name}=${PAINTS.get(value) ?? value}`);
      return [tag, ...own.sort(), text.replaceAll('&#x27;', '&#39;')].join(' ');
    });
}

export function render<Props extends object>(component: ComponentType<Props>, props: Props): string {
  const inside = createElement(component, props);
  return renderToStaticMarkup(
    createElement(NextIntlClientProvider, { locale: 'en', messages, timeZone: 'UTC', children: inside } as Parameters<
      typeof NextIntlClientProvider
    >[0]),
  );
}

/** What an axis read off a file may be off by, in px: its coordinates have two decimals. */
const ROUNDING = 0.05;

function alike(a: string, b: string): boolean {
  const NUMBER = /-?\d+(?:\.\d+)?/gu;
  const [first, second] = [a, b].map((text) => (text.match(NUMBER) ?? []).map(Number));
  return (
    a.replaceAll(NUMBER, '#') === b.replaceAll(NUMBER, '#') &&
    (first ?? []).every((value, i) => Math.abs(value - (second?.[i] ?? 0)) < ROUNDING)
  );
}

/** Every mark of the page is in the file, and the file has no other mark but the curves, which the chart library draws. */
export function expectSame(page: string, file: string, curves: readonly string[] = []): void {
  const [marks, drawn] = [[...elementsIn(page, true), ...curves], elementsIn(file, false)];
  expect(marks.length).toBeGreaterThan(0);
  expect(marks.filter((mark) => !drawn.some((element) => alike(mark, element)))).toEqual([]);
  // Axes and words besides have no stroke of a width of their own, and no line.
  const strange = drawn.filter(
    (element) => /^line|^rect|stroke-width/u.test(element) && !element.includes('id=ground'),
  );
  expect(strange.filter((element) => !marks.some((mark) => alike(mark, element)))).toEqual([]);
}

/** The scales of a file's plot, read off its axes. */
export function plotOf(svg: string, ticks: readonly [first: number, last: number]): Plot {
  const levels = [...svg.matchAll(/<path d="M([\d.]+),([\d.]+)H([\d.]+)" stroke="#[0-9a-f]{6}"\/>/gu)];
  const [zero, , , , , hundred] = levels.map(([, left, y, right]) => ({
    left: Number(left),
    y: Number(y),
    right: Number(right),
  }));
  const at = [...svg.matchAll(/<path d="M([\d.]+),([\d.]+)v6" stroke/gu)].map(([, x]) => Number(x));
  if (zero === undefined || hundred === undefined) throw new Error('the file has no axes');
  const [from = 0, to = 0] = [at[0], at.at(-1)];
  return {
    x: (value) => from + ((value - ticks[0]) / (ticks[1] - ticks[0])) * (to - from),
    y: (percent) => zero.y + (percent / 100) * (hundred.y - zero.y),
    left: zero.left,
    right: zero.right,
    top: hundred.y,
    bottom: zero.y,
  };
}

/** Marks on a column of unknown width: their place in per cent of it, without the row. */
export function fluidIn(svg: string, [from, to]: readonly [number, number]): string[] {
  const percent = (x: string): string =>
    x.endsWith('%')
      ? String(Math.round(Number.parseFloat(x)))
      : String(Math.round(((Number(x) - from) / (to - from)) * 100));
  return svg.split(/(?=<(?:line|path|rect|polygon|svg|g)\b)/u).flatMap((piece, i, pieces) => {
    const [, tag = '', attributes = ''] = /^<(line|path|rect|polygon)\b([^>]*)/u.exec(piece) ?? [];
    const all = Object.fromEntries(
      [...attributes.matchAll(/([\w:-]+)="([^"]*)"/gu)].map(([, name = '', value = '']) => [name, value]),
    );
    if (tag === '' || all.stroke === INK_COLOURS.line || all.stroke === inkVariable('line')) return [];
    const [, outer = ''] = /^<svg x="([^"]*)"/u.exec(pieces[i - 1] ?? '') ?? [];
    const [, moved = ''] = /translate\(([\d.-]+)/u.exec(all.transform ?? '') ?? [];
    const place =
      tag === 'polygon'
        ? (all.points ?? '').split(' ').map((corner) => (corner.split(',')[0] ?? '') + (outer === '' ? '' : '%'))
        : [all.x1, all.x2, all.x, outer === '' ? moved : outer].filter((x) => x !== undefined && x !== '');
    const {
      x: _x,
      x1: _x1,
      x2: _x2,
      y: _y,
      y1: _y1,
      y2: _y2,
      width: _w,
      transform: _t,
      points: _p,
      'data-mark': _m,
      ...style
    } = all;
    const look = Object.entries(style).map(([name, value]) => `${name}=${PAINTS.get(value) ?? value}`);
    return [[tag, ...(tag === 'polygon' ? [] : place.map((x) => percent(x ?? ''))), ...look.sort()].join(' ')];
  });
}

type CurveProps = Readonly<{
  data: readonly Readonly<{ at: number; percent: number; low: number | null; high: number | null }>[];
  type: string;
  stroke: string;
  fill?: string;
  fillOpacity?: number;
  strokeWidth?: number;
  strokeDasharray?: string;
}>;

/** What the chart library draws of these curves and bands by its own rules, as elements of the file. */
export function curvesOf(lines: readonly ReactElement[], { x, y }: Plot): string[] {
  const px = (value: number): number => Math.round(value * 100) / 100;
  return lines.filter(isValidElement).map((line) => {
    const { data, type, stroke, fill, fillOpacity, strokeWidth, strokeDasharray } = line.props as CurveProps;
    expect(type).toBe('stepAfter');
    if (fill !== undefined) {
      const limited = data.flatMap(({ at, low, high }, i) =>
        low === null || high === null
          ? []
          : [{ from: px(x(at)), to: px(x(data[i + 1]?.at ?? at)), low: px(y(low)), high: px(y(high)) }],
      );
      const upper = limited.flatMap(({ from, to, high }) => [`${from},${high}`, `${to},${high}`]);
      const lower = limited.reverse().flatMap(({ from, to, low }) => [`${to},${low}`, `${from},${low}`]);
      const look = [
        `d=M${[...upper, ...lower].join('L')}Z`,
        ...(fillOpacity === 1 ? [] : [`fill-opacity=${fillOpacity}`]),
        `fill=${PAINTS.get(fill)}`,
      ];
      return ['path', ...look, ''].join(' ');
    }
    const d = data.map(({ at, percent }, i) =>
      i === 0 ? `M${px(x(at))},${px(y(percent))}` : `H${px(x(at))}V${px(y(percent))}`,
    );
    const look = [
      `d=${d.join('')}`,
      'fill=none',
      ...(strokeDasharray === undefined ? [] : [`stroke-dasharray=${strokeDasharray}`]),
      `stroke-width=${strokeWidth}`,
      `stroke=${PAINTS.get(stroke)}`,
    ];
    return ['path', ...look, ''].join(' ');
  });
}
