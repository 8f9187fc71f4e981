import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import classes from '@/components/curate/curate.module.css';
import { checkedValues } from '@/components/quality/checked-values';
import type { FigureChecks } from '@/lib/registry/proposals/checks';

/** What contradicts itself, and what deserves a second look, in the figure as it is typed now. */
export function FigureChecksNote({ checks: { contradictions, implausible } }: Readonly<{ checks: FigureChecks }>) {
  const t = useTranslations('proposals');
  const quality = useTranslations('quality');
  const locale = useLocale();
  if (contradictions.length === 0 && implausible.length === 0)
    return (
      <p role="status" className="muted">
        {t('plausible')}
      </p>
    );
  return (
    <div className={classes.problems} role="status">
      {contradictions.map((field) => (
        <p key={field}>{t(`contradiction.${field}`)}</p>
      ))}
      {implausible.map(({ check, estimates, values }) => (
        <div key={`${check} ${estimates.join(' ')}`}>
          <GeneText text={quality(`check.${check}`)} />{' '}
          {quality('values', { values: checkedValues({ check, values }, locale) })}
        </div>
      ))}
    </div>
  );
}
