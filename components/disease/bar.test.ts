import { describe, expect, test } from 'vitest';
import { rendered, textsIn } from '@/components/ui/testing/rendered';
import type { DiseaseSection, ShareMark } from '@/lib/registry/disease/page';
import { DiseaseBar, DiseaseLegend, DiseaseScale } from './bar';

const bar = (mark: ShareMark, scale: DiseaseSection['scale'] = 100): string =>
  rendered(DiseaseBar, { mark, scale }, 'en');

describe('a bar of a share', () => {
  test('is as long as its share of the axis: 7 of 10 looks as 70 of 100', () => {
    expect(bar({ kind: 'exact', at: 7 }, 10)).toBe(bar({ kind: 'exact', at: 70 }));
    expect(bar({ kind: 'exact', at: 7 })).not.toBe(bar({ kind: 'exact', at: 70 }));
    expect(bar({ kind: 'exact', at: 70 })).toContain('70');
  });

  test('a share that is not given draws no bar', () => {
    const [none, some] = [bar({ kind: 'not-given' }), bar({ kind: 'exact', at: 40 })];
    expect(some.length).toBeGreaterThan(none.length);
    expect(none).not.toContain('40');
  });

  test('a bound, a range and an exact share are told apart', () => {
    const drawn = [
      bar({ kind: 'exact', at: 60 }),
      bar({ kind: 'approximate', at: 60 }),
      bar({ kind: 'at-least', at: 60 }),
      bar({ kind: 'at-most', at: 60 }),
      bar({ kind: 'range', low: 30, high: 60 }),
    ];
    expect(new Set(drawn).size).toBe(drawn.length);
  });
});

test('the ticks of an axis stand at quarters of its own scale, in the notation of the language', () => {
  expect(textsIn(rendered(DiseaseScale, { scale: 10 }, 'ru'), 'span').join(' ')).toContain('2,5');
  const [name = ''] = textsIn(rendered(DiseaseScale, { scale: 100 }, 'en'), 'span');
  expect(name).toContain('100');
});

test('the legend draws and names every kind of share that a bar can be', () => {
  const items = textsIn(rendered(DiseaseLegend, {}, 'en'), 'li');
  expect(new Set(items).size).toBe(6);
  expect(items.every((item) => item !== '' && !item.includes('disease.mark'))).toBe(true);
});
