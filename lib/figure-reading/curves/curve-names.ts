import type { Plot } from '../axes/plots';
import type { Box } from '../geometry';
import { boxOf } from '../geometry';
import type { Drawing } from '../pdf/drawing';
import { wordsOf, type Word } from '../pdf/words';
import { printedNumbers } from '../axes/printed-number';
import { orders } from '../orders';
import { isWhite } from './pieces';
import type { DrawnCurve, FoundCurves } from './vector-curves';

/** A name as printed, and the number of patients where it stands beside it. `order` is the place in the legend. */
export type CurveName = Readonly<{ name: string; patients: number | null; order: number }>;

const PATIENTS = /[\s,;]*[([]?\s*n\s*[=:]\s*(\d[\d\s,]*\d|\d)\s*[)\]]?/i;
const LABEL_GAP = 1.2;
/** Of the letters' size: a name stands no farther from its key. */
const KEY_DISTANCE = 4;

export function nameOf(text: string, order: number): CurveName {
  const found = PATIENTS.exec(text);
  const patients = found === null ? null : Number((found[1] ?? '').replace(/\D/g, ''));
  return {
    name: text
      .replace(PATIENTS, '')
      .replace(/^[+|∣×●○•◆■▲—–-]+\s+/u, '')
      .replace(/[−‐‑]/g, '-')
      .trim(),
    patients,
    order,
  };
}

/** Names of the curves: beside the keys of a legend, in the curve's own colour, or the text that stands nearest. */
export function curveNames(found: FoundCurves, plot: Plot, drawing: Drawing): (CurveName | null)[] {
  const words = wordsOf(drawing.glyphs, LABEL_GAP).filter((word) => !word.turned && isName(word.text));
  const near = words.filter(
    ({ x, y }) =>
      x > plot.ticks.x0 - 0.5 * found.measures.width &&
      x < plot.ticks.x1 + 0.6 * found.measures.width &&
      y > plot.ticks.y0 - 0.5 * found.measures.height &&
      y < plot.ticks.y1 + 0.6 * found.measures.height,
  );
  const byKey = namesByKeys(found, drawing, near);
  if (byKey.every((name) => name !== null)) return byKey;
  const inside = near.filter(({ y }) => y < plot.labelRow.y - plot.labelRow.size);
  const byColour = found.curves.map(
    (curve, i) => byKey[i] ?? nameByColour(curve, found.curves, inside) ?? nameByColour(curve, found.curves, near),
  );
  if (byColour.some((name) => name !== null)) return byColour;
  // Keys that look alike name no curve, and their text stands where the legend has room, not beside its curve.
  const keys = found.curves.flatMap((curve, i) => keysOf(curve, i, found.curves, drawing));
  const direct = inside.filter((word) => ([1, -1] as const).every((side) => nearestWord(keys, [word], side) === null));
  return namesByPlace(found, plot, direct);
}

/** No number, no p value, no hazard ratio. */
function isName(text: string): boolean {
  return (
    /\p{L}/u.test(text) &&
    printedNumbers(text).length === 0 &&
    !/(^|[\s-])p\s*[=<>≤]|log.?rank|hazard|\bHR\b|\bCI\b|\bДИ\b|number at risk|no\. at risk|under observation|в группе риска/i.test(
      text,
    )
  );
}

type Key = Readonly<{ box: Box; curve: number }>;

function namesByKeys({ curves }: FoundCurves, drawing: Drawing, words: readonly Word[]): (CurveName | null)[] {
  const keys = curves.map((curve, i) => keysOf(curve, i, curves, drawing));
  const sides = ([1, -1] as const).map((side) => keys.map((own) => nearestWord(own, words, side)));
  const count = (names: readonly (Word | null)[]): number => new Set(names.filter((word) => word !== null)).size;
  const [right = [], left = []] = sides;
  const better = count(left) > count(right) ? left : right;
  const page = [...new Set(better)].filter((word) => word !== null).toSorted((a, b) => a.y - b.y || a.x - b.x);
  return better.map((word) =>
    word === null || better.filter((other) => other === word).length > 1 ? null : nameOf(word.text, page.indexOf(word)),
  );
}

