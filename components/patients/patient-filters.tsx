import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import { getPathname, Link } from '@/lib/i18n/navigation';
import { STATUSES, type PatientFilter } from '@/lib/patients/filter';
import classes from './patient.module.css';

const KMT2A = ['rearranged', 'germline', 'unknown'] as const;

/** Narrows the list through the address; a plain form, so it works before any script has loaded. */
export function PatientFilters({ filter, years }: Readonly<{ filter: PatientFilter; years: readonly number[] }>) {
  const t = useTranslations('patients');
  const action = getPathname({ href: '/patients', locale: useLocale() });
  return (
    <form className={classes.filters} action={action} role="search" aria-label={t('filter')}>
      <label>
        {t('search')}
        <Input
          look="form"
          type="search"
          name="q"
          defaultValue={filter.q}
          key={filter.q}
          placeholder={t('searchHint')}
          maxLength={20}
          autoComplete="off"
        />
      </label>
      <label>
        {t('kmt2a')}
        <Select look="form" name="kmt2a" defaultValue={filter.kmt2a ?? ''} key={filter.kmt2a}>
          <option value="">{t('all')}</option>
          {KMT2A.map((status) => (
            <option key={status} value={status}>
              {t(`kmt2aOption.${status}`)}
            </option>
          ))}
        </Select>
      </label>
      <label>
        {t('status')}
        <Select look="form" name="status" defaultValue={filter.status ?? ''} key={filter.status}>
          <option value="">{t('all')}</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {t(`statusOption.${status}`)}
            </option>
          ))}
        </Select>
      </label>
      <label>
        {t('year')}
        <Select look="form" name="year" defaultValue={filter.year ?? ''} key={filter.year}>
          <option value="">{t('all')}</option>
          {years.map((year) => (
            <option key={year} value={year}>
              {year}
            </option>
          ))}
        </Select>
      </label>
      {filter.sort !== 'pseudonym' && <Input type="hidden" name="sort" value={filter.sort} />}
      {filter.down && <Input type="hidden" name="down" value="1" />}
      <Button type="submit" look="plain">
        {t('apply')}
      </Button>
      <Link className={entry.button} href="/patients">
        {t('clear')}
      </Link>
    </form>
  );
}
