import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import tables from '@/components/trial/evidence-table.module.css';
import { decimalsIn, formatInterval, formatNumber, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { publishedInterval } from '@/lib/registry/published-interval';
import type { KnownFigure } from '@/lib/registry/reports/known-on';

/** The figures that could be read on a day, by trial; what a later report of the same patients replaced says by what. */
export function KnownFigures({ figures }: Readonly<{ figures: readonly KnownFigure[] }>) {
  const t = useTranslations('changes');
  const source = useTranslations('source');
  const locale = useLocale();
  return (
    <table className={`${tables.table} ${tables.rows}`} aria-label={t('known.title')}>
      <thead>
        <tr>
          <th scope="col">{t('known.study')}</th>
          <th scope="col">{t('known.patients')}</th>
          <th scope="col">{t('known.figure')}</th>
          <th scope="col">{t('known.since')}</th>
          <th scope="col">{t('known.level')}</th>
          <th scope="col">{t('known.standing')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ estimate, since, supersededBy }) => (
          <tr key={estimate.id}>
            <th scope="row">
              <Link href={`/trials/${estimate.trial}#outcomes`}>
                <GeneText text={estimate.acronym} />
              </Link>
            </th>
            <td data-label={t('known.patients')}>
              <GeneText text={inLocale(estimate.label, locale)} />
            </td>
            <td data-label={t('known.figure')}>
              <Value estimate={estimate} />
            </td>
            <td data-label={t('known.since')}>{since}</td>
            <td data-label={t('known.level')}>{source(`level.${estimate.source.level}`)}</td>
            <td data-label={t('known.standing')}>
              {supersededBy === null ? t('known.current') : <Superseded estimate={estimate} by={supersededBy} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What stands in a figure's place; of the same value printed again, what is new in it. */
function Superseded({ estimate, by }: Readonly<{ estimate: PublishedEstimate; by: PublishedEstimate }>) {
  const t = useTranslations('changes');
  const locale = useLocale();
  if (by.estimate !== estimate.estimate || by.timeYears !== estimate.timeYears)
    return (
      <>
        {t('known.superseded')} <Value estimate={by} />
      </>
    );
  const [before, now] = [publishedInterval(estimate), publishedInterval(by)];
  const interval =
    now === null || (now.low === before?.low && now.high === before.high)
      ? []
      : [
          t('known.interval', {
            level: formatNumber(now.level, locale),
            range: formatInterval(
              now.low,
              now.high,
              locale,
              now.how === 'published' ? decimalsIn(now.low, now.high) : 1,
            ),
          }),
        ];
  const number = by.n === null || by.n === estimate.n ? [] : [t('known.number', { n: formatNumber(by.n, locale) })];
  const fresh = [...interval, ...number];
  return fresh.length === 0 ? t('known.repeated') : t('known.repeatedWith', { what: fresh.join(', ') });
}

function Value({ estimate: { estimate, timeYears, caveats } }: Readonly<{ estimate: PublishedEstimate }>) {
  const t = useTranslations('changes');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  return (
    <>
      {estimate === null ? t('known.noValue') : formatPercent(estimate, locale)}
      {`, ${timeYears === null ? t('known.noHorizon') : formatYears(timeYears, locale)}`}
      {caveats.includes('one-curator') && <span className={tables.aside}>{vocabulary('caveat.one-curator')}</span>}
    </>
  );
}
