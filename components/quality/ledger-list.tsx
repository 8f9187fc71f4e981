import { GeneText } from '@/components/ui/gene-text';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/lib/i18n/navigation';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import { filterLedger, ledgerAddress, type LedgerEntry, type LedgerFilter } from '@/lib/registry/quality/ledger';
import { DISCREPANCY_REASONS } from '@/lib/registry/vocabulary';
import type { TrialLink } from '@/lib/registry/trials/summary';
import { DiscrepancyItem } from './discrepancy-list';
import { LedgerForm } from './ledger-form';
import classes from '@/components/trial/page.module.css';

type Props = Readonly<{
  entries: readonly LedgerEntry[];
  filter: LedgerFilter;
  trials: readonly TrialLink[];
  cited: CitedSources;
}>;

/** Every disagreement of sources that fits the filter, with what it concerns. */
export function LedgerList({ entries, filter, trials, cited }: Props) {
  const t = useTranslations('ledger');
  const found = filterLedger(entries, filter);
  const acronymOf = (slug: string): string => trials.find((trial) => trial.slug === slug)?.acronym ?? slug;
  const reasons = DISCREPANCY_REASONS.map((reason) => ({
    reason,
    count: filterLedger(entries, { ...filter, reason }).length,
  }));
  return (
    <>
      <LedgerForm filter={filter} trials={trials} reasons={reasons} shown={found.length} all={entries.length} />
      {found.length === 0 ? (
        <EmptyState title={t('emptyTitle')} text={t('emptyText')}>
          <Link href={ledgerAddress({ q: '', reason: null, subject: null })}>{t('clear')}</Link>
        </EmptyState>
      ) : (
        <ul className={classes.discrepancies} aria-label={t('list')}>
          {found.map((entry) => (
            <DiscrepancyItem
              key={`${entry.trial ?? ''} ${entry.field.en}`}
              discrepancy={entry}
              cited={cited}
              subject={
                entry.trial === null ? (
                  <span>{t('disease')}</span>
                ) : (
                  <Link href={`/trials/${entry.trial}#discrepancies`}>
                    <GeneText text={acronymOf(entry.trial)} />
                  </Link>
                )
              }
            />
          ))}
        </ul>
      )}
    </>
  );
}
