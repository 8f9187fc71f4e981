import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/field';
import { getPathname, Link } from '@/lib/i18n/navigation';
import { type LandscapeFilter, landscapeQuery } from '@/lib/registry/landscape/filter';
import { TRIAL_KINDS } from '@/lib/registry/vocabulary';
import classes from './landscape.module.css';

type Props = Readonly<{
  filter: LandscapeFilter;
  groups: readonly Readonly<{ group: string; name: string }>[];
  shown: number;
  all: number;
}>;

/** A plain form: the choice stands in the address and works without script. */
export function LandscapeForm({ filter, groups, shown, all }: Props) {
  const t = useTranslations('landscape');
  const locale = useLocale();
  return (
    <form
      key={JSON.stringify(filter)}
      className={`screen-only ${classes.form}`}
      action={getPathname({ href: '/landscape', locale })}
      aria-label={t('filter')}
    >
      <label>
        {t('kind')}
        <Select name={'kind' satisfies keyof LandscapeFilter} defaultValue={filter.kind ?? ''}>
          <option value="">{t('kinds.all')}</option>
          {TRIAL_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </Select>
      </label>
      <label>
        {t('group')}
        <Select name={'group' satisfies keyof LandscapeFilter} defaultValue={filter.group ?? ''}>
          <option value="">{t('anyGroup')}</option>
          {groups.map(({ group, name }) => (
            <option key={group} value={group}>
              {name}
            </option>
          ))}
        </Select>
      </label>
      <Button type="submit">{t('apply')}</Button>
      {landscapeQuery(filter) !== '' && <Link href="/landscape">{t('clear')}</Link>}
      <span className={classes.count} role="status">
        {t('count', { shown, all })}
      </span>
    </form>
  );
}
