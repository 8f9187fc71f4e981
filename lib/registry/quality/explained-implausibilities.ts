import type { Bilingual } from '../schema';

/** A finding of the plausibility checks that was looked into and is true to its sources, and why it stands. */
export type Explained = Readonly<{ estimates: readonly string[]; reason: Bilingual }>;

export const EXPLAINED: readonly Explained[] = [
  {
    estimates: ['interfant-99-efs-5y-all', 'interfant-99-efs-6y-all'],
    reason: {
      en: 'Two sources: the 5-year value is rounded to a whole per cent by a national report, the 6-year value is quoted with a decimal by a later paper. The rounded one is not drawn.',
      ru: 'Два источника: 5-летнее значение округлено до целого процента в национальном отчёте, 6-летнее приведено с десятыми в более поздней статье. Округлённое значение на график не выносится.',
    },
  },
  {
    estimates: ['interfant-blina-pilot-dfs-2y-kmt2a-r', 'interfant-blina-pilot-dfs-4y-kmt2a-r'],
    reason: {
      en: 'Two data cuts of one study (2023 and 2026): with longer follow-up of the same 30 infants the estimate changed, so the points belong to two curves and are never joined.',
      ru: 'Два среза данных одного исследования (2023 и 2026 гг.): при более длительном наблюдении за теми же 30 пациентами оценка изменилась, поэтому точки относятся к двум кривым и никогда не соединяются.',
    },
  },
];

/** The reason for a finding about exactly these figures, or null where nobody has given one. */
export function explanationOf(estimates: readonly string[]): Bilingual | null {
  return (
    EXPLAINED.find(
      (one) => one.estimates.length === estimates.length && one.estimates.every((id, i) => id === estimates[i]),
    )?.reason ?? null
  );
}
