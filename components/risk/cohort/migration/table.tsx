import { useTranslations } from 'next-intl';
import type { Migration } from '@/lib/risk-cohort/migration';
import { GROUPS } from '@/lib/risk/facts';
import { CategoryMark } from '../category-table';
import classes from '../cohort.module.css';
import type { CohortWords } from '../use-cohort-words';

type Props = Readonly<{ migration: Migration; names: Readonly<{ first: string; second: string }>; words: CohortWords }>;

/** The cross-table: patients and the share of their row; where both protocols agree on a group the cell is marked. */
export function MigrationTable({ migration: { rows, columns, counts, n }, names, words }: Props) {
  const t = useTranslations('riskCohort.migration');
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('table', names)}>
      <table className={`${classes.table} ${classes.cross}`}>
        <caption>{t('table', names)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('corner', names)}</th>
            {columns.map((column) => (
              <th scope="col" key={column} data-number>
                <CategoryMark category={column} name={words.categoryName(column)} />
              </th>
            ))}
            <th scope="col" data-number>
              {t('all')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => {
            const total = sum(counts[i] ?? []);
            return (
              <tr key={row}>
                <th scope="row">
                  <CategoryMark category={row} name={words.categoryName(row)} />
                </th>
                {columns.map((column, j) => {
                  const count = counts[i]?.[j] ?? 0;
                  return (
                    <td
                      key={column}
                      data-number
                      data-same={(row === column && GROUPS.some((group) => group === row)) || undefined}
                    >
                      {count === 0 ? <span className="muted">0</span> : words.share(count, total)}
                    </td>
                  );
                })}
                <td data-number>{words.count(total)}</td>
              </tr>
            );
          })}
          <tr>
            <th scope="row">{t('all')}</th>
            {columns.map((column, j) => (
              <td key={column} data-number>
                {words.count(sum(counts.map((row) => row[j] ?? 0)))}
              </td>
            ))}
            <td data-number>{words.count(n)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
