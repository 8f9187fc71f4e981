import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { asBeginning, inLocale } from '@/lib/i18n/format';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import type { Discrepancy } from '@/lib/registry/schema';
import { CitedChip } from './cited-chip';
import { Fact } from '@/components/trial/facts';
import classes from '@/components/trial/page.module.css';

/** Where sources disagree: both sides, why, and what was done. */
export function DiscrepancyList({
  discrepancies,
  cited,
}: Readonly<{ discrepancies: readonly Discrepancy[]; cited: CitedSources }>) {
  return (
    <ul className={classes.discrepancies}>
      {discrepancies.map((discrepancy) => (
        <DiscrepancyItem key={discrepancy.field.en} discrepancy={discrepancy} cited={cited} />
      ))}
    </ul>
  );
}

type ItemProps = Readonly<{
  discrepancy: Discrepancy;
  cited: CitedSources /** what it concerns, where the page does not say */;
  subject?: ReactNode;
}>;

export function DiscrepancyItem({ discrepancy, cited, subject }: ItemProps) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  return (
    <li>
      <div className={classes.discrepancyHead}>
        {subject}
        <h3>
          <GeneText text={asBeginning(inLocale(discrepancy.field, locale))} />
        </h3>
        <span className={classes.reason}>{t('reason', { reason: vocabulary(`reason.${discrepancy.reason}`) })}</span>
        {discrepancy.oneCurator === true && <span className={classes.reason}>{vocabulary('caveat.one-curator')}</span>}
      </div>
      <dl className={classes.sides}>
        <Fact label={t('reviewSays')}>
          <GeneText text={inLocale(discrepancy.reviewSays, locale)} />
        </Fact>
        <Fact label={t('primarySays')}>
          <GeneText text={inLocale(discrepancy.primarySays, locale)} />{' '}
          <CitedChip source={discrepancy.source} cited={cited} />
        </Fact>
        <Fact label={t('resolution')}>
          <GeneText text={inLocale(discrepancy.resolution, locale)} />
        </Fact>
      </dl>
    </li>
  );
}
