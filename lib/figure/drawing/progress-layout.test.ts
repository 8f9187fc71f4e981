import { expect, test } from 'vitest';
import { formatYears } from '@/lib/i18n/format';
import { readTrials, toEntry } from '@/lib/registry/testing/catalogue';
import { summaryOf } from '@/lib/registry/trials/facts/outlets';
import { selectProgress } from '@/lib/registry/trials/progress';
import { inShortNames } from '@/lib/registry/trials/short-name';
import type { Box } from './label-placement';
import { progressLabels, progressPlaces, yearRange } from './progress-layout';
import { textWidth } from './text-width';

type Line = Readonly<{ x1: number; y1: number; x2: number; y2: number }>;

const SIZES = { radius: 5.5, arrow: 9, labelHeight: 14 };

/** Whether a line, seen at every pixel, comes into a box. */
function enters({ x1, y1, x2, y2 }: Line, { left, top, right, bottom }: Box): boolean {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1));
  return Array.from({ length: steps - 1 }, (_, i) => (i + 1) / steps).some((share) => {
    const [x, y] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
    return x > left && x < right && y > top && y < bottom;
  });
}

function meet(a: Line, b: Line): boolean {
  const across = (one: Line, x: number, y: number): number =>
    (one.x2 - one.x1) * (y - one.y1) - (one.y2 - one.y1) * (x - one.x1);
  return across(a, b.x1, b.y1) * across(a, b.x2, b.y2) < 0 && across(b, a.x1, a.y1) * across(b, a.x2, a.y2) < 0;
}

test.each([
  { locale: 'en', width: 1180 },
  { locale: 'en', width: 980 },
  { locale: 'ru', width: 1180 },
] as const)(
  'no line to a name crosses another name, line or marker of the published figures ($locale, $width px)',
  async ({ locale, width }) => {
    const records = inShortNames(readTrials(), locale);
    const { points } = selectProgress(
      records.flatMap(({ slug, acronym, estimates }) => estimates.map((one) => ({ trial: slug, acronym, ...one }))),
      records.map((trial) => summaryOf(toEntry(trial))),
    );
    const [from, to] = yearRange(points);
    const height = 440;
    const scale = {
      x: (year: number) => 44 + ((year - from) / (to - from)) * (width - 44),
      y: (p: number) => height * (1 - p / 100),
    };
    const places = progressPlaces(points, scale);
    const labels = progressLabels(
      places,
      ({ acronym, horizon }) => Math.ceil(1.03 * textWidth(`${acronym} ${formatYears(horizon, locale)}`, 12)) + 2,
      SIZES,
      { left: 44, top: 0, right: width, bottom: height },
    );
    expect(labels.size).toBe(points.length);
    const crossed = [...labels].flatMap(([id, { leader }]) =>
      leader === null
        ? []
        : [
            ...[...labels].flatMap(([other, { box, leader: line }]) =>
              other !== id && (enters(leader, box) || (line !== null && meet(leader, line)))
                ? [`${id} / ${other}`]
                : [],
            ),
            ...places.flatMap(({ point, x, y }) =>
              point.id !== id && enters(leader, { left: x - 5.5, right: x + 5.5, top: y - 5.5, bottom: y + 5.5 })
                ? [`${id} through ${point.id}`]
                : [],
            ),
          ],
    );
    expect(crossed).toEqual([]);
  },
);
