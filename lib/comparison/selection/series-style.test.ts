import { readFileSync } from 'node:fs';
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  type Color,
} from 'culori';
import { describe, expect, test } from 'vitest';
import { SERIES_COLOURS, seriesStyles } from './series-style';

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
  test.each(SERIES_COLOURS)(
    '$light on white and $dark on the dark ground have a contrast of 3:1',
    ({ light, dark }) => {
      expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(3);
      expect(contrast(dark, '#12171c')).toBeGreaterThanOrEqual(3);
    },
  );

  // The simulations are those of Machado (2009) at full severity.
  test.each([
    ['full colour vision', (colour: Color): Color => colour],
    ['protanopia', filterDeficiencyProt(1)],
    ['deuteranopia', filterDeficiencyDeuter(1)],
    ['tritanopia', filterDeficiencyTrit(1)],
  ])('every two are at least 10 apart with %s, on both grounds', (_, seen) => {
    const difference = differenceCiede2000();
    const close = (['light', 'dark'] as const).flatMap((ground) =>
      SERIES_COLOURS.flatMap((a, i) =>
        SERIES_COLOURS.slice(i + 1).flatMap((b) => {
          const apart = difference(seen(colourOf(a[ground])), seen(colourOf(b[ground])));
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

function colourOf(hex: string): Color {
  const colour = parse(hex);
  if (colour === undefined) throw new Error(`${hex} is no colour`);
  return colour;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
