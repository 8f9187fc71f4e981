import { useTranslations } from 'next-intl';
import type { RiskGroup } from '@/lib/registry/vocabulary';
import classes from './risk-chip.module.css';

/** A risk group as letters in a tinted chip; the letters carry the meaning, the tint only helps the eye. */
export function RiskChip({ group }: Readonly<{ group: RiskGroup }>) {
  const t = useTranslations('vocabulary');
  return (
    <abbr className={classes.chip} data-group={group} title={t(`risk.${group}`)}>
      {t(`riskLetter.${group}`)}
    </abbr>
  );
}
