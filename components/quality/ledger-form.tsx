import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input, Select } from '@/components/ui/field';
import { getPathname, Link } from '@/lib/i18n/navigation';
import { DISEASE_SUBJECT, type LedgerFilter } from '@/lib/registry/quality/ledger';
import type { DiscrepancyReason } from '@/lib/registry/vocabulary';
import type { TrialLink } from '@/lib/registry/trials/summary';
import classes from '@/components/references/list.module.css';

type Props = Readonly<{
  filter: LedgerFilter;
  trials: readonly TrialLink[];
  /** how many entries each reason would leave */
  reasons: readonly Readonly<{ reason: DiscrepancyReason; count: number }>[];
  shown: number;
  all: number;
}>;

/** A plain form: the filter stands in the address and works without script. */
export function LedgerForm({ filter, trials, reasons, shown, all }: Props) {
  const t = useTranslations('ledger');
  const locale = useLocale();
  const narrowed = filter.q !== '' || filter.reason !== null || filter.subject !== null;
  return (
    <form
      key={JSON.stringify(filter)}
      className={classes.form}
      role="search"
      aria-label={t('search')}
      action={getPathname({ href: '/discrepancies', locale })}
    >
      <div className={classes.search}>
        <Input
          className={classes.input}
          type="search"
          name={'q' satisfies keyof LedgerFilter}
          aria-label={t('search')}
          placeholder={t('searchHint')}
          defaultValue={filter.q}
          maxLength={200}
        />
        <ReasonChoice filter={filter} reasons={reasons} />
        <SubjectChoice filter={filter} trials={trials} />
        <Button className={classes.button} type="submit">
          {t('apply')}
        </Button>
        {narrowed && <Link href="/discrepancies">{t('clear')}</Link>}
        <span className={classes.count} role="status">
          {t('count', { shown, all })}
        </span>
      </div>
    </form>
  );
}

function ReasonChoice({ filter, reasons }: Pick<Props, 'filter' | 'reasons'>) {
  const t = useTranslations('ledger');
  const vocabulary = useTranslations('vocabulary');
  return (
    <Select
      name={'reason' satisfies keyof LedgerFilter}
      aria-label={t('reason')}
      className={classes.input}
      style={{ flex: '0 1 15rem' }}
      defaultValue={filter.reason ?? ''}
    >
      <option value="">{t('anyReason')}</option>
      {reasons.map(({ reason, count }) => (
        <option key={reason} value={reason}>
          {t('choice', { name: vocabulary(`reason.${reason}`), count })}
        </option>
      ))}
    </Select>
  );
}

function SubjectChoice({ filter, trials }: Pick<Props, 'filter' | 'trials'>) {
  const t = useTranslations('ledger');
  return (
    <Select
      name={'subject' satisfies keyof LedgerFilter}
      aria-label={t('subject')}
      className={classes.input}
      style={{ flex: '0 1 20rem' }}
      defaultValue={filter.subject ?? ''}
    >
      <option value="">{t('anySubject')}</option>
      <option value={DISEASE_SUBJECT}>{t('disease')}</option>
      {trials.map(({ slug, acronym }) => (
        <option key={slug} value={slug}>
          {acronym}
        </option>
      ))}
    </Select>
  );
}
