import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { inLocale } from '@/lib/i18n/format';
import type { DifferingReading } from '@/lib/risk/readings';
import classes from '../risk.module.css';
import { useRiskWords } from '../use-risk-words';

/** What the review says, what the primary source says, and what is done about it. */
export function DifferingReadings({ readings }: Readonly<{ readings: readonly DifferingReading[] }>) {
  const t = useTranslations('risk.detail');
  const { locale } = useRiskWords();
  if (readings.length === 0) return null;
  return (
    <section>
      <h4>{t('differing')}</h4>
      <ul className={classes.notes}>
        {readings.map(({ review, primary, handling }) => (
          <li key={review.en}>
            <dl className={classes.pairs}>
              <dt>{t('reviewSays')}</dt>
              <dd>
                <GeneText text={inLocale(review, locale)} />
              </dd>
              <dt>{t('primarySays')}</dt>
              <dd>
                <GeneText text={inLocale(primary, locale)} />
              </dd>
              <dt>{t('handling')}</dt>
              <dd>
                <GeneText text={inLocale(handling, locale)} />
              </dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
