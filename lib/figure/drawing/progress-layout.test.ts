import { expect, test } from 'vitest';
import { formatYears } from '@/lib/i18n/format';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { readTrials, toEntry } from '@/lib/registry/testing/catalogue';
import { summaryOf } from '@/lib/registry/trials/facts/outlets';
import { selectProgress, type ProgressPoint } from '@/lib/registry/trials/progress';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { crosses, intersect } from './label-geometry';
import { progressLabels, progressPlaces, yearRange } from './progress-layout';
import { textWidth } from './text-width';

const SIZES = { radius: 5.6, arrow: 9, labelHeight: 14 };
/** The chart of the page: room for its axes around the plot, the plot's height in a wide and in a narrow window. */
const [LEFT, RIGHT, TOP] = [34, 18, 28] as const;
const [HIGH, LOW] = [436, 340] as const;
/** From this width on the points have names, below it the numbers of a list (`NAMES_FROM` of the page). */
const NAMES_FROM = 800;

function pointsIn(locale: Locale) {
  const records = inShortNames(readTrials(), locale);
  return selectProgress(
    records.flatMap(({ slug, acronym, estimates }) => estimates.map((one) => ({ trial: slug, acronym, ...one }))),
    records.map((trial) => summaryOf(toEntry(trial))),
  ).points;
}

/** The labels of all points in a chart of so many px, and what their lines cross. */
function laidOut(points: readonly ProgressPoint[], locale: Locale, width: number) {
  const [from, to] = yearRange(points);
  const height = width < NAMES_FROM ? LOW : HIGH;
  const places = progressPlaces(points, {
    x: (year) => LEFT + ((year - from) / (to - from)) * (width - LEFT - RIGHT),
    y: (percent) => TOP + height * (1 - percent / 100),
  });
  const wordsOf = ({ id, acronym, horizon }: ProgressPoint): string =>
    width < NAMES_FROM
      ? String(points.findIndex((point) => point.id === id) + 1)
      : `${acronym} ${formatYears(horizon, locale)}`;
  const labels = progressLabels(places, (point) => Math.ceil(1.03 * textWidth(wordsOf(point), 12)) + 2, SIZES, {
    left: LEFT,
    top: 0,
    right: width - RIGHT + 16,
    bottom: TOP + height,
  });
  const crossed = [...labels].flatMap(([id, { leader }]) =>
    [...labels].flatMap(([other, { box, leader: line }]) =>
      leader !== null && other !== id && (crosses(leader, box) || (line !== null && intersect(leader, line)))
        ? [`${width} px: ${id} / ${other}`]
        : [],
    ),
  );
  return { labels, crossed };
}

const WIDTHS = Array.from({ length: 75 }, (_, i) => 340 + 12 * i);

test.each(LOCALES)('at no width does a line to a name cross a name or another line (%s)', (locale) => {
  const points = pointsIn(locale);
  for (const width of WIDTHS) {
    const { labels, crossed } = laidOut(points, locale, width);
    expect(labels.size, `${width} px`).toBe(points.length);
    expect(crossed).toEqual([]);
  }
});
