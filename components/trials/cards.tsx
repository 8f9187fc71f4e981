import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import classes from './cards.module.css';
import { TrialPatients, TrialPopulation, TrialSurvival } from './cells';
import { TrialMatch } from './match';
import type { ShownTrial } from './table';
import { useEnrolmentYears } from './use-enrolment-years';
import { useGroupName } from './use-group-name';

/** The same list with room for what a row cuts off: the whole title, interventions and numbers. */
export function TrialCards({ rows }: Readonly<{ rows: readonly ShownTrial[] }>) {
  const t = useTranslations('trials');
  return (
    <ul className={classes.cards} aria-label={t('list')}>
      {rows.map((row) => (
        <TrialCard key={row.trial.slug} {...row} />
      ))}
    </ul>
  );
}

function TrialCard({ trial, reasons }: ShownTrial) {
  const t = useTranslations('trials');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const groupName = useGroupName();
  const enrolmentYears = useEnrolmentYears();
  return (
    <li className={classes.card}>
      <h2 className={classes.name}>
        <Link href={`/trials/${trial.slug}`} prefetch={false}>
          {trial.acronym}
        </Link>
      </h2>
      <p className={classes.title}>
        <GeneText text={inLocale(trial.title, locale)} />
      </p>
      <TrialMatch reasons={reasons} />
      <dl className={classes.facts}>
        <Fact name={t('column.group')}>{groupName(trial.group)}</Fact>
        <Fact name={t('column.status')}>{vocabulary(`status.${trial.status}`)}</Fact>
        <Fact name={t('column.start')}>
          {enrolmentYears(trial.enrolment) ?? <span className="muted">{t('notReported')}</span>}
        </Fact>
        <Fact name={t('column.enrolled')}>
          <TrialPatients trial={trial} />
        </Fact>
        <Fact name={t('column.phase')}>{trial.phase ?? <span className="muted">–</span>}</Fact>
        <Fact name={t('column.population')}>
          <TrialPopulation trial={trial} />
        </Fact>
        <Fact name={t('column.endpoints')}>
          <TrialSurvival trial={trial} />
        </Fact>
        <Fact name={t('column.estimates')}>{formatNumber(trial.estimates, locale)}</Fact>
      </dl>
      {trial.interventions.length > 0 && (
        <p className={classes.more}>
          <GeneText text={trial.interventions.map(({ name }) => inLocale(name, locale)).join('; ')} />
        </p>
      )}
      {trial.registrations.length > 0 && (
        <p className={classes.more}>{trial.registrations.map(({ id }) => id).join(' · ')}</p>
      )}
    </li>
  );
}

function Fact({ name, children }: Readonly<{ name: string; children: ReactNode }>) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
