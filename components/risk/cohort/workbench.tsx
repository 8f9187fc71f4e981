'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { RowsQuestion } from '@/components/tables/rows-question';
import { SignQuestion } from '@/components/tables/sign-question';
import { TableNotes } from '@/components/tables/notes';
import { meantColumn, type CohortAnswers, type CohortReading, type Decimals } from '@/lib/risk-cohort/reading';
import type { CohortResult } from '@/lib/risk-cohort/classified-cohort';
import type { UnitAnswers } from '@/lib/risk-cohort/unit-questions';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { CohortInput, type CohortText } from './input';
import { CohortProblems } from './problems';
import { CohortResults } from './results';
import classes from './cohort.module.css';
import { UnitQuestions } from './unit-questions';
import { useCohort } from './use-cohort';

type Names = Pick<RiskEvidence, 'protocols'>;

/** From a list of patients to their groups under every protocol, all in the browser. */
export function CohortWorkbench({ protocols }: Names) {
  const t = useTranslations('riskCohort');
  const [source, setSource] = useState<CohortText>({ text: '', name: null });
  const [answers, setAnswers] = useState<CohortAnswers>({});
  const text = useDeferredValue(source.text);
  const [units, setUnits] = useState<UnitAnswers>({});
  const { result, progress } = useCohort(text, answers, units);
  const change = (next: CohortText): void => {
    setSource(next);
    setUnits({});
    setAnswers({});
  };
  const readable = result?.refused === null ? result : null;
  const waiting = readable !== null && readable.unknownColumns.length > 0 && answers.leaveOutUnknown !== true;
  return (
    <div className={classes.page}>
      <p className={classes.privacy}>{t('privacy')}</p>
      <section className={classes.step} aria-labelledby="cohort-data">
        <h2 id="cohort-data">{t('input.title')}</h2>
        <CohortInput source={source} onChange={change} />
      </section>
      <p className={classes.status} role="status">
        {progress === null
          ? ''
          : progress.of === 0
            ? t('reading')
            : t('progress', { done: progress.done, of: progress.of })}
      </p>
      {result !== null && result.refused !== null && (
        <p className={classes.refused} role="alert">
          {t(`refused.${result.refused}`, { names: result.unknownColumns.join(', ') })}
        </p>
      )}
      {waiting && (
        <UnknownColumns
          columns={readable.unknownColumns}
          onLeaveOut={() => setAnswers({ ...answers, leaveOutUnknown: true })}
        />
      )}
      {readable !== null && !waiting && (
        <ReadCohort
          readable={readable}
          protocols={protocols}
          answers={answers}
          onAnswers={setAnswers}
          onUnits={(said) => setUnits({ ...units, ...said })}
        />
      )}
    </div>
  );
}

type ReadProps = Names &
  Readonly<{
    readable: CohortResult;
    answers: CohortAnswers;
    onAnswers: (answers: CohortAnswers) => void;
    onUnits: (said: UnitAnswers) => void;
  }>;

/** What was read, with every question that it leaves open, and the groups of the patients. */
function ReadCohort({ readable, protocols, answers, onAnswers, onUnits }: ReadProps) {
  const t = useTranslations('riskCohort');
  const askedRows = readable.rowsQuestion !== null && (answers.rows ?? null) === null;
  return (
    <>
      <TableNotes notes={readable.notes} encoding={readable.format?.encoding ?? null} />
      {readable.rowsQuestion !== null && (
        <RowsQuestion
          {...readable.rowsQuestion}
          chosen={answers.rows ?? null}
          needed
          onChange={(rows) => onAnswers({ ...answers, rows })}
        />
      )}
      {readable.notChosen > 0 && <p className={classes.hint}>{t('notChosen', { count: readable.notChosen })}</p>}
      {!askedRows && <CohortProblems result={readable} />}
      <SignQuestions
        asked={readable.askedSigns}
        decimals={answers.decimals ?? {}}
        onChange={(decimals) => onAnswers({ ...answers, decimals })}
      />
      <RepeatedIds ids={readable.repeatedIds} />
      <UnitQuestions questions={readable.questions} onAnswer={onUnits} />
      {readable.patients.length > 0 && <CohortResults result={readable} protocols={protocols} />}
    </>
  );
}

/** A misspelt name must not count as an unknown fact, so the reader decides. */
function UnknownColumns({
  columns,
  onLeaveOut,
}: Readonly<{ columns: CohortReading['unknownColumns']; onLeaveOut: () => void }>) {
  const t = useTranslations('riskCohort.unknown');
  const named = (name: string): string => {
    const meant = meantColumn(name);
    return meant === null ? t('name', { name }) : t('perhaps', { name, meant });
  };
  return (
    <div className={classes.problems} role="alert">
      <h3>{t('title', { count: columns.length })}</h3>
      <p>{t('text', { names: columns.map(named).join(', ') })}</p>
      <div>
        <Button size="sm" variant="default" onClick={onLeaveOut}>
          {t('leaveOut', { count: columns.length })}
        </Button>
      </div>
    </div>
  );
}

function SignQuestions({
  asked,
  decimals,
  onChange,
}: Readonly<{ asked: CohortReading['askedSigns']; decimals: Decimals; onChange: (decimals: Decimals) => void }>) {
  const t = useTranslations('riskCohort');
  if (asked.length === 0) return null;
  return (
    <div className={classes.fields} role="group" aria-label={t('signs')}>
      {asked.map(({ column, example }) => (
        <SignQuestion
          key={column}
          column={column}
          example={example}
          sign={decimals[column]}
          onChange={(sign) => onChange({ ...decimals, [column]: sign })}
        />
      ))}
    </div>
  );
}

/** As many ids are named one by one. */
const MOST_IDS = 20;

function RepeatedIds({ ids }: Readonly<{ ids: CohortReading['repeatedIds'] }>) {
  const t = useTranslations('riskCohort.repeated');
  if (ids.length === 0) return null;
  const more = ids.length - MOST_IDS;
  return (
    <div className={classes.problems} role="status">
      <p>{t('title', { count: ids.length })}</p>
      <ul>
        {ids.slice(0, MOST_IDS).map(({ id, lines }) => (
          <li key={id}>{t('row', { id, lines: lines.join(', ') })}</li>
        ))}
        {more > 0 && <li>{t('more', { count: more })}</li>}
      </ul>
    </div>
  );
}
