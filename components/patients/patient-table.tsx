import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { toYears } from '@/lib/comparison/years';
import { formatDay, formatNumber } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import { patientsAddress, type PatientFilter, type PatientRow } from '@/lib/patients/filter';
import type { Observation } from '@/lib/patients/timeline';
import classes from './patient.module.css';

type Props = Readonly<{
  rows: readonly PatientRow[];
  filter: PatientFilter;
  protocolNames: Readonly<Record<string, string>>;
  severalSites: boolean;
}>;

/** The patients with what is derived of each. A time in years stands beside its status, never alone. */
export function PatientTable({ rows, filter, protocolNames, severalSites }: Props) {
  const t = useTranslations('patients');
  return (
    <table className={classes.table} aria-label={t('list')}>
      <thead>
        <tr>
          <SortHeader sort="pseudonym" filter={filter} />
          {severalSites && <th scope="col">{t('column.site')}</th>}
          <SortHeader sort="diagnosis" filter={filter} />
          <SortHeader sort="age" filter={filter} numeric />
          <th scope="col">{t('column.kmt2a')}</th>
          <th scope="col">{t('column.protocol')}</th>
          <SortHeader sort="efs" filter={filter} />
          <SortHeader sort="os" filter={filter} />
          <SortHeader sort="last-contact" filter={filter} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} protocolNames={protocolNames} severalSites={severalSites} />
        ))}
      </tbody>
    </table>
  );
}

function SortHeader({
  sort,
  filter,
  numeric = false,
}: Readonly<{ sort: PatientFilter['sort']; filter: PatientFilter; numeric?: boolean }>) {
  const t = useTranslations('patients');
  const current = filter.sort === sort;
  const direction = filter.down ? 'descending' : 'ascending';
  return (
    <th scope="col" className={numeric ? classes.numeric : undefined} aria-sort={current ? direction : undefined}>
      <Link
        href={patientsAddress({ ...filter, sort, down: current && !filter.down, page: 1 })}
        title={t('sortBy', { column: t(`column.${sort}`) })}
      >
        {t(`column.${sort}`)}
        {current && <span aria-hidden="true">{filter.down ? ' ↓' : ' ↑'}</span>}
      </Link>
    </th>
  );
}

function Row({
  row,
  protocolNames,
  severalSites,
}: Readonly<{ row: PatientRow; protocolNames: Readonly<Record<string, string>>; severalSites: boolean }>) {
  const t = useTranslations('patients');
  const tp = useTranslations('patient');
  const locale = useLocale();
  const { course, efs, os } = row;
  const protocol = row.protocolSlug === null ? null : (protocolNames[row.protocolSlug] ?? row.protocolSlug);
  const kmt2a = t(`kmt2aOption.${course.kmt2a ?? 'unknown'}`);
  return (
    <tr>
      <th scope="row">
        <Link href={`/patients/${row.id}`}>{row.pseudonym}</Link>
      </th>
      {severalSites && <td data-label={t('column.site')}>{row.siteCode}</td>}
      <td data-label={t('column.diagnosis')} className={classes.whole}>
        {formatDay(course.diagnosisDate, locale)}
      </td>
      <td data-label={t('column.age')} className={classes.numeric}>
        {t('ageDays', { days: course.ageDays })}
      </td>
      <td data-label={t('column.kmt2a')}>
        <GeneText text={row.kmt2aPartner === null ? kmt2a : `${kmt2a}, ${row.kmt2aPartner}`} />
      </td>
      <td data-label={t('column.protocol')}>{protocol ?? <span className="muted">–</span>}</td>
      <td data-label={t('column.efs')}>
        <Outcome
          observation={efs}
          word={efs.decidedBy.type === 'event' ? tp(`contact.${efs.decidedBy.kind}`) : t('efsFree')}
        />
      </td>
      <td data-label={t('column.os')}>
        <Outcome observation={os} word={os.event ? t('osDied') : t('osAlive')} />
      </td>
      <td data-label={t('column.last-contact')} className={classes.whole}>
        {formatDay(row.lastContact.date, locale)}
      </td>
    </tr>
  );
}

function Outcome({ observation, word }: Readonly<{ observation: Observation; word: string }>) {
  const t = useTranslations('patients');
  const years = formatNumber(toYears(observation.timeDays), useLocale(), 1);
  return (
    <>
      <span className={classes.whole}>{t('years', { years })}</span>{' '}
      <span className={observation.event ? classes.event : 'muted'}>{word}</span>
    </>
  );
}
