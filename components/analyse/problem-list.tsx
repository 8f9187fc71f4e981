'use client';

import { useTranslations } from 'next-intl';
import { CELL_PROBLEMS } from '@/lib/analysis/reading';
import type { Remark } from '@/lib/analysis/remarks';
import type { ReadRows } from '@/lib/analysis/request';
import classes from './analyse.module.css';

/** As many cells are named one by one; all are counted by kind. */
const MOST_NAMED = 200;

/** Rows that are not used, counted by reason, every wrong cell by row and column, and what makes the figure misleading. */
export function ProblemList({ reading }: Readonly<{ reading: ReadRows }>) {
  const t = useTranslations('analyse');
  const { problems, problemCounts, leftOut, rows, used, remarks, notChosen } = reading;
  const wrong = problems.filter(({ code }) => code !== 'left-out');
  const all = CELL_PROBLEMS.reduce((sum, code) => sum + (code === 'left-out' ? 0 : (problemCounts[code] ?? 0)), 0);
  const named = Math.min(wrong.length, MOST_NAMED);
  return (
    <>
      {remarks.length > 0 && (
        <ul className={classes.problems} aria-label={t('remark.title')}>
          {remarks.map((remark, i) => (
            <li key={i}>
              <RemarkLine remark={remark} />
            </li>
          ))}
        </ul>
      )}
      {notChosen > 0 && <p className={classes.hint}>{t('problem.notChosen', { count: notChosen })}</p>}
      {leftOut === 0 ? (
        <p className={classes.hint} role="status">
          {t('problem.none', { rows })}
        </p>
      ) : (
        <div className={classes.problems} role="status">
          <h3>{t('problem.title', { leftOut, rows, used })}</h3>
          <ul>
            {CELL_PROBLEMS.flatMap((code) => {
              const count = problemCounts[code];
              return count === undefined ? [] : [<li key={code}>{t(`problem.count.${code}`, { count })}</li>];
            })}
          </ul>
          {wrong.length > 0 && (
            <ul aria-label={t('problem.cells')} tabIndex={0}>
              {wrong.slice(0, named).map(({ line, column, value, code }, i) => (
                <li key={i}>
                  {t(`problem.cell.${code}`, {
                    line: String(line),
                    column,
                    value: shorten(value),
                    filled: value === '' ? 'no' : 'yes',
                  })}
                </li>
              ))}
              {all > named && <li>{t('problem.more', { count: all - named })}</li>}
            </ul>
          )}
        </div>
      )}
    </>
  );
}

function RemarkLine({ remark }: Readonly<{ remark: Remark }>) {
  const t = useTranslations('analyse.remark');
  const unitName = useTranslations('analyse.unit');
  switch (remark.code) {
    case 'ids-repeat':
      return t('ids-repeat', { column: remark.column, ids: remark.ids, rows: remark.rows });
    case 'unit-differs':
      return t('unit-differs', { column: remark.column, unit: unitName(remark.unit) });
    case 'rows-counted-once':
      return t('rows-counted-once', { column: remark.column });
    case 'dates-in-future':
      return t('dates-in-future', { column: remark.column, count: remark.count });
    case 'times-like-codes':
    case 'times-too-long':
      return t(remark.code, { time: remark.time, count: remark.count });
    case 'group-spellings':
      return t('group-spellings', {
        column: remark.column,
        spellings: remark.spellings.map((spelling) => t('spelling', { spelling })).join(', '),
      });
    case 'lost-events':
    case 'lost-censored':
    case 'nobody-censored':
    case 'everybody-censored':
      return t(remark.code, { count: remark.count });
  }
}

function shorten(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
