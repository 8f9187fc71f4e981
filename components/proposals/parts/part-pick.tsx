import { useLocale, useTranslations } from 'next-intl';
import changes from '@/components/changes/changes.module.css';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/field';
import { inLocale } from '@/lib/i18n/format';
import { getPathname, Link } from '@/lib/i18n/navigation';
import { PARTS } from '@/lib/registry/proposals/parts/fields';
import { partAddress, type PartFilter } from '@/lib/registry/proposals/parts/reading';
import type { ReviewQuestion } from '@/lib/registry/review/schema';
import type { Bilingual } from '@/lib/registry/schema';
import type { TrialLink } from '@/lib/registry/trials/summary';

type Props = Readonly<{
  trials: readonly TrialLink[];
  filter: PartFilter;
  items: readonly string[];
  /** what a reader knows an item by, where it is known by its place */
  names: Readonly<Record<string, Bilingual>>;
  questions: readonly ReviewQuestion[];
}>;

/** First the study and the part, then the item or a new one. */
export function PartPick({ trials, filter, items, names, questions }: Props) {
  const t = useTranslations('parts');
  const locale = useLocale();
  const several = items.length > 0 || !['trial', 'QUIPS', 'ROBINS-I', 'RoB 2', 'question'].includes(filter.part);
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
      {several && <Items filter={filter} items={items} names={names} questions={questions} />}
    </>
  );
}

function Items({ filter, items, names, questions }: Omit<Props, 'trials'>) {
  const t = useTranslations('parts');
  const locale = useLocale();
  const nameOf = (item: string): string => {
    const question = questions.find(({ id }) => id === item);
    const named = question?.text ?? names[item];
    return named === undefined ? item : inLocale(named, locale);
  };
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>
          <Link href={partAddress({ ...filter, item })} aria-current={item === filter.item ? 'true' : undefined}>
            {nameOf(item)}
          </Link>
        </li>
      ))}
      {(filter.part === 'reference' || (filter.part !== 'question' && filter.trial !== null)) && (
        <li>
          <Link href={partAddress({ ...filter, item: null })}>{t('newItem')}</Link>
        </li>
      )}
    </ul>
  );
}
