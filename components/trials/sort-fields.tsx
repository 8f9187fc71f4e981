import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/field';
import { TRIAL_ORDERS } from '@/lib/registry/trials/facts/outlets';
import type { FilterName, TrialFilter } from '@/lib/registry/trials/search/filter';
import classes from './filter-form.module.css';

/** The order of the list where there are no column heads to choose it from; elsewhere these fields only carry it along. */
export function TrialSortFields({ filter }: Readonly<{ filter: TrialFilter }>) {
  const t = useTranslations('trials');
  const names = useTranslations('vocabulary.trialSort');
  return (
    <div className={classes.sort} data-cards={filter.view === 'cards'}>
      <label>
        {t('sortBy')}
        <Select name={'sort' satisfies FilterName} className={classes.input} defaultValue={filter.sort ?? ''}>
          <option value="">{t('sort.usual')}</option>
          {TRIAL_ORDERS.map(({ name }) => (
            <option key={name} value={name}>
              {names(name)}
            </option>
          ))}
        </Select>
      </label>
      <label>
        {t('orderLabel')}
        <Select name={'order' satisfies FilterName} className={classes.input} defaultValue={filter.order}>
          <option value="asc">{t('order.asc')}</option>
          <option value="desc">{t('order.desc')}</option>
        </Select>
      </label>
    </div>
  );
}
