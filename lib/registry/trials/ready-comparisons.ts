import type { PublishedEstimate } from '../estimate-filter';
import { estimateCalled } from '../figure-names';
import type { SurvivalEndpoint } from '../vocabulary';

/** Comparisons of arms, of a study with its own control, or of two protocols in one risk group, that the chart of whole trials cannot show. */
export const READY_COMPARISONS = [
  {
    key: 'same-risk-group',
    endpoint: 'EFS',
    ids: ['interfant-06-efs-6y-kmt2a-r-hr', 'mll-10-efs-5y-kmt2a-r-hr-interfant-hr'],
  },
  {
    key: 'blinatumomab-dfs',
    endpoint: 'DFS',
    ids: [
      'interfant-blina-pilot-dfs-2y-kmt2a-r',
      'interfant-blina-pilot-dfs-4y-kmt2a-r',
      'interfant-06-dfs-2y-kmt2a-r-blina-control',
      'interfant-06-dfs-4y-kmt2a-r-blina-control',
    ],
  },
  {
    key: 'blinatumomab-os',
    endpoint: 'OS',
    ids: [
      'interfant-blina-pilot-os-2y-kmt2a-r',
      'interfant-blina-pilot-os-4y-kmt2a-r',
      'interfant-06-os-2y-kmt2a-r-blina-control',
      'interfant-06-os-4y-kmt2a-r-blina-control',
    ],
  },
  {
    key: 'early-intensification',
    endpoint: 'DFS',
    ids: ['interfant-06-dfs-6y-kmt2a-r-ade-mae', 'interfant-06-dfs-6y-kmt2a-r-ib'],
  },
  {
    key: 'lestaurtinib',
    endpoint: 'EFS',
    ids: ['aall0631-efs-3y-kmt2a-r-lestaurtinib', 'aall0631-efs-3y-kmt2a-r-chemo'],
  },
] as const satisfies readonly { key: string; endpoint: SurvivalEndpoint; ids: readonly string[] }[];

export type ReadyComparison = (typeof READY_COMPARISONS)[number];

/** One side of a ready comparison: a trial's figures of one population, by horizon. */
export type ReadySide = Readonly<{ trial: string; label: PublishedEstimate['label']; figures: PublishedEstimate[] }>;

/** The sides of a ready comparison in its order; figures that are no longer held are left out. */
export function readySides(comparison: ReadyComparison, estimates: readonly PublishedEstimate[]): ReadySide[] {
  const sides = new Map<string, ReadySide>();
  for (const id of comparison.ids) {
    const figure = estimateCalled(id, estimates);
    if (figure === null) continue;
    const key = `${figure.trial} ${figure.label.en}`;
    const side = sides.get(key) ?? { trial: figure.acronym, label: figure.label, figures: [] };
    side.figures.push(figure);
    sides.set(key, side);
  }
  return [...sides.values()];
}
