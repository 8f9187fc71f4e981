import { useLocale, useTranslations } from 'next-intl';
import changes from '@/components/changes/changes.module.css';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/field';
import { inLocale } from '@/lib/i18n/format';
import { getPathname, Link } from '@/lib/i18n/navigation';
import { isOne, PARTS } from '@/lib/registry/proposals/parts/fields';
import { partAddress, type PartFilter } from '@/lib/registry/proposals/parts/reading';
import type { Bilingual } from '@/lib/registry/schema';
import type { TrialLink } from '@/lib/registry/trials/summary';

type Props = Readonly<{
  trials: readonly TrialLink[];
  filter: PartFilter;
  items: readonly string[];
  /** what a reader knows an item by, where it is known by its place */
  names: Readonly<Record<string, Bilingual>>;
  /** another item can be added */
  extends: boolean;
}>;

/** More than these are folded, so that the form is not far below them. */
const MOST_OPEN = 12;

/** First the study and the part, then the item or a new one. */
export function PartPick({ trials, filter, items, names, extends: open }: Props) {
  const t = useTranslations('parts');
  const locale = useLocale();
  return (
    <>
      <form
        key={JSON.stringify(filter)}
        className={changes.form}
        action={getPathname({ href: '/curate/study', locale })}
      >
        <label>
          {t('study')}
          <Select look="form" name={'trial' satisfies keyof PartFilter} defaultValue={filter.trial ?? ''}>
            <option value="">{t('newStudy')}</option>
            {trials.map(({ slug, acronym }) => (
              <option key={slug} value={slug}>
                {acronym}
              </option>
            ))}
          </Select>
        </label>
        <label>
          {t('partLabel')}
          <Select look="form" name={'part' satisfies keyof PartFilter} defaultValue={filter.part}>
            {PARTS.map((part) => (
              <option key={part} value={part}>
                {t(`part.${part}`)}
              </option>
            ))}
          </Select>
        </label>
        <Button type="submit" look="small">
          {t('show')}
        </Button>
      </form>
      {!isOne(filter.part) && <Items filter={filter} items={items} names={names} extends={open} />}
    </>
  );
}

function Items({ filter, items, names, extends: open }: Omit<Props, 'trials'>) {
  const t = useTranslations('parts');
  const locale = useLocale();
  const nameOf = (item: string): string => {
    const named = names[item];
    return named === undefined ? item : inLocale(named, locale);
  };
  const list = (
    <ul>
      {items.map((item) => (
        <li key={item}>
          <Link href={partAddress({ ...filter, item })} aria-current={item === filter.item ? 'true' : undefined}>
            {nameOf(item)}
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {open && (
        <p>
          <Link href={partAddress({ ...filter, item: null })} aria-current={filter.item === null ? 'true' : undefined}>
            {t('newItem')}
          </Link>
        </p>
      )}
      {items.length > MOST_OPEN ? (
        <details>
          <summary>{t('items', { count: items.length })}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </>
  );
}
