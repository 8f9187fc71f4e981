'use client';

import { Button, NativeSelect } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { BrowserExport } from '@/components/figure/export/browser-export';
import type { CohortResult } from '@/lib/risk-cohort/classified-cohort';
import { migrationBetween } from '@/lib/risk-cohort/migration';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { PREPARED_RULE_SETS } from '@/lib/risk/classify';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import classes from '../cohort.module.css';
import { MigrationFlow } from './flow';
import { MigrationTable } from './table';
import { useMigrationFigure, type MigrationFigure } from './use-migration-figure';

type Props = Readonly<{ result: CohortResult; protocols: RiskEvidence['protocols'] }>;

const placeOf = (key: string): number => PREPARED_RULE_SETS.findIndex(({ ruleSet }) => ruleSetKey(ruleSet) === key);

/** Where the patients of one protocol's groups stand under another: picture, table and agreement of any two. */
export function MigrationView({ result, protocols }: Props) {
  const t = useTranslations('riskCohort.migration');
  const [first, setFirst] = useState(() => placeOf('interfant-06'));
  const [second, setSecond] = useState(() => placeOf('mll-10'));
  const migration = useMemo(() => migrationBetween(result, first, second), [result, first, second]);
  const figure = useMigrationFigure(migration, { first, second }, protocols);
  const { names, words, draw, agreement } = figure;
  const picture = draw(null);
  const options = PREPARED_RULE_SETS.map((_, place) => ({ value: String(place), label: words.ruleSetName(place) }));
  return (
    <>
      <div className={classes.fields}>
        <NativeSelect
          label={t('first')}
          data={options}
          value={String(first)}
          onChange={({ currentTarget: { value } }) => setFirst(Number(value))}
        />
        <NativeSelect
          label={t('second')}
          data={options}
          value={String(second)}
          onChange={({ currentTarget: { value } }) => setSecond(Number(value))}
        />
        <Button
          variant="default"
          size="sm"
          onClick={() => {
            setFirst(second);
            setSecond(first);
          }}
        >
          {t('swap')}
        </Button>
      </div>
      <div className={classes.beside}>
        <MigrationFlow picture={picture} />
        <div className={classes.step}>
          <MigrationTable migration={migration} names={names} words={words} />
          <p className={classes.hint}>{agreement.join(' ')}</p>
        </div>
      </div>
      <MigrationFiles figure={figure} />
    </>
  );
}

/** The picture with its table as files and for a presentation: counts, and no patient. */
function MigrationFiles({ figure: { draw, table, agreement, headings } }: Readonly<{ figure: MigrationFigure }>) {
  const t = useTranslations('site');
  const locale = useLocale();
  return (
    <div>
      <BrowserExport
        documents={async (footer, address) => {
          const { migrationDocument } = await import('./document');
          return [migrationDocument({ draw, locale, table, agreement, headings, footer, address })];
        }}
        title={draw(null).title}
        locale={locale}
        name="risk-migration"
        footer={t('name')}
      />
    </div>
  );
}
