import { useLocale, useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { Kmt2aStratum } from '@/lib/registry/schema';
import type { TrialFilter, TrialSort } from '@/lib/registry/search';
import type { TrialSummary } from '@/lib/registry/trial-summary';
import classes from './trial-table.module.css';
import { sortedAddress } from './trials-address';
import { useEnrolmentYears } from './use-enrolment-years';
import { useGroupName } from './use-group-name';

type Column = TrialSort | 'phase' | 'population' | 'endpoints';
const COLUMNS: readonly Column[] = ['acronym', 'group', 'status', 'start', 'enrolled', 'phase', 'population', 'endpoints', 'estimates'];
const NUMERIC: readonly Column[] = ['enrolled', 'estimates'];

/** The list of trials; each column head with an order of its own is a link that sorts by it. */
export function TrialTable({ trials, filter }: Readonly<{ trials: readonly TrialSummary[]; filter: TrialFilter }>) {
  const t = useTranslations('trials');
  return (
    <table className={classes.table} aria-label={t('list')}>
      <thead>
        <tr>{COLUMNS.map((column) => <ColumnHead key={column} column={column} filter={filter} />)}</tr>
      </thead>
      <tbody>{trials.map((trial) => <TrialRow key={trial.slug} trial={trial} />)}</tbody>
    </table>
  );
}

function ColumnHead({ column, filter }: Readonly<{ column: Column; filter: TrialFilter }>) {
  const t = useTranslations('trials');
  const className = NUMERIC.includes(column) ? classes.numeric : undefined;
  if (column === 'phase' || column === 'population' || column === 'endpoints') return <th scope="col" className={className}>{t(`column.${column}`)}</th>;
  const current = filter.sort === column;
  const order = filter.order === 'asc' ? 'ascending' : 'descending';
  return (
    <th scope="col" className={className} aria-sort={current ? order : undefined}>
      <Link href={sortedAddress(filter, column)} scroll={false} prefetch={false}>
        {t(`column.${column}`)}
        {current && <span aria-hidden="true">{filter.order === 'asc' ? ' ↑' : ' ↓'}</span>}
      </Link>
    </th>
  );
}

function TrialRow({ trial }: Readonly<{ trial: TrialSummary }>) {
  const t = useTranslations('trials');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const groupName = useGroupName();
  const enrolmentYears = useEnrolmentYears();
  const missing = <span className="muted">{t('notReported')}</span>;
  const survival = trial.endpoints.filter((endpoint) => endpoint === 'EFS' || endpoint === 'OS');
  return (
    <tr>
      <th scope="row">
        <Link href={`/trials/${trial.slug}`} prefetch={false}>{trial.acronym}</Link>
        <span className={classes.title}><GeneText text={inLocale(trial.title, locale)} /></span>
      </th>
      <Cell column="group">{groupName(trial.group)}</Cell>
      <Cell column="status">{vocabulary(`status.${trial.status}`)}</Cell>
      <Cell column="start">{enrolmentYears(trial.enrolment) ?? missing}</Cell>
      <Cell column="enrolled"><Patients trial={trial} /></Cell>
      <Cell column="phase">{trial.phase ?? <span className="muted">–</span>}</Cell>
      <Cell column="population">{trial.kmt2aStrata.length === 0 ? <span className="muted">–</span> : <Strata strata={trial.kmt2aStrata} />}</Cell>
      <Cell column="endpoints">{survival.length === 0 ? <span className="muted">–</span> : survival.map((endpoint) => vocabulary(`endpoint.${endpoint}.short`)).join(', ')}</Cell>
      <Cell column="estimates">{formatNumber(trial.estimates, locale)}</Cell>
    </tr>
  );
}

function Strata({ strata }: Readonly<{ strata: readonly Kmt2aStratum[] }>) {
  const t = useTranslations('trials');
  return strata.map((stratum, index) => (
    <Fragment key={stratum}>
      {index > 0 && ', '}
      <span className={classes.whole}><GeneText text={t(`kmt2aShort.${stratum}`)} /></span>
    </Fragment>
  ));
}

function Patients({ trial: { enrolment } }: Readonly<{ trial: TrialSummary }>) {
  const t = useTranslations('trials');
  const locale = useLocale();
  if (enrolment.actual !== null) return formatNumber(enrolment.actual, locale);
  if (enrolment.planned !== null) return <span className="muted">{t('planned', { n: formatNumber(enrolment.planned, locale) })}</span>;
  return <span className="muted">–</span>;
}

/** On a narrow screen a cell carries its column's name. */
function Cell({ column, children }: Readonly<{ column: Column; children: ReactNode }>) {
  const t = useTranslations('trials');
  return <td className={NUMERIC.includes(column) ? classes.numeric : undefined} data-column={column} data-label={t(`column.${column}`)}>{children}</td>;
}
