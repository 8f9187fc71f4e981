import { attributesKind, calendarKind, forestKind } from './comparison-views.server';
import { comparisonKind } from './comparison.server';
import { diseaseKind } from './disease.server';
import type { FigureKind } from '../model/kind';
import { groupsKind } from './groups.server';
import { landscapeKind } from './landscape.server';
import { progressKind } from './progress.server';
import { trialKind } from './trial.server';

/** Every kind of figure by its name in the address of its files; whoever adds one writes its builder and a line here. */
export const FIGURE_KINDS: ReadonlyMap<string, FigureKind> = new Map([
  ['comparison', comparisonKind],
  ['forest', forestKind],
  ['calendar', calendarKind],
  ['attributes', attributesKind],
  ['groups', groupsKind],
  ['progress', progressKind],
  ['landscape', landscapeKind],
  ['disease', diseaseKind],
  ['trial', trialKind],
]);
