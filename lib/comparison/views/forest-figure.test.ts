import { expect, test } from 'vitest';
import { USUAL_PRESENTATION, type ForestOrder } from '../presentation';
import { estimate, figureOf } from '../testing/figures';
import { forestFigure } from './forest-figure';

const FIGURES = figureOf([
  estimate('old', { estimate: 34, n: 42 }),
  estimate('unknown', { estimate: 50, n: null }),
  estimate('new', { estimate: 36.4, n: 476 }),
  estimate('small', { estimate: 36.4, n: 20 }),
]);
/** Middle of enrolment, as a year; of one study not reported. */
const ERAS: Readonly<Record<string, number>> = { old: 1997, new: 2011, small: 2004 };

// In order by hand: 50, 36.4, 36.4, 34 %; 1997, 2004, 2011; 476, 42, 20 children. Equal ones stay as they were chosen.
test.each<[ForestOrder, string[]]>([
  ['chosen', ['old', 'unknown', 'new', 'small']],
  ['estimate', ['unknown', 'new', 'small', 'old']],
  ['year', ['old', 'small', 'new', 'unknown']],
  ['n', ['new', 'old', 'small', 'unknown']],
])('rows of a forest plot by %s; what is not reported stands last', (order, expected) => {
  const { groups } = forestFigure(FIGURES, { ...USUAL_PRESENTATION, order }, (slug) => ERAS[slug] ?? null);
  expect(groups.map(({ points }) => points.map(({ trialSlug }) => trialSlug))).toEqual([expected]);
});
