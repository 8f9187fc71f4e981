'use client';

import { Button, Checkbox } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { saveFile } from '@/components/ui/save-file';
import type { CohortResult } from '@/lib/risk-cohort/classified-cohort';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { PREPARED_RULE_SETS } from '@/lib/risk/classify';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import { CategoryTable } from './category-table';
import classes from './cohort.module.css';
import { MigrationView } from './migration/view';
import { PatientGroups } from './patient-groups';
import { useCohortCsv } from './use-cohort';

type Props = Readonly<{ result: CohortResult; protocols: RiskEvidence['protocols'] }>;

/** Counts, migration and every patient; the second readings only where asked for. */
export function CohortResults({ result, protocols }: Props) {
  const t = useTranslations('riskCohort');
  const [withReadings, setWithReadings] = useState(false);
  const places = PREPARED_RULE_SETS.flatMap(({ ruleSet }, place) =>
    withReadings || !ruleSetKey(ruleSet).endsWith(':review') ? [place] : [],
  );
  return (
    <div className={classes.results}>
      <div className={classes.row}>
        <CsvButton result={result} />
        <Checkbox
          label={t('withReadings')}
          checked={withReadings}
          onChange={({ currentTarget: { checked } }) => setWithReadings(checked)}
        />
      </div>
      <section className={classes.step} aria-labelledby="cohort-counts">
        <h2 id="cohort-counts">{t('counts.title')}</h2>
        <CategoryTable result={result} places={places} protocols={protocols} />
      </section>
      <section className={classes.step} aria-labelledby="cohort-migration">
        <h2 id="cohort-migration">{t('migration.title')}</h2>
        <MigrationView result={result} protocols={protocols} />
      </section>
      <section className={classes.step} aria-labelledby="cohort-patients">
        <h2 id="cohort-patients">{t('patients.title')}</h2>
        <PatientGroups result={result} places={places} protocols={protocols} />
      </section>
    </div>
  );
}

function CsvButton({ result }: Readonly<{ result: CohortResult }>) {
  const t = useTranslations('riskCohort');
  const { progress, write } = useCohortCsv();
  const save = (parts: readonly string[]): void =>
    saveFile(new Blob([...parts], { type: 'text/csv;charset=utf-8' }), 'risk-groups.csv');
  return (
    <>
      <Button size="sm" variant="default" loading={progress !== null} onClick={() => write(result, save)}>
        {t('csv')}
      </Button>
      {progress !== null && (
        <span className={classes.hint} role="status">
          {t('progress', { done: progress.done, of: progress.of })}
        </span>
      )}
    </>
  );
}
