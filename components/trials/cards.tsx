import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import { LIST_FACTS } from '@/lib/registry/trials/facts/outlets';
import classes from './cards.module.css';
import { ListedFact } from './cells';
import { TrialMatch } from './match';
import type { ShownTrial } from './table';

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
  const names = useTranslations('vocabulary.fact');
  const locale = useLocale();
  return (
    <li className={classes.card}>
      <h2 className={classes.name}>
        <Link href={`/trials/${trial.slug}`}>
          <GeneText text={trial.acronym} />
        </Link>
      </h2>
      <p className={classes.title}>
        <GeneText text={inLocale(trial.title, locale)} />
      </p>
      <TrialMatch reasons={reasons} />
      <dl className={classes.facts}>
        {LIST_FACTS.filter(({ word }) => word !== 'acronym').map((fact) => (
          <div key={fact.word}>
            <dt>{names(fact.word)}</dt>
            <dd>
              <ListedFact fact={fact} trial={trial} />
            </dd>
          </div>
        ))}
      </dl>
      {trial.interventions.length > 0 && (
        <p className={classes.more}>
          <GeneText text={trial.interventions.map(({ name }) => inLocale(name, locale)).join('; ')} />
        </p>
      )}
      {trial.registrations.length > 0 && (
        <p className={classes.more}>
          <GeneText text={trial.registrations.map(({ id }) => id).join('\u00a0· ')} />
        </p>
      )}
    </li>
  );
}
