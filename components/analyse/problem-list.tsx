'use client';

import { useTranslations } from 'next-intl';
import type { CellProblem, CellProblemCode, OwnObservations } from '@/lib/analysis/reading';
import classes from './analyse.module.css';

/** As many cells are named one by one; all are counted by kind. */
const MOST_NAMED = 200;

/** Rows that are not used, counted by reason, and every wrong cell by row and column. */
export function ProblemList({ observations }: Readonly<{ observations: OwnObservations }>) {
  const t = useTranslations('analyse');
  const { problems, leftOut, rows, time } = observations;
  if (problems.length === 0)
    return (
      <p className={classes.hint} role="status">
        {t('problem.none', { rows })}
      </p>
    );
  const wrong = problems.filter(({ code }) => code !== 'left-out');
  return (
    <div className={classes.problems} role="status">
      <h3>{t('problem.title', { leftOut, rows, used: time.length })}</h3>
      <ul>
        {countByCode(problems).map(([code, count]) => (
          <li key={code}>{t(`problem.count.${code}`, { count })}</li>
        ))}
      </ul>
      {wrong.length > 0 && (
        <ul aria-label={t('problem.cells')} tabIndex={0}>
          {wrong.slice(0, MOST_NAMED).map(({ line, column, value, code }, i) => (
            <li key={i}>
              {t(`problem.cell.${code}`, {
                line: String(line),
                column,
                value: shorten(value),
                filled: value === '' ? 'no' : 'yes',
              })}
            </li>
          ))}
          {wrong.length > MOST_NAMED && <li>{t('problem.more', { count: wrong.length - MOST_NAMED })}</li>}
        </ul>
      )}
    </div>
  );
}

function countByCode(problems: readonly CellProblem[]): [CellProblemCode, number][] {
  const counts = new Map<CellProblemCode, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts];
}

function shorten(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
