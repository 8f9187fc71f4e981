import { attributesKind, calendarKind, forestKind } from './compare-kinds.server';
import { comparisonKind } from './comparison-kind.server';
import { diseaseKind } from './disease-kind.server';
import type { FigureKind } from './figure-kind';
import { landscapeKind } from './landscape-kind.server';
import { progressKind } from './progress-kind.server';

/** Every kind of figure by its name in the address of its files; whoever adds one writes its builder and a line here. */
export const FIGURE_KINDS: ReadonlyMap<string, FigureKind> = new Map([
  ['comparison', comparisonKind],
  ['forest', forestKind],
  ['calendar', calendarKind],
  ['attributes', attributesKind],
  ['progress', progressKind],
  ['landscape', landscapeKind],
  ['disease', diseaseKind],
]);
