'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import type { CohortReading } from '@/lib/risk-cohort/reading';
import type { UnitAnswers } from '@/lib/risk-cohort/unit-questions';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { CohortInput, type CohortText } from './cohort-input';
import { CohortProblems } from './cohort-problems';
import { CohortResults } from './cohort-results';
import classes from './cohort.module.css';
import { UnitQuestions } from './unit-questions';
import { useCohort } from './use-cohort';

type Names = Pick<RiskEvidence, 'protocols'>;

/** From a list of patients to their groups under every protocol, all in the browser. */
export function CohortWorkbench({ protocols }: Names) {
  const t = useTranslations('riskCohort');
  const [source, setSource] = useState<CohortText>({ text: '', name: null });
  const [leaveOutUnknown, setLeaveOut] = useState(false);
  const text = useDeferredValue(source.text);
  const [units, setUnits] = useState<UnitAnswers>({});
  const { result, progress } = useCohort(text, leaveOutUnknown, units);
  const change = (next: CohortText): void => {
    setSource(next);
    setUnits({});
    setLeaveOut(false);
  };
  const waiting = result !== null && result.refused === null && result.unknownColumns.length > 0 && !leaveOutUnknown;
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
          {t(`refused.${result.refused}`)}
        </p>
      )}
      {waiting && <UnknownColumns columns={result.unknownColumns} onLeaveOut={() => setLeaveOut(true)} />}
      {result !== null && result.refused === null && !waiting && (
        <>
          <CohortProblems result={result} />
          <UnitQuestions questions={result.questions} onAnswer={(answers) => setUnits({ ...units, ...answers })} />
          {result.patients.length > 0 && <CohortResults result={result} protocols={protocols} />}
        </>
      )}
    </div>
  );
}

/** A misspelt name must not count as an unknown fact, so the reader decides. */
function UnknownColumns({
  columns,
  onLeaveOut,
}: Readonly<{ columns: CohortReading['unknownColumns']; onLeaveOut: () => void }>) {
  const t = useTranslations('riskCohort.unknown');
  return (
    <div className={classes.problems} role="alert">
      <h3>{t('title', { count: columns.length })}</h3>
      <p>{t('text', { names: columns.join(', ') })}</p>
      <div>
        <Button size="sm" variant="default" onClick={onLeaveOut}>
          {t('leaveOut', { count: columns.length })}
        </Button>
      </div>
    </div>
  );
}
