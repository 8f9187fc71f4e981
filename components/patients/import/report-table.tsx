import { stringify } from 'csv-stringify/browser/esm/sync';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/field';
import { saveFile } from '@/components/ui/save-file';
import { EXPORT_TABLES } from '@/lib/patients/export/tables';
import { HINTS } from '@/lib/patients/date-plausibility';
import type { FIELD_ERRORS } from '@/lib/patients/form-state';
import type { Findings } from '@/lib/patients/import/job/job';
import { RANKS, type ImportReport, type ReportedPatient } from '@/lib/patients/import/report';
import { RECORD_KINDS } from '@/lib/patients/vocabulary';
import { COURSE_RULES, type RuleCode } from '@/lib/patients/rules/quality-rules';
import { fieldLabelKey } from '../field-label';
import classes from '../patient.module.css';
import { RuleName } from '../rule-name';
import { ask, everyFinding } from './ask';
import { valueText, type WordField } from './word-fields';

type Problem = ReportedPatient['problems'][number];
type Doubles = NonNullable<ReportedPatient['doubles']>;
type OwnError = Exclude<Problem['error'], (typeof FIELD_ERRORS)[number]>;
/** What only an import refuses; every one has its words. */
const OWN_ERRORS: Readonly<Record<OwnError, true>> = {
  'other-site': true,
  'contradicts-row': true,
  'too-many-cells': true,
  'no-pseudonym': true,
  'pseudonym-date': true,
  locked: true,
  'no-such-record': true,
  'redcap-instrument': true,
  'redcap-instance': true,
  'redcap-other-form': true,
  'redcap-no-repeat': true,
  'redcap-complete': true,
};

/** A patient may be in the same row of several sheets, or in one place of a JSON with all of its records. */
const rowsText = (lines: readonly number[], between: string): string => [...new Set(lines)].join(between);

function isOwn(error: Problem['error']): error is OwnError {
  return Object.hasOwn(OWN_ERRORS, error);
}

/** A field of a record that no column of the file says, and that the record cannot be without. */
function lacksField(column: string, error: Problem['error']): boolean {
  const [of] = column.split('.');
  return (error === 'required' || error === 'choose') && RECORD_KINDS.some((kind) => column !== of && kind === of);
}

function useReportWords(fields: readonly WordField[]) {
  const locale = useLocale();
  const [t, te] = [useTranslations('import'), useTranslations('patientErrors.field')];
  const [tl, ts] = [useTranslations('patientForm.label'), useTranslations('patient.section')];
  const [tq, th] = [useTranslations('patientQuality.name'), useTranslations('patientErrors.hint')];
  const shown = (of: string, field: string, value: string): string =>
    value === '' ? t('empty') : valueText(fields, locale, { of, field, value });
  const fieldText = (of: string, field: string): string => {
    const table = EXPORT_TABLES.find((one) => one === of);
    const label = table === undefined ? undefined : fieldLabelKey(table, field);
    const named = label === undefined ? field : tl(label);
    return table === undefined || table === 'patient' ? named : `${ts(table)}, ${named}`;
  };
  /** A column of the file is called as in the file; a field that no column of it says, as in the forms. */
  const columnText = (column: string): string => {
    const [of, field] = column.split('.');
    const table = EXPORT_TABLES.find((one) => one === of);
    return table === undefined || field === undefined ? fieldText('patient', column) : fieldText(table, field);
  };
  return {
    problemText: ({ sheet, line, column: said, value, error }: Problem): string => {
      const column = columnText(said);
      const why = lacksField(said, error) ? t('error.record-without') : isOwn(error) ? t(`error.${error}`) : te(error);
      const text = value === '' ? t('problemEmpty', { line, column, why }) : t('problem', { line, column, value, why });
      return sheet === undefined ? text : t('inSheet', { sheet, text });
    },
    ruleText: (rule: RuleCode): string => {
      const ofForm = HINTS.find((code) => code === rule);
      const ofCourse = COURSE_RULES.find((code) => code === rule);
      if (ofForm !== undefined) return th(ofForm);
      return ofCourse === undefined ? rule : tq(ofCourse);
    },
    doublesText: ({ pseudonym, others, count }: Readonly<{ pseudonym: string } & Doubles>): string =>
      t('doubles', { pseudonym, others: others.join(', '), more: count - others.length }),
    changeText: ({ of, field, before, after }: ReportedPatient['changes'][number]): string =>
      t('change', { field: fieldText(of, field), before: shown(of, field, before), after: shown(of, field, after) }),
  };
}

type Props = Readonly<{ report: ImportReport; check: string; fields: readonly WordField[] }>;

/** What an import would do, patient by patient, with the rules of quality; also as a file. */
export function ReportTable({ report, check, fields }: Props) {
  const t = useTranslations('import');
  const { problemText, changeText, ruleText, doublesText } = useReportWords(fields);
  const [failed, setFailed] = useState(false);
  const { counts, doubled, doubles } = report;
  const download = async (): Promise<void> => {
    const patients = await everyFinding(check);
    setFailed(patients === null);
    if (patients === null) return;
    const rows = patients.map(({ pseudonym, lines, status, changes, problems, findings, doubles: own }) => [
      ...[pseudonym, rowsText(lines, ' '), t(`state.${status}`)],
      [
        ...problems.map(problemText),
        ...(own === undefined ? [] : [doublesText({ pseudonym, ...own })]),
        ...(status === 'refused' ? [] : changes.map(changeText)),
        ...findings.map(({ rule }) => ruleText(rule)),
      ].join('\n'),
    ]);
    const head = [t('patient'), t('rows'), t('status'), t('what')];
    const text = stringify([head, ...rows], { escape_formulas: true });
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
        {doubles.map((one) => (
          <li key={one.pseudonym}>{doublesText(one)}</li>
        ))}
      </ul>
      {doubled > doubles.length && <p>{t('doublesMore', { shown: doubles.length, of: doubled })}</p>}
      <PatientPages report={report} check={check} fields={fields} />
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
function PatientPages({ report: { counts }, check, fields }: Props) {
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
      <PatientRows patients={found.patients} fields={fields} />
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

function PatientRows({ patients, fields }: Pick<Findings, 'patients'> & Pick<Props, 'fields'>) {
  const t = useTranslations('import');
  const { problemText, changeText, doublesText } = useReportWords(fields);
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
        {patients.map(({ pseudonym, lines, status, changes, problems, findings, doubles }) => (
          <tr key={`${pseudonym} ${problems[0]?.sheet ?? ''} ${lines[0] ?? 0}`}>
            <th scope="row">{pseudonym === '' ? t('empty') : pseudonym}</th>
            <td data-label={t('rows')}>{rowsText(lines, ', ')}</td>
            <td data-label={t('status')}>{t(`state.${status}`)}</td>
            <td data-label={t('what')}>
              {problems.map((one) => (
                <p key={`${one.line} ${one.column} ${one.error}`}>{problemText(one)}</p>
              ))}
              {doubles !== undefined && <p>{doublesText({ pseudonym, ...doubles })}</p>}
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
