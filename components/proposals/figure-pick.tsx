import { useLocale, useTranslations } from 'next-intl';
import changes from '@/components/changes/changes.module.css';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/field';
import { GeneText } from '@/components/ui/gene-text';
import { formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import { getPathname, Link } from '@/lib/i18n/navigation';
import { correctionAddress, type CorrectionFilter } from '@/lib/registry/proposals/reading';
import { formatCitation } from '@/lib/registry/references/citation';
import { locatorText } from '@/lib/registry/references/locator-text';
import type { Estimate, Reference, Trial } from '@/lib/registry/schema';
import type { TrialLink } from '@/lib/registry/trials/summary';

type Chosen = Readonly<{ chosen: string | null; references: readonly Reference[] }>;
type Props = Chosen & Readonly<{ trials: readonly TrialLink[]; trial: Trial | null }>;

/** First the study, then one of its figures. */
export function FigurePick({ trials, trial, chosen, references }: Props) {
  const t = useTranslations('proposals');
  const locale = useLocale();
  return (
    <>
      <form key={trial?.slug} className={changes.form} action={getPathname({ href: '/curate/evidence', locale })}>
        <label>
          {t('study')}
          <Select look="form" name={'trial' satisfies keyof CorrectionFilter} defaultValue={trial?.slug ?? ''}>
            {trials.map(({ slug, acronym }) => (
              <option key={slug} value={slug}>
                {acronym}
              </option>
            ))}
          </Select>
        </label>
        <Button type="submit" look="small">
          {t('showFigures')}
        </Button>
      </form>
      {trial !== null && <FigureLinks trial={trial} chosen={chosen} references={references} />}
    </>
  );
}

/** Each figure with its place in its source: several sources may print one value of the same patients. */
function FigureLinks({ trial, chosen, references }: Chosen & Readonly<{ trial: Trial }>) {
  const t = useTranslations('proposals');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const placeOf = ({ ref, locator }: Estimate['source']) => {
    const cited = references.filter(({ id }) => id === ref).map(formatCitation);
    return [...cited, locatorText(locator, locale)].join(' · ');
  };
  if (trial.estimates.length === 0) return <p className="muted">{t('noFigures')}</p>;
  return (
    <ul>
      {trial.estimates.map(({ id, endpoint, label, estimate, timeYears, source }) => (
        <li key={id}>
          <Link href={correctionAddress(trial.slug, id)} aria-current={id === chosen ? 'true' : undefined}>
            {vocabulary(`endpoint.${endpoint}.short`)} · <GeneText text={inLocale(label, locale)} />
            {estimate !== null && ` · ${formatPercent(estimate, locale)}`}
            {timeYears !== null && `, ${formatYears(timeYears, locale)}`}
          </Link>
          <span className="muted">
            {' '}
            <GeneText text={placeOf(source)} />
          </span>
        </li>
      ))}
    </ul>
  );
}
