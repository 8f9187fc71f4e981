import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { formatDay, formatNumber, formatYears, inLocale } from '@/lib/i18n/format';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import { hostOf, readersAddress } from '@/lib/registry/references/reader-address';
import { reportOf } from '@/lib/registry/reports/known-on';
import type { Report, Trial } from '@/lib/registry/schema';
import tables from './evidence-table.module.css';

/** The publications of the trial, each at its cut of the data: they tell of the same patients. */
export function TrialReports({
  trial: { reports, estimates },
  cited,
}: Readonly<{ trial: Trial; cited: CitedSources }>) {
  const t = useTranslations('trial');
  return (
    <table className={`${tables.table} ${tables.rows}`} aria-label={t('section.reports')}>
      <thead>
        <tr>
          <th scope="col">{t('report.publication')}</th>
          <th scope="col">{t('report.published')}</th>
          <th scope="col">{t('report.cut')}</th>
          <th scope="col">{t('report.followUp')}</th>
          <th scope="col">{t('report.population')}</th>
          <th scope="col">{t('report.copy')}</th>
          <th scope="col" className={tables.numeric}>
            {t('report.figures')}
          </th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <ReportRow
            key={report.id}
            report={report}
            cited={cited}
            figures={estimates.filter((estimate) => reportOf(estimate, reports)?.id === report.id).length}
          />
        ))}
      </tbody>
    </table>
  );
}

function ReportRow({ report, cited, figures }: Readonly<{ report: Report; cited: CitedSources; figures: number }>) {
  const t = useTranslations('trial');
  const locale = useLocale();
  const reference = cited.get(report.ref);
  return (
    <tr>
      <th scope="row">
        <GeneText text={reference === undefined ? report.ref : `${reference.citation.short} [${reference.number}]`} />
      </th>
      <td data-label={t('report.published')}>{report.published ?? t('report.absent.not-reported')}</td>
      <td data-label={t('report.cut')}>
        {'value' in report.cut ? report.cut.value : <Absent reason={report.cut.absent} />}
      </td>
      <td data-label={t('report.followUp')}>
        {'value' in report.followUp ? (
          <FollowUp value={report.followUp.value} />
        ) : (
          <Absent reason={report.followUp.absent} />
        )}
      </td>
      <td data-label={t('report.population')}>
        {'value' in report.population ? (
          <>
            <GeneText text={inLocale(report.population.value.text, locale)} />
            {report.population.value.n !== null && (
              <>
                , <span className="whole">n = {formatNumber(report.population.value.n, locale)}</span>
              </>
            )}
          </>
        ) : (
          <Absent reason={report.population.absent} />
        )}
      </td>
      <td data-label={t('report.copy')}>
        <CopyRead copy={report.copy} />
      </td>
      <td data-label={t('report.figures')} className={tables.numeric}>
        {formatNumber(figures, locale)}
      </td>
    </tr>
  );
}

/** Which copy was read, as far as somebody wrote it down. */
function CopyRead({ copy }: Pick<Report, 'copy'>) {
  const t = useTranslations('trial');
  const locale = useLocale();
  if (copy === null) return <span className="muted">{t('report.copyNotRecorded')}</span>;
  const { address, accessed, sha256 } = copy;
  const shown = readersAddress(address);
  return (
    <>
      {address === null && t('report.copyNoAddress')}
      {shown !== null && <a href={shown}>{hostOf(shown)}</a>}
      {address !== null && shown === null && t('report.copyForCurators')}
      {', '}
      {accessed === null
        ? t('report.copyNoDay')
        : t('report.copyOn', { on: accessed.length === 10 ? formatDay(accessed, locale) : accessed })}
      {', '}
      {sha256 === null ? t('report.copyNoHash') : <code title={sha256}>{`SHA-256 ${sha256.slice(0, 12)}…`}</code>}
    </>
  );
}

type Known = Extract<Report['followUp'], { value: unknown }>['value'];

function FollowUp({ value: { years, low, high } }: Readonly<{ value: Known }>) {
  const t = useTranslations('trial');
  const locale = useLocale();
  const number = (value: number) => formatNumber(value, locale);
  const median = formatYears(years, locale);
  return low === null || high === null ? (
    median
  ) : (
    <GeneText text={t('report.medianRange', { median, low: number(low), high: number(high) })} />
  );
}

function Absent({ reason }: Readonly<{ reason: 'not-reported' | 'not-read' | 'withheld' }>) {
  const t = useTranslations('trial');
  return <span className="muted whole">{t(`report.absent.${reason}`)}</span>;
}
