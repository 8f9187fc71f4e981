'use client';

import { Button, NativeSelect } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { drawPng, saveFile } from '@/components/ui/save-file';
import type { CohortResult } from '@/lib/risk-cohort/classified-cohort';
import { migrationBetween, type Migration } from '@/lib/risk-cohort/migration';
import { flowPicture, type FlowPicture } from '@/lib/risk-cohort/picture';
import { migrationSvg } from '@/lib/figure/drawing/risk-migration-svg';
import { formatNumber } from '@/lib/i18n/format';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { PREPARED_RULE_SETS } from '@/lib/risk/classify';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import classes from './cohort.module.css';
import { MigrationFlow } from './migration-flow';
import { MigrationTable } from './migration-table';
import { useCohortWords } from './use-cohort-words';

type Props = Readonly<{ result: CohortResult; protocols: RiskEvidence['protocols'] }>;

const placeOf = (key: string): number => PREPARED_RULE_SETS.findIndex(({ ruleSet }) => ruleSetKey(ruleSet) === key);

/** Where the patients of one protocol's groups stand under another: picture, table and agreement of any two. */
export function MigrationView({ result, protocols }: Props) {
  const t = useTranslations('riskCohort.migration');
  const words = useCohortWords(protocols);
  const [first, setFirst] = useState(() => placeOf('interfant-06'));
  const [second, setSecond] = useState(() => placeOf('mll-10'));
  const migration = useMemo(() => migrationBetween(result, first, second), [result, first, second]);
  const options = PREPARED_RULE_SETS.map((_, place) => ({ value: String(place), label: words.ruleSetName(place) }));
  const names = { first: words.ruleSetName(first), second: words.ruleSetName(second) };
  const picture = flowPicture(migration, {
    title: t('picture', names),
    subtitle: t('subtitle', { n: migration.n }),
    footer: t('footer'),
    ...names,
    bar: (category, n) => `${words.categoryName(category)}  ${words.share(n, migration.n)}`,
    band: (from, to, n) => t('band', { from: words.categoryName(from), to: words.categoryName(to), n }),
    count: words.count,
  });
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
          <AgreementLine migration={migration} />
        </div>
      </div>
      <PictureFiles picture={picture} />
    </>
  );
}

function AgreementLine({ migration: { agreement, n } }: Readonly<{ migration: Migration }>) {
  const t = useTranslations('riskCohort.migration');
  const locale = useLocale();
  if (agreement.n === 0) return <p className={classes.hint}>{t('noneInBoth', { of: n })}</p>;
  const share = formatNumber((100 * agreement.same) / agreement.n, locale, 0);
  return (
    <p className={classes.hint}>
      {t('agreement', { same: agreement.same, n: agreement.n, of: n, share })}{' '}
      {agreement.kappa === null
        ? t('noKappa')
        : t('kappa', { kappa: formatNumber(agreement.kappa, locale, 2), n: agreement.n })}
    </p>
  );
}

function PictureFiles({ picture }: Readonly<{ picture: FlowPicture }>) {
  const t = useTranslations('riskCohort.migration');
  const locale = useLocale();
  const [failed, setFailed] = useState(false);
  const svg = (): Blob => new Blob([migrationSvg(picture, locale)], { type: 'image/svg+xml;charset=utf-8' });
  const png = async (): Promise<void> => {
    try {
      saveFile(await drawPng(svg(), 2), 'risk-migration.png');
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <div className={classes.row}>
      <Button size="sm" variant="default" onClick={() => saveFile(svg(), 'risk-migration.svg')}>
        {t('svg')}
      </Button>
      <Button size="sm" variant="default" onClick={() => void png()}>
        {t('png')}
      </Button>
      {failed && (
        <span className={classes.hint} role="status">
          {t('failed')}
        </span>
      )}
    </div>
  );
}
