import { z } from 'zod';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import type { GroupsQuery } from '../groups/reading';
import type { LocalGroups } from '../groups/local-groups';
import { publishedIncidences } from '../groups/published-incidence';

const Published = z.object({
  id: z.string(),
  trial: z.string(),
  endpoint: z.string(),
  timeYears: z.number().nullable(),
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type SavedPublished = Readonly<z.infer<typeof Published>>;

/** What a figure said when it was saved, to be held against what it says later. */
export const SavedFigures = z.object({
  patients: z.number().int(),
  events: z.number().int(),
  /** of every number that is drawn of the local patients */
  local: z.string(),
  published: z.array(Published),
});
export type SavedFigures = Readonly<z.infer<typeof SavedFigures>>;

/** Everything drawn of the local patients as one text without a word of any language. */
export function drawnText({ analysis, causes }: LocalGroups): string {
  const rounded = (value: number): number => Math.round(value * 1e9) / 1e9;
  return JSON.stringify({
    curves: analysis.curves.map(({ n, events, lastTime, steps, marks }) => [
      n,
      events,
      rounded(lastTime),
      steps.map(({ time, percent }) => [rounded(time), rounded(percent)]),
      marks.map(({ time }) => rounded(time)),
    ]),
    causes: analysis.causes.map(({ groups }, i) => [
      causes[i],
      groups.map(({ n, steps }) => [n, steps.map(({ time, percent }) => [rounded(time), rounded(percent)])]),
    ]),
  });
}

/** The published figures beside a cohort: those preferred of its trials and its endpoint, and where nobody is divided the incidences. */
export function publishedSide(
  all: readonly PublishedEstimate[],
  query: Readonly<Pick<GroupsQuery, 'endpoint' | 'by'> & { trials: readonly string[] }>,
  kmt2a: 'r' | 'g' | 'all',
): SavedPublished[] {
  const beside = all.filter(
    ({ trial, endpoint, preferred }) => preferred && endpoint === query.endpoint && query.trials.includes(trial),
  );
  const incidences = query.by === 'everybody' ? publishedIncidences(all, kmt2a) : [];
  return [...beside, ...incidences].map(({ id, acronym, endpoint, timeYears, estimate, ci }) => ({
    id,
    trial: acronym,
    endpoint,
    timeYears,
    estimate,
    low: ci?.low ?? null,
    high: ci?.high ?? null,
  }));
}

/** What differs between a figure as it was saved and as it is; `data`: the same numbers of patients and events, drawn otherwise. */
export type FigureChange =
  | Readonly<{ kind: 'patients' | 'events'; before: number; now: number }>
  | Readonly<{ kind: 'data' }>
  | Readonly<{ kind: 'published'; before: SavedPublished; now: SavedPublished }>
  | Readonly<{ kind: 'added' | 'gone'; figure: SavedPublished }>;

export function changesSince(before: SavedFigures, now: SavedFigures): FigureChange[] {
  const counts = (['patients', 'events'] as const).flatMap((kind): FigureChange[] =>
    before[kind] === now[kind] ? [] : [{ kind, before: before[kind], now: now[kind] }],
  );
  return [
    ...counts,
    ...(counts.length === 0 && before.local !== now.local ? [{ kind: 'data' as const }] : []),
    ...before.published.flatMap((old): FigureChange[] => {
      const own = now.published.find(({ id }) => id === old.id);
      if (own === undefined) return [{ kind: 'gone', figure: old }];
      return sameFigure(old, own) ? [] : [{ kind: 'published', before: old, now: own }];
    }),
    ...now.published
      .filter(({ id }) => !before.published.some((old) => old.id === id))
      .map((figure) => ({ kind: 'added' as const, figure })),
  ];
}

function sameFigure(a: SavedPublished, b: SavedPublished): boolean {
  return a.estimate === b.estimate && a.low === b.low && a.high === b.high && a.timeYears === b.timeYears;
}
