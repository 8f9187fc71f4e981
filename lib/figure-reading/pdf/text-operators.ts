import { apply, multiply, type Matrix } from '../geometry';
import type { Glyph } from './drawing';
import type { GraphicsState, TextPlace } from './graphics-state';

/** From the units of a font's widths to those of its size: 0.001, other in Type 3 fonts. */
export type FontMatrixOf = (font: string) => number;
export type TextState = { state: GraphicsState; place: TextPlace; glyphs: Glyph[]; fontMatrix: FontMatrixOf };

type ShownGlyph = Readonly<{ unicode: string; width: number; isSpace: boolean }>;

function isShownGlyph(value: unknown): value is ShownGlyph {
  return typeof value === 'object' && value !== null && 'unicode' in value && 'width' in value;
}

/** Adds the letters of one operator, each at its own place: the text layer of pdf.js would join neighbours into words. */
export function showText(text: TextState, shown: unknown): void {
  if (!Array.isArray(shown)) return;
  const { state, place, glyphs } = text;
  const scale = text.fontMatrix(state.font);
  for (const item of shown as unknown[]) {
    if (typeof item === 'number') {
      place.text = multiply(place.text, [1, 0, 0, 1, (-item * state.fontSize * state.scaling) / 1000, 0]);
      continue;
    }
    if (!isShownGlyph(item)) continue;
    const spacing = state.charSpacing + (item.isSpace ? state.wordSpacing : 0);
    const advance = (item.width * scale * state.fontSize + spacing) * state.scaling;
    const whole = multiply(state.matrix, place.text);
    const [x, y] = apply(whole, 0, state.rise);
    const [nextX, nextY] = apply(whole, advance, state.rise);
    const size = state.fontSize * Math.hypot(whole[2], whole[3]);
    if (!state.invisible && state.fillOpacity > 0)
      glyphs.push({
        text: item.unicode,
        x,
        y,
        advance: Math.hypot(nextX - x, nextY - y),
        size,
        angle: angleOf(whole, state.fontSize),
        colour: state.fill,
      });
    place.text = multiply(place.text, [1, 0, 0, 1, advance, 0]);
  }
}

function angleOf([a, b]: Matrix, fontSize: number): number {
  const sign = fontSize < 0 ? -1 : 1;
  const degrees = (Math.atan2(b * sign, a * sign) * 180) / Math.PI;
  return (((Math.round(degrees * 10) / 10) % 360) + 360) % 360;
}
