import { useLocale, useTranslations } from 'next-intl';
import tables from '@/components/trial/evidence-table.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { formatDay, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { ReviewQuestion } from '@/lib/registry/review/schema';
import type { Appraisal } from '@/lib/registry/schema';
import type { TrialLink } from '@/lib/registry/trials/summary';
import { CERTAINTY_DOMAINS } from '@/lib/registry/vocabulary';
import { ProtocolSection } from './protocol-text';
import classes from './quality.module.css';

type BiasProps = Readonly<{
  trials: readonly TrialLink[];
  appraisals: Readonly<Record<string, readonly Appraisal[]>>;
}>;

/** The overall judgements by study, and how many studies nobody has judged. */
export function ProtocolBias({ trials, appraisals }: BiasProps) {
  const t = useTranslations('review');
  const judged = trials.filter(({ slug }) => (appraisals[slug] ?? []).length > 0);
  return (
    <ProtocolSection name="bias" title={t('bias')}>
      <p className="muted">{t('biasIntro')}</p>
      {judged.length > 0 && (
        <ul className={classes.points}>
          {judged.map(({ slug, acronym }) => (
            <li key={slug}>
              <Link href={`/trials/${slug}#bias`}>
                <GeneText text={acronym} />
              </Link>
              {': '}
              {(appraisals[slug] ?? [])
                .map(({ tool, overall }) =>
                  [
                    tool,
                    t(`judgement.${overall.judgement}`),
                    ...(overall.oneCurator === true ? [t('oneCurator')] : []),
                  ].join(', '),
                )
                .join('; ')}
            </li>
          ))}
        </ul>
      )}
      <p>{t('biasMissing', { count: trials.length - judged.length, all: trials.length })}</p>
    </ProtocolSection>
  );
}

/** Each question with the certainty of its answer and what lowers it. */
export function ProtocolCertainty({ questions }: Readonly<{ questions: readonly ReviewQuestion[] }>) {
  const t = useTranslations('review');
  const locale = useLocale();
  return (
    <ProtocolSection name="certainty" title={t('certainty')}>
      <table className={`${tables.table} ${tables.rows}`} aria-label={t('certainty')}>
        <thead>
          <tr>
            <th scope="col">{t('question')}</th>
            <th scope="col">{t('judgementName')}</th>
            <th scope="col">{t('reason')}</th>
          </tr>
        </thead>
        <tbody>
          {questions.map(({ id, text, certainty }) => (
            <tr key={id} id={id}>
              <th scope="row">
                <GeneText text={inLocale(text, locale)} />
              </th>
              {certainty === null ? (
                <td colSpan={2} className="muted">
                  {t('notJudged')}
                </td>
              ) : (
                <>
                  <td data-label={t('judgementName')}>
                    {t(`level.${certainty.certainty}`)}
                    <small>
                      {' '}
                      {t('judgedOn', { date: formatDay(certainty.on, locale) })}
                      {certainty.oneCurator === true && `; ${t('oneCurator')}`}
                    </small>
                  </td>
                  <td data-label={t('reason')}>
                    {inLocale(certainty.reason, locale)}
                    <ul>
                      {CERTAINTY_DOMAINS.map((domain) => (
                        <li key={domain}>
                          {t(`gradeDomain.${domain}`)}: {t(`concern.${certainty.domains[domain].concern}`)}.{' '}
                          {inLocale(certainty.domains[domain].reason, locale)}
                        </li>
                      ))}
                    </ul>
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ProtocolSection>
  );
}
