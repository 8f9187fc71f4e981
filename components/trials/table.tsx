import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { TrialFilter, TrialSort } from '@/lib/registry/trials/search/filter';
import type { MatchReason } from '@/lib/registry/trials/search/trials';
import type { TrialSummary } from '@/lib/registry/trials/summary';
import { TrialPatients, TrialPopulation, TrialSurvival } from './cells';
import { TrialMatch } from './match';
import classes from './table.module.css';
import { currentSort, sortedAddress } from './address';
import { useEnrolmentYears } from './use-enrolment-years';
import { useGroupName } from './use-group-name';

type Column = TrialSort | 'phase' | 'population' | 'endpoints';
const COLUMNS: readonly Column[] = [
  'acronym',
  'group',
  'status',
  'start',
  'enrolled',
  'phase',
  'population',
  'endpoints',
  'estimates',
];
const NUMERIC: readonly Column[] = ['enrolled', 'estimates'];

/** A trial of the list, and why it was found where its row does not show it. */
export type ShownTrial = Readonly<{ trial: TrialSummary; reasons: readonly MatchReason[] }>;

/** The list of trials; each column head with an order of its own is a link that sorts by it. */
export function TrialTable({ rows, filter }: Readonly<{ rows: readonly ShownTrial[]; filter: TrialFilter }>) {
  const t = useTranslations('trials');
  return (
    <table className={classes.table} aria-label={t('list')}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <ColumnHead key={column} column={column} filter={filter} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TrialRow key={row.trial.slug} {...row} />
        ))}
      </tbody>
    </table>
  );
}

function ColumnHead({ column, filter }: Readonly<{ column: Column; filter: TrialFilter }>) {
  const t = useTranslations('trials');
  const className = NUMERIC.includes(column) ? classes.numeric : undefined;
  if (column === 'phase' || column === 'population' || column === 'endpoints')
    return (
      <th scope="col" className={className}>
        {t(`column.${column}`)}
      </th>
    );
  const current = currentSort(filter) === column;
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

function TrialRow({ trial, reasons }: ShownTrial) {
  const t = useTranslations('trials');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const groupName = useGroupName();
  const enrolmentYears = useEnrolmentYears();
  return (
    <tr>
      <th scope="row">
        <Link href={`/trials/${trial.slug}`} prefetch={false}>
          {trial.acronym}
        </Link>
        <span className={classes.title}>
          <GeneText text={inLocale(trial.title, locale)} />
        </span>
        <TrialMatch reasons={reasons} />
      </th>
      <Cell column="group">{groupName(trial.group)}</Cell>
      <Cell column="status">{vocabulary(`status.${trial.status}`)}</Cell>
      <Cell column="start">{enrolmentYears(trial.enrolment) ?? <span className="muted">{t('notReported')}</span>}</Cell>
      <Cell column="enrolled">
        <TrialPatients trial={trial} />
      </Cell>
      <Cell column="phase">{trial.phase ?? <span className="muted">–</span>}</Cell>
      <Cell column="population">
        <TrialPopulation trial={trial} />
      </Cell>
      <Cell column="endpoints">
        <TrialSurvival trial={trial} />
      </Cell>
      <Cell column="estimates">{formatNumber(trial.estimates, locale)}</Cell>
    </tr>
  );
}

/** On a narrow screen a cell carries its column's name. */
function Cell({ column, children }: Readonly<{ column: Column; children: ReactNode }>) {
  const t = useTranslations('trials');
  return (
    <td
      className={NUMERIC.includes(column) ? classes.numeric : undefined}
      data-column={column}
      data-label={t(`column.${column}`)}
    >
      {children}
    </td>
  );
}
