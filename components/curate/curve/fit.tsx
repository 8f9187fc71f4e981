'use client';

import { useLocale, useTranslations } from 'next-intl';
import { PRINTED_LIMIT, type FitCheck, type Reconstruction } from '@/lib/comparison/figure/reconstructed-curve';
import { formatNumber, formatPercent, formatYears } from '@/lib/i18n/format';
import type { CurvePoint } from '@/lib/registry/curves/rules';
import classes from '../curate.module.css';
import { CurveChart } from './chart';

/** The reconstruction beside what was published: the curve, the numbers, and whether they agree. */
export function CurveFit({ points, rebuilt }: Readonly<{ points: readonly CurvePoint[]; rebuilt: Reconstruction }>) {
  return (
    <div className={classes.fit}>
      <CurveChart points={points} rebuilt={rebuilt} />
      <FitNumbers rebuilt={rebuilt} />
      <div className={classes.tables}>
        <RiskComparison rebuilt={rebuilt} />
        <PrintedComparison rebuilt={rebuilt} />
      </div>
    </div>
  );
}

/** Whether the reconstruction gives back what was published, and what to look at where it does not. */
export function FitVerdict({ rebuilt }: Readonly<{ rebuilt: Reconstruction }>) {
  const t = useTranslations('curate.fit');
  const locale = useLocale();
  const number = (value: number, digits = 1): string => formatNumber(value, locale, digits);
  const fits = rebuilt.checks.length === 0;
  return (
    <div className={classes.verdict} data-fits={fits}>
      <p>{t(fits ? 'fits' : 'doesNotFit')}</p>
      {!fits && (
        <ul>
          {rebuilt.checks.map((check) => (
            <li key={check.code}>{words(check)}</li>
          ))}
        </ul>
      )}
    </div>
  );

  function words(check: FitCheck): string {
    switch (check.code) {
      case 'curve':
        return t('check.curve', { years: number(check.years, 2), points: number(check.points) });
      case 'counts':
        return t('check.counts', {
          years: formatNumber(check.years, locale),
          published: String(check.published),
          rebuilt: String(check.rebuilt),
        });
      case 'events':
        return t('check.events', { given: String(check.given), rebuilt: String(check.rebuilt) });
      case 'printed':
        return t('check.printed', {
          years: formatYears(check.years, locale),
          printed: formatPercent(check.printed, locale, 1),
          reconstructed: formatPercent(check.reconstructed, locale, 1),
          limit: String(PRINTED_LIMIT),
        });
    }
  }
}

function FitNumbers({ rebuilt }: Readonly<{ rebuilt: Reconstruction }>) {
  const t = useTranslations('curate.fit');
  const locale = useLocale();
  const { n, events, eventsGiven, largest, rootMeanSquare, medianYears } = rebuilt;
  const rows = [
    [
      'largest',
      t(largest.points < 0.05 ? 'points' : 'largestAt', {
        points: formatNumber(largest.points, locale, 1),
        years: formatNumber(largest.years, locale, 2),
      }),
    ],
    ['rootMeanSquare', t('points', { points: formatNumber(rootMeanSquare, locale, 2) })],
    ['patients', formatNumber(n, locale)],
    [
      'events',
      eventsGiven === null
        ? t('eventsNotGiven', { events: String(events) })
        : t('eventsGiven', { events: String(events), given: String(eventsGiven) }),
    ],
    ['median', medianYears === null ? t('notReached') : t('inYears', { years: formatNumber(medianYears, locale, 2) })],
  ] as const;
  return (
    <dl className={classes.numbers}>
      {rows.map(([key, value]) => (
        <div key={key}>
          <dt>{t(`row.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function RiskComparison({ rebuilt }: Readonly<{ rebuilt: Reconstruction }>) {
  const t = useTranslations('curate.fit');
  const locale = useLocale();
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('riskCaption')}>
      <table className={classes.table}>
        <caption>{t('riskCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('years')}</th>
            <th scope="col">{t('published')}</th>
            <th scope="col">{t('reconstructed')}</th>
          </tr>
        </thead>
        <tbody>
          {rebuilt.risk.map(({ years, published, rebuilt: count }) => (
            <tr key={years}>
              <th scope="row">{formatNumber(years, locale)}</th>
              <td>{published}</td>
              <td data-differs={published !== count || undefined}>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PrintedComparison({ rebuilt }: Readonly<{ rebuilt: Reconstruction }>) {
  const t = useTranslations('curate.fit');
  const locale = useLocale();
  if (rebuilt.printed.length === 0) return <p className="muted">{t('noPrinted')}</p>;
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('printedCaption')}>
      <table className={classes.table}>
        <caption>{t('printedCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('years')}</th>
            <th scope="col">{t('published')}</th>
            <th scope="col">{t('reconstructed')}</th>
            <th scope="col">{t('difference')}</th>
          </tr>
        </thead>
        <tbody>
          {rebuilt.printed.map(({ estimateId, years, printed, reconstructed }) => (
            <tr key={estimateId}>
              <th scope="row">{formatNumber(years, locale)}</th>
              <td>{formatPercent(printed, locale, 1)}</td>
              <td>{reconstructed === null ? t('curveEnds') : formatPercent(reconstructed, locale, 1)}</td>
              <td>{reconstructed === null ? '' : formatNumber(reconstructed - printed, locale, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
