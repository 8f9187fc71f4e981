'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RiskChip } from '@/components/ui/risk-chip';
import {
  outcomeOf,
  RULE_SETS_IN_COHORT,
  type CohortPatient,
  type CohortResult,
} from '@/lib/risk-cohort/classified-cohort';
import { Link } from '@/lib/i18n/navigation';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { factsToFragment } from '@/lib/risk/facts-fragment';
import classes from './cohort.module.css';
import { useCohortWords, type CohortWords } from './use-cohort-words';

type Props = Readonly<{ result: CohortResult; places: readonly number[]; protocols: RiskEvidence['protocols'] }>;

const PAGE = 50;

/** Every patient under every protocol, fifty at a time. */
export function PatientGroups({ result, places, protocols }: Props) {
  const t = useTranslations('riskCohort.patients');
  const words = useCohortWords(protocols);
  const [chosen, setPage] = useState(0);
  const pages = Math.ceil(result.patients.length / PAGE);
  const page = Math.min(chosen, pages - 1);
  const shown = result.patients.slice(page * PAGE, (page + 1) * PAGE);
  return (
    <>
      <p className={classes.hint}>{t('legend')}</p>
      <div className={classes.scrollBoth} tabIndex={0} role="region" aria-label={t('title')}>
        <table className={classes.grid} aria-label={t('title')}>
          <thead>
            <tr>
              <th scope="col">{t('patient')}</th>
              {places.map((place) => (
                <th scope="col" key={place}>
                  {words.ruleSetName(place)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((patient, i) => (
              <tr key={patient.line}>
                <th scope="row">
                  <PatientName patient={patient} />
                </th>
                {places.map((place) => (
                  <td key={place}>
                    <Outcome code={result.codes[(page * PAGE + i) * RULE_SETS_IN_COHORT + place] ?? 0} words={words} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <div className={classes.row}>
          <Button size="sm" variant="default" disabled={page === 0} onClick={() => setPage(page - 1)}>
            {t('previous')}
          </Button>
          <span className={classes.hint} role="status">
            {t('page', { from: page * PAGE + 1, to: page * PAGE + shown.length, of: result.patients.length })}
          </span>
          <Button size="sm" variant="default" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            {t('next')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Opens the patient on the page of one patient; the facts travel in the part of the address that stays in the browser. */
function PatientName({ patient: { line, id, facts, conflicts } }: Readonly<{ patient: CohortPatient }>) {
  const t = useTranslations('riskCohort.patients');
  return (
    <>
      <Link href={`/risk#${factsToFragment(facts)}`}>{id ?? t('row', { line: String(line) })}</Link>
      {conflicts > 0 && (
        <abbr className={classes.conflict} title={t('conflict')}>
          !
        </abbr>
      )}
    </>
  );
}

function Outcome({ code, words }: Readonly<{ code: number; words: CohortWords }>) {
  const { category, possible } = outcomeOf(code);
  if (category === 'HR' || category === 'IR' || category === 'LR') return <RiskChip group={category} />;
  const name = words.categoryName(category);
  if (category !== 'open')
    return (
      <span className="muted" title={name}>
        <span aria-hidden="true">{category === 'not-eligible' ? '–' : '∅'}</span>
        <span className="visually-hidden">{name}</span>
      </span>
    );
  return (
    <span className={classes.open} title={name}>
      ?<span className="visually-hidden"> {name}: </span> <small>{possible.join(' ')}</small>
    </span>
  );
}
