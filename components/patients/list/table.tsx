import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { RiskChip } from '@/components/ui/risk-chip';
import { toYears } from '@/lib/comparison/years';
import { formatDay, formatMonth, formatNumber } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { Locale } from '@/lib/i18n/routing';
import { patientsAddress, SORTS, type PatientFilter, type PatientRow } from '@/lib/patients/filter';
import type { ListColumn } from '@/lib/patients/list/columns';
import { knownDate, type Observation } from '@/lib/patients/timeline';
import classes from '../patient.module.css';
import { useOptionText } from '../use-words';

type Props = Readonly<{
  rows: readonly PatientRow[];
  filter: PatientFilter;
  protocolNames: Readonly<Record<string, string>>;
  columns: readonly ListColumn[];
}>;

/** The patients with what is derived of each. A time in years stands beside its status, never alone. */
export function PatientTable({ rows, filter, protocolNames, columns }: Props) {
  const t = useTranslations('patients');
  return (
    <table className={classes.table} aria-label={t('list')}>
      <thead>
        <tr>
          <SortHeader sort="pseudonym" filter={filter} />
          {columns.map((column) => {
            const sort = SORTS.find((one) => one === column);
            if (sort !== undefined)
              return <SortHeader key={column} sort={sort} filter={filter} numeric={sort === 'age'} />;
            return (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} protocolNames={protocolNames} columns={columns} />
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

type RowProps = Readonly<{ row: PatientRow }> & Pick<Props, 'protocolNames' | 'columns'>;

function Row({ row, protocolNames, columns }: RowProps) {
  const t = useTranslations('patients');
  const cells = useCells(row, protocolNames);
  return (
    <tr>
      <th scope="row">
        <Link href={`/patients/${row.id}`}>{row.pseudonym}</Link>
      </th>
      {columns.map((column) => (
        <td key={column} data-label={t(`column.${column}`)} className={LOOKS[column]}>
          {cells[column] ?? <span className="muted">–</span>}
        </td>
      ))}
    </tr>
  );
}

const LOOKS: Partial<Record<ListColumn, string | undefined>> = {
  diagnosis: classes.whole,
  age: classes.numeric,
  wbc: classes.numeric,
  'last-contact': classes.whole,
  errors: classes.numeric,
};

/** What stands in each column of a patient; null: not recorded, where a code says why it is in words. */
function useCells(row: PatientRow, protocolNames: Props['protocolNames']): Record<ListColumn, ReactNode> {
  const t = useTranslations('patients');
  const tp = useTranslations('patient');
  const tk = useTranslations('recordKeeping');
  const tf = useTranslations('patientForm');
  const optionText = useOptionText();
  const locale = useLocale();
  const { course, efs, os, protocolSlug } = row;
  const kmt2a = t(`kmt2aOption.${course.kmt2a ?? 'unknown'}`);
  // A gene by its symbol alone; what is no gene in the reader's language.
  const partner = row.kmt2aPartner === 'other' ? optionText('kmt2aPartner', 'other') : row.kmt2aPartner;
  const word = (vocabulary: 'sex' | 'cns', value: string | null): string | null =>
    value === null ? null : optionText(vocabulary, value);
  const missing = (field: string): string | null => {
    const code = row.missingCodes[field];
    return code === undefined ? null : tf(`missing.${code}`);
  };
  return {
    site: row.siteCode,
    diagnosis: shownDate(knownDate(course, 'diagnosis', course.diagnosisDate), locale),
    age: t('ageDays', { days: course.ageDays }),
    sex: word('sex', row.sex) ?? missing('sex'),
    kmt2a: <GeneText text={partner === null ? kmt2a : `${kmt2a}, ${partner}`} />,
    wbc: row.wbc === null ? missing('wbc') : formatNumber(row.wbc, locale, Number.isInteger(row.wbc) ? 0 : 1),
    cns: word('cns', row.cns) ?? missing('cns'),
    protocol:
      protocolSlug === null ? missing('protocolSlug') : <GeneText text={protocolNames[protocolSlug] ?? protocolSlug} />,
    arm: row.protocolArm ?? missing('protocolArm'),
    efs: (
      <Outcome
        observation={efs}
        word={efs.decidedBy.type === 'event' ? tp(`contact.${efs.decidedBy.kind}`) : t('efsFree')}
      />
    ),
    os: <Outcome observation={os} word={os.event ? t('osDied') : t('osAlive')} />,
    'last-contact': shownDate(knownDate(course, row.lastContact.record, row.lastContact.date), locale),
    risk: row.check.riskGroup === null ? null : <RiskChip group={row.check.riskGroup} />,
    state: tk(`state.name.${row.check.state}`),
    errors: row.check.openErrors === null ? t('notChecked') : formatNumber(row.check.openErrors, locale, 0),
  };
}

/** A date of which the day may not be known. */
function shownDate(date: string, locale: Locale): string {
  return date.length === 10 ? formatDay(date, locale) : formatMonth(date, locale);
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