/** Short level lines of the curve's colour and dash that are no part of a curve, and small fills of its colour. */
function keysOf(curve: DrawnCurve, index: number, curves: readonly DrawnCurve[], drawing: Drawing): Key[] {
  const used = new Set(curves.flatMap(({ chain }) => chain.pieces.map(({ stroke }) => stroke)));
  const dash = (lengths: readonly number[]): string => lengths.map((length) => length.toFixed(1)).join(' ');
  const alone = curves.filter(({ stroke }) => stroke.colour === curve.stroke.colour).length === 1;
  const lines = drawing.strokes.filter((stroke) => {
    const [width, height] = [stroke.box.x1 - stroke.box.x0, stroke.box.y1 - stroke.box.y0];
    return (
      !used.has(stroke) &&
      stroke.colour === curve.stroke.colour &&
      (alone || dash(stroke.dash) === dash(curve.stroke.dash)) &&
      width >= 4 &&
      width <= 90 &&
      height < 0.1
    );
  });
  const fills = alone
    ? drawing.fills.filter(
        (fill) =>
          fill.colour === curve.stroke.colour &&
          !isWhite(fill.colour) &&
          Math.max(fill.box.x1 - fill.box.x0, fill.box.y1 - fill.box.y0) < 40,
      )
    : [];
  return [...lines, ...fills].map(({ box }) => ({ box, curve: index }));
}

function nearestWord(keys: readonly Key[], words: readonly Word[], side: 1 | -1): Word | null {
  const pairs = keys.flatMap(({ box }) =>
    words.flatMap((word) => {
      const distance = side === 1 ? word.box.x0 - box.x1 : box.x0 - word.box.x1;
      const level = Math.abs((box.y0 + box.y1) / 2 - word.y);
      return distance > -0.2 * word.size && distance < KEY_DISTANCE * word.size && level < 0.6 * word.size
        ? [{ word, cost: distance + 3 * level }]
        : [];
    }),
  );
  return pairs.toSorted((a, b) => a.cost - b.cost)[0]?.word ?? null;
}

function nameByColour(curve: DrawnCurve, curves: readonly DrawnCurve[], words: readonly Word[]): CurveName | null {
  if (curves.filter(({ stroke }) => stroke.colour === curve.stroke.colour).length > 1) return null;
  const own = words.filter((word) => word.colour === curve.stroke.colour);
  const uncoloured = words.filter((word) => word.colour !== curve.stroke.colour);
  // Black text is the figure's own where other text is black too and is not one of the curves' colours.
  if (own.length !== 1 && uncoloured.every((word) => !curves.some(({ stroke }) => stroke.colour === word.colour)))
    return null;
  const word = own[0];
  return word === undefined ? null : nameOf(word.text, words.indexOf(word));
}

/** Each text inside the plot goes to the curve that it stands nearest to, where there is exactly one for each. */
function namesByPlace({ curves, measures }: FoundCurves, plot: Plot, words: readonly Word[]): (CurveName | null)[] {
  const inside = words.filter(
    ({ x, y }) =>
      x > plot.ticks.x0 && x < plot.ticks.x1 + 0.5 * measures.width && y > plot.ticks.y0 - 2 && y < plot.ticks.y1,
  );
  if (inside.length !== curves.length || curves.length > 6) return curves.map(() => null);
  const cost = curves.map((curve) => inside.map((word) => distanceTo(word, curve, measures.toPage)));
  const best = orders(inside.length)
    .map((order) => ({ order, cost: order.reduce((sum, w, c) => sum + (cost[c]?.[w] ?? 0), 0) }))
    .toSorted((a, b) => a.cost - b.cost)[0];
  return curves.map((_, i) => {
    const word = inside[best?.order[i] ?? -1];
    return word === undefined ? null : nameOf(word.text, i);
  });
}

function distanceTo(
  word: Word,
  curve: DrawnCurve,
  toPage: (place: readonly [number, number]) => readonly [number, number],
): number {
  const box = word.box;
  const along = curve.steps.flatMap(({ x, depth }, i) => {
    const next = curve.steps[i + 1]?.x ?? curve.end;
    const line = boxOf([toPage([x, depth]), toPage([next, depth])]);
    const dx = Math.max(0, box.x0 - line.x1, line.x0 - box.x1);
    const dy = Math.max(0, box.y0 - line.y1, line.y0 - box.y1);
    return [Math.hypot(dx, dy)];
  });
  return Math.min(...along);
}
