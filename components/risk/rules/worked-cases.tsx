'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { GroupMark } from '@/components/risk/group-mark';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { PREPARED_RULE_SETS } from '@/lib/risk/classify';
import { FACT_NAMES, isKnown } from '@/lib/risk/facts';
import { ruleSetKey as keyOf } from '@/lib/risk/rule-sets/rule-set-key';
import { runWorkedCase, type ExpectedResult, type WorkedCase } from '@/lib/risk/cases/worked-case';
import classes from './rules.module.css';

type Run = Readonly<{ worked: WorkedCase; obtained: ExpectedResult; agrees: boolean }>;

/** The worked cases of a rule set, put to the program in the reader's browser. */
export function WorkedCases({ ruleSetKey, cases }: Readonly<{ ruleSetKey: string; cases: readonly WorkedCase[] }>) {
  const t = useTranslations('riskRules.cases');
  const runs = useMemo(() => {
    const prepared = PREPARED_RULE_SETS.find(({ ruleSet }) => keyOf(ruleSet) === ruleSetKey);
    return prepared === undefined ? [] : cases.map((worked): Run => ({ worked, ...runWorkedCase(worked, prepared) }));
  }, [ruleSetKey, cases]);
  const same = runs.filter(({ agrees }) => agrees).length;
  const about = runs.filter(({ worked, agrees }) => worked.about || !agrees);
  const others = runs.filter((run) => !about.includes(run));
  return (
    <>
      <p className={classes.agreement} data-agrees={same === runs.length}>
        <span aria-hidden="true">{same === runs.length ? '✓' : '✗'}</span> {t('agree', { same, all: runs.length })}
      </p>
      <p className="muted">{t('hint')}</p>
      <h3>{t('about')}</h3>
      <CaseTable runs={about} label={t('label', { part: t('about') })} />
      {others.length > 0 && (
        <details className={classes.others}>
          <summary>{t('others', { count: others.length })}</summary>
          <CaseTable runs={others} label={t('label', { part: t('others', { count: others.length }) })} />
        </details>
      )}
    </>
  );
}

function CaseTable({ runs, label }: Readonly<{ runs: readonly Run[]; label: string }>) {
  const t = useTranslations('riskRules.cases');
  return (
    <table className={`${classes.table} ${classes.cases}`} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('case')}</th>
          <th scope="col">{t('facts')}</th>
          <th scope="col">{t('expected')}</th>
          <th scope="col">{t('obtained')}</th>
          <th scope="col">{t('agreement')}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <CaseRow key={run.worked.id} run={run} />
        ))}
      </tbody>
    </table>
  );
}

function CaseRow({ run: { worked, obtained, agrees } }: Readonly<{ run: Run }>) {
  const t = useTranslations('riskRules.cases');
  const titles = useTranslations('riskRules.case');
  return (
    <tr data-agrees={agrees}>
      <th scope="row" data-label={t('case')}>
        <small>{worked.id}</small> <GeneText text={titles(worked.id as 'v01')} />
      </th>
      <td data-label={t('facts')}>
        <FactsLine worked={worked} />
      </td>
      <td data-label={t('expected')}>
        <ResultCell result={worked.expected} />
      </td>
      <td data-label={t('obtained')}>
        <ResultCell result={obtained} />
      </td>
      <td data-label={t('agreement')} className={classes.whole}>
        <span aria-hidden="true">{agrees ? '✓' : '✗'}</span> {t(agrees ? 'yes' : 'no')}
      </td>
    </tr>
  );
}

function FactsLine({ worked: { facts } }: Readonly<{ worked: WorkedCase }>) {
  const t = useTranslations('riskRules.cases');
  const words = useRiskWords();
  const known = FACT_NAMES.filter((fact) => isKnown(facts[fact]));
  if (known.length === 0) return <span className="muted">{t('nothing')}</span>;
  return (
    <GeneText
      text={known
        .map((fact) => `${words.factName(fact, 'short')}: ${words.factValue(fact, facts[fact])}`)
        .join('\u00a0· ')}
    />
  );
}

function ResultCell({ result }: Readonly<{ result: ExpectedResult }>) {
  const t = useTranslations('riskRules.cases');
  const words = useRiskWords();
  return (
    <>
      <GroupMark result={result} />
      <small className={classes.missing}>
        <GeneText
          text={
            result.missing.length === 0
              ? t('noneMissing')
              : t('missing', { facts: result.missing.map((fact) => words.factName(fact, 'short')).join(', ') })
          }
        />
      </small>
    </>
  );
}
