import { stringify } from 'csv-stringify/browser/esm/sync';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/field';
import { saveFile } from '@/components/ui/save-file';
import { EXPORT_TABLES } from '@/lib/patients/export/tables';
import { FIELD_ERRORS } from '@/lib/patients/form-state';
import type { Findings } from '@/lib/patients/import/job/job';
import { RANKS, type ImportReport, type ReportedPatient } from '@/lib/patients/import/report';
import { fieldLabelKey } from '../field-label';
import classes from '../patient.module.css';
import { RuleName } from '../rule-name';
import { ask, everyFinding } from './ask';

type Problem = ReportedPatient['problems'][number];
const OWN_ERRORS = [
  'other-site',
  'contradicts-row',
  'too-many-cells',
  'no-pseudonym',
  'locked',
  'no-such-record',
] as const;

function useReportWords() {
  const [t, te] = [useTranslations('import'), useTranslations('patientErrors.field')];
  const [tl, ts] = [useTranslations('patientForm.label'), useTranslations('patient.section')];
  const shown = (value: string): string => (value === '' ? t('empty') : value);
  const fieldText = (of: string, field: string): string => {
    const table = EXPORT_TABLES.find((one) => one === of);
    const label = table === undefined ? undefined : fieldLabelKey(table, field);
    const named = label === undefined ? field : tl(label);
    return table === undefined || table === 'patient' ? named : `${ts(table)}, ${named}`;
  };
  /** A column of the file is called as in the file; a field that no column of it says, as in the forms. */
  const columnText = (column: string): string => {
    const [of = '', field] = column.split('.');
    return field === undefined ? fieldText('patient', column) : fieldText(of, field);
  };
  return {
    problemText: ({ sheet, line, column: said, value, error }: Problem): string => {
      const column = columnText(said);
      const own = OWN_ERRORS.find((one) => one === error);
      const ofField = FIELD_ERRORS.find((one) => one === error) ?? 'refused';
      const why = own === undefined ? te(ofField) : t(`error.${own}`);
      const text = t('problem', { line, column, value, why });
      return sheet === undefined ? text : t('inSheet', { sheet, text });
    },
    changeText: ({ of, field, before, after }: ReportedPatient['changes'][number]): string =>
      t('change', { field: fieldText(of, field), before: shown(before), after: shown(after) }),
  };
}

type Props = Readonly<{ report: ImportReport; check: string }>;

/** What an import would do, patient by patient, with the rules of quality; also as a file. */
export function ReportTable({ report, check }: Props) {
  const t = useTranslations('import');
  const { problemText, changeText } = useReportWords();
  const [failed, setFailed] = useState(false);
  const { counts, loose, doubles } = report;
  const download = async (): Promise<void> => {
    const patients = await everyFinding(check);
    setFailed(patients === null);
    if (patients === null) return;
    const rows = patients.map(({ pseudonym, lines, status, changes, problems, findings }) => [
      ...[pseudonym, lines.join(' '), status],
      [...problems.map(problemText), ...changes.map(changeText), ...findings.map(({ rule }) => rule)].join('\n'),
    ]);
    const others = loose.map((one) => ['', String(one.line), 'refused', problemText(one)]);
    const text = stringify([['pseudonym', 'rows', 'status', 'what'], ...rows, ...others], { escape_formulas: true });
    saveFile(new Blob(['\ufeff', text], { type: 'text/csv' }), 'import-check.csv');
  };
  return (
    <section aria-label={t('result')}>
      <h2>{t('result')}</h2>
      <p role="status">
        {t('counts', { added: counts.new, changed: counts.changed, same: counts.same, refused: counts.refused })}
      </p>
      {counts.refused > 0 && <p>{t('allOrNothing')}</p>}
      <ul>
        {loose.map((one) => (
          <li key={`${one.sheet ?? ''} ${one.line}`}>{problemText(one)}</li>
        ))}
        {doubles.map(({ pseudonym, others }) => (
          <li key={pseudonym}>{t('doubles', { pseudonym, others: others.join(', ') })}</li>
        ))}
      </ul>
      <PatientPages report={report} check={check} />
      <Button look="small" onClick={() => void download()}>
        {t('download')}
      </Button>
      <p role="status">{failed ? t('fault.failed') : ''}</p>
    </section>
  );
}

/** Patients on a page of the list. */
const PAGE = 50;

/** The patients of the file, a page at a time; those who stay the same only where they are asked for. */
function PatientPages({ report: { counts }, check }: Props) {
  const t = useTranslations('import');
  const statuses = RANKS.filter((status) => counts[status] > 0);
  const [status, setStatus] = useState<(typeof RANKS)[number] | undefined>(statuses[0]);
  const [from, setFrom] = useState(0);
  const [found, setFound] = useState<Findings | null>(null);
  useEffect(() => {
    let isCurrent = true;
    if (status === undefined) return;
    void ask('findings', { id: check, status, from, count: PAGE }).then((answer) => {
      if (isCurrent && answer !== null && answer !== 'invalid') setFound(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [check, status, from]);
  if (found === null) return null;
  const choose = (value: string): void => {
    setStatus(statuses.find((one) => one === value));
    setFrom(0);
  };
  return (
    <>
      <label>
        {t('shown')}{' '}
        <Select value={status ?? ''} onChange={(event) => choose(event.target.value)}>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {t(`state.${one}`)}
            </option>
          ))}
        </Select>
      </label>
      <PatientRows patients={found.patients} />
      {found.of > PAGE && (
        <p>
          <Button look="small" onClick={() => setFrom(from - PAGE)} disabled={from === 0}>
            {t('pageBefore')}
          </Button>{' '}
          {t('pageOf', { from: from + 1, to: Math.min(from + PAGE, found.of), of: found.of })}{' '}
          <Button look="small" onClick={() => setFrom(from + PAGE)} disabled={from + PAGE >= found.of}>
            {t('pageNext')}
          </Button>
        </p>
      )}
    </>
  );
}

function PatientRows({ patients }: Pick<Findings, 'patients'>) {
  const t = useTranslations('import');
  const { problemText, changeText } = useReportWords();
  return (
    <table className={classes.table} aria-label={t('result')}>
      <thead>
        <tr>
          <th scope="col">{t('patient')}</th>
          <th scope="col">{t('rows')}</th>
          <th scope="col">{t('status')}</th>
          <th scope="col">{t('what')}</th>
        </tr>
      </thead>
      <tbody>
        {patients.map(({ pseudonym, lines, status, changes, problems, findings }) => (
          <tr key={pseudonym}>
            <th scope="row">{pseudonym}</th>
            <td data-label={t('rows')}>{lines.join(', ')}</td>
            <td data-label={t('status')}>{t(`state.${status}`)}</td>
            <td data-label={t('what')}>
              {problems.map((one) => (
                <p key={`${one.line} ${one.column} ${one.error}`}>{problemText(one)}</p>
              ))}
              {status === 'changed' &&
                changes.map((one) => <p key={`${one.of} ${one.field} ${one.after}`}>{changeText(one)}</p>)}
              {findings.map(({ rule }) => (
                <p key={rule}>
                  <RuleName rule={rule} />
                </p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
