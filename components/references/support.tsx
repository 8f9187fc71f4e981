import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { Link } from '@/lib/i18n/navigation';
import { keptReason, SUPPORTED_PARTS, type ListedReference, type TrialSupport } from '@/lib/registry/references/search';
import classes from './list.module.css';
import { shortName } from '@/lib/registry/trials/short-name';

/** Studies shown at once; a review that stands behind many would hide the next reference. */
const TRIALS_SHOWN = 3;

/** What a reference stands behind in the registry, study by study, with the way there. */
export function ReferenceSupport({
  listed: { reference, trials, diseaseFacts },
}: Readonly<{ listed: ListedReference }>) {
  const t = useTranslations('references');
  if (trials.length === 0 && diseaseFacts === 0)
    return <p className="muted">{t('supportsNothing', { reason: t(`kept.${keptReason(reference)}`) })}</p>;
  const [shown, folded] = [trials.slice(0, TRIALS_SHOWN), trials.slice(TRIALS_SHOWN)];
  return (
    <div className={classes.supports}>
      <ul>
        {shown.map((trial) => (
          <SupportLine key={trial.slug} trial={trial} />
        ))}
        {diseaseFacts > 0 && <li>{t('disease', { count: diseaseFacts })}</li>}
      </ul>
      {folded.length > 0 && (
        <details data-on-paper>
          <summary>{t('moreTrials', { count: folded.length })}</summary>
          <ul>
            {folded.map((trial) => (
              <SupportLine key={trial.slug} trial={trial} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function SupportLine({ trial: { slug, acronym, counts } }: Readonly<{ trial: TrialSupport }>) {
  const t = useTranslations('references');
  const locale = useLocale();
  const parts = SUPPORTED_PARTS.flatMap((part) => (counts[part] === undefined ? [] : [{ part, count: counts[part] }]));
  return (
    <li>
      <Link href={`/trials/${slug}`}>
        <GeneText text={shortName(acronym, locale)} />
      </Link>
      :{' '}
      {parts.map(({ part, count }, index) => (
        <span key={part}>
          {index > 0 && ', '}
          <Link href={`/trials/${slug}#${part}`}>{t(`part.${part}`, { count })}</Link>
        </span>
      ))}
    </li>
  );
}
