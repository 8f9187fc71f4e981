import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { formatDay, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { CoveredQuestion } from '@/lib/registry/review/schema';
import classes from './quality.module.css';

/** The questions that the figures of a study answer, each with the certainty by GRADE or that nobody has judged. */
export function StudyCertainty({ questions }: Readonly<{ questions: readonly CoveredQuestion[] }>) {
  const t = useTranslations('review');
  const locale = useLocale();
  if (questions.length === 0) return null;
  return (
    <>
      <h3>{t('certainty')}</h3>
      <ul className={classes.points}>
        {questions.map(({ question: { id, text, certainty } }) => (
          <li key={id}>
            <Link href={`/protocol#${id}`}>
              <GeneText text={inLocale(text, locale)} />
            </Link>
            {': '}
            {certainty === null ? (
              <span className="muted">{t('notJudged')}</span>
            ) : (
              [
                t(`level.${certainty.certainty}`),
                t('judgedOn', { date: formatDay(certainty.on, locale) }),
                ...(certainty.oneCurator === true ? [t('oneCurator')] : []),
              ].join('; ')
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
