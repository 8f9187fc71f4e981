import { readFileSync } from 'node:fs';
import {
  clampRgb,
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
  type Color,
} from 'culori';
import { describe, expect, test } from 'vitest';
import { SERIES_COLOURS, seriesStyles } from './style';

const styleOf = (trials: string[]) => [
  ...seriesStyles(trials.map((trial, i) => ({ id: `${trial} ${i}`, trial }))).values(),
];

describe('styles of series', () => {
  test('a trial keeps its colour and shape whatever is added after it', () => {
    const alone = styleOf(['interfant-06'])[0];
    expect(styleOf(['interfant-06', 'mll-10', 'aall0631'])[0]).toEqual(alone);
    expect(styleOf(['mll-10', 'interfant-06'])[1]).toEqual(alone);
  });

  test('the main trials of the field have seven different colours without any collision', () => {
    const trials = ['interfant-06', 'interfant-99', 'mll-baby', 'ccg-1953', 'mll-10', 'mll-96-98-pooled', 'aall0631'];
    expect(new Set(trials.map((trial) => styleOf([trial])[0]?.colour)).size).toBe(7);
  });

  test('two figures of one trial share the colour and differ in shape', () => {
    const [a, b] = styleOf(['mll-10', 'mll-10']);
    expect(a?.colour).toBe(b?.colour);
    expect(a?.shape).not.toBe(b?.shape);
  });

  test.each([
    [Array.from({ length: 12 }, () => 'one')],
    [Array.from({ length: 12 }, (_, i) => `trial-${i}`)],
    [['a', 'a', 'a', 'a', 'a', 'a', 'b', 'b', 'c', 'c', 'c', 'd']],
  ])('no two of twelve series look the same', (trials) =>
    expect(new Set(styleOf(trials).map((style) => JSON.stringify(style))).size).toBe(12),
  );
});

describe('colours', () => {
  // The simulations are those of Machado (2009) at full severity. Programs apply them to the values of a colour as it is stored or
  // to its light, which are its values to the power of 2.4; the colours keep apart in both.
  const VISIONS: readonly (readonly [string, (colour: Color) => Color])[] = [
    ['full colour vision', (colour) => colour],
    ['protanopia', filterDeficiencyProt(1)],
    ['deuteranopia', filterDeficiencyDeuter(1)],
    ['tritanopia', filterDeficiencyTrit(1)],
    ['protanopia, in light', inLight(filterDeficiencyProt(1))],
    ['deuteranopia, in light', inLight(filterDeficiencyDeuter(1))],
    ['tritanopia, in light', inLight(filterDeficiencyTrit(1))],
  ];
  const GROUNDS = { light: '#ffffff', dark: '#12171c' } as const;

  test.each(VISIONS)('each has a contrast of 3:1 with its ground, both as seen with %s', (_, seen) => {
    const faint = (['light', 'dark'] as const).flatMap((ground) =>
      SERIES_COLOURS.flatMap((one) => {
        const ratio = wcagContrast(shown(seen, one[ground]), shown(seen, GROUNDS[ground]));
        return ratio < 3 ? [`${one[ground]} ${ratio.toFixed(2)}`] : [];
      }),
    );
    expect(faint).toEqual([]);
  });

  test.each(VISIONS)('every two are at least 10 apart with %s, on both grounds', (_, seen) => {
    const difference = differenceCiede2000();
    const close = (['light', 'dark'] as const).flatMap((ground) =>
      SERIES_COLOURS.flatMap((a, i) =>
        SERIES_COLOURS.slice(i + 1).flatMap((b) => {
          const apart = difference(shown(seen, a[ground]), shown(seen, b[ground]));
          return apart < 10 ? [`${a[ground]} ${b[ground]} ${apart.toFixed(1)}`] : [];
        }),
      ),
    );
    expect(close).toEqual([]);
  });

  test('are the same in the style sheet of the page', () => {
    const css = readFileSync('components/figure/figure.module.css', 'utf8');
    const declared = [...css.matchAll(/--series-(\d): (#[0-9a-f]{6})/g)].map(
      ([, index, colour]) => `${index} ${colour}`,
    );
    expect(declared).toEqual([
      ...SERIES_COLOURS.map(({ light }, i) => `${i} ${light}`),
      ...SERIES_COLOURS.map(({ dark }, i) => `${i} ${dark}`),
    ]);
  });
});

const toLight = converter('lrgb');
const toScreen = converter('rgb');

/** A simulation of the light of a colour. */
function inLight(filter: (colour: Color) => Color): (colour: Color) => Color {
  return (colour) => {
    const { r, g, b } = toLight(colour);
    const { r: red, g: green, b: blue } = toScreen(filter({ mode: 'rgb', r, g, b }));
    return toScreen({ mode: 'lrgb', r: clamped(red), g: clamped(green), b: clamped(blue) });
  };
}

function clamped(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** A colour as somebody sees it on a screen, which shows nothing beyond its range. */
function shown(seen: (colour: Color) => Color, hex: string): Color {
  const colour = parse(hex);
  if (colour === undefined) throw new Error(`${hex} is no colour`);
  return clampRgb(seen(colour));
}
