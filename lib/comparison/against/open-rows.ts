import type { OpenItem } from '../selection/open-items';
import type { MatchedHorizon, OpenDifference, OpenReading } from './model';

/** The local patients at one horizon under one reading of an item, and the figures there that leave it open. */
export type OpenRow = Readonly<{
  key: string;
  item: OpenItem;
  years: number;
  which: 'first' | 'second';
  reading: OpenReading;
  figures: readonly Readonly<{ estimateId: string; matched: MatchedHorizon }>[];
}>;

/** One row for each item, horizon and reading: the local value is the same beside every figure of the horizon. */
export function openRows(differences: readonly OpenDifference[]): OpenRow[] {
  const yearsOf = ({ readings }: OpenDifference): number => readings[0].matched.local.years;
  const groups = new Map<string, [OpenDifference, ...OpenDifference[]]>();
  for (const one of differences) {
    const key = `${one.item} ${yearsOf(one)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups].flatMap(([key, group]) =>
    (['first', 'second'] as const).map((which, i): OpenRow => {
      const readingOf = ({ readings }: OpenDifference): OpenReading => (i === 0 ? readings[0] : readings[1]);
      const [one] = group;
      return {
        key: `${key} ${which}`,
        item: one.item,
        years: yearsOf(one),
        which,
        reading: readingOf(one),
        figures: group.map((own) => ({ estimateId: own.estimateId, matched: readingOf(own).matched })),
      };
    }),
  );
}
