import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import type { MatchReason } from '@/lib/registry/trials/search/trials';
import classes from './list.module.css';

/** Where the question was found, if the row itself does not show it. */
export function TrialMatch({ reasons }: Readonly<{ reasons: readonly MatchReason[] }>) {
  const t = useTranslations('trials');
  if (reasons.length === 0) return null;
  return (
    <span className={classes.match}>
      {reasons.map(({ field, text }) => (
        <span key={`${field} ${text}`}>
          <GeneText text={t('matched', { field: t(`field.${field}`), text })} />
        </span>
      ))}
    </span>
  );
}
