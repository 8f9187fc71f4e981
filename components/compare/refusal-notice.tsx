import { useTranslations } from 'next-intl';
import type { LocalRefusal, OpenChoices, Period } from '@/lib/comparison/disclosure';
import classes from './compare.module.css';

/** Why no local curve is drawn, and what would be. */
export function RefusalNotice({ refusal, open }: Readonly<{ refusal: LocalRefusal; open: OpenChoices | null }>) {
  const t = useTranslations('compare');
  const period = ({ from, to }: Period): string => {
    if (from === null) return t('refusal.period', { kind: to === null ? 'all' : 'until', from: '', to: String(to) });
    return t('refusal.period', { kind: to === null ? 'since' : 'both', from: String(from), to: String(to) });
  };
  const choices =
    refusal === 'years'
      ? open?.periods.map(period)
      : open?.populations.map((population) => t(`cohortOption.${population}`));
  return <p className={classes.notice}>{t(`refusal.${refusal}`, { open: choices?.join(', ') || 'none' })}</p>;
}
