import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import { LIST_FACTS, type FactOn } from '@/lib/registry/trials/facts/outlets';
import type { TrialFilter } from '@/lib/registry/trials/search/filter';
import type { MatchReason } from '@/lib/registry/trials/search/trials';
import type { TrialEntry } from '@/lib/registry/trials/summary';
import { ListedFact } from './cells';
import { TrialMatch } from './match';
import classes from './table.module.css';
import { currentSort, sortedAddress } from './sorted-address';

/** A trial of the list, and why it was found where its row does not show it. */
export type ShownTrial = Readonly<{ trial: TrialEntry; reasons: readonly MatchReason[] }>;

/** The list of trials; each column head with an order of its own is a link that sorts by it. */
export function TrialTable({ rows, filter }: Readonly<{ rows: readonly ShownTrial[]; filter: TrialFilter }>) {
  const t = useTranslations('trials');
  return (
    <table className={classes.table} aria-label={t('list')}>
      <thead>
        <tr>
          {LIST_FACTS.map((fact) => (
            <ColumnHead key={fact.word} fact={fact} filter={filter} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TrialRow key={row.trial.slug} {...row} />
        ))}
      </tbody>
    </table>
  );
}

function ColumnHead({
  fact: { word, numeric, sort },
  filter,
}: Readonly<{ fact: FactOn<TrialEntry>; filter: TrialFilter }>) {
  const t = useTranslations('vocabulary.fact');
  const className = numeric ? classes.numeric : undefined;
  if (sort === null)
    return (
      <th scope="col" className={className}>
        {t(word)}
      </th>
    );
  const current = currentSort(filter) === sort;
  const order = filter.order === 'asc' ? 'ascending' : 'descending';
  return (
    <th scope="col" className={className} aria-sort={current ? order : undefined}>
      <Link href={sortedAddress(filter, sort)} scroll={false}>
        {t(word)}
        {current && <span aria-hidden="true">{filter.order === 'asc' ? ' ↑' : ' ↓'}</span>}
      </Link>
    </th>
  );
}

/** On a narrow screen a cell carries its column's name. */
function TrialRow({ trial, reasons }: ShownTrial) {
  const t = useTranslations('vocabulary.fact');
  const locale = useLocale();
  return (
    <tr>
      {LIST_FACTS.map((fact) =>
        fact.word === 'acronym' ? (
          <th key={fact.word} scope="row">
            <Link href={`/trials/${trial.slug}`}>
              <GeneText text={trial.acronym} />
            </Link>
            <span className={classes.title}>
              <GeneText text={inLocale(trial.title, locale)} />
            </span>
            <TrialMatch reasons={reasons} />
          </th>
        ) : (
          <td
            key={fact.word}
            className={fact.numeric ? classes.numeric : undefined}
            data-column={fact.word}
            data-label={t(fact.word)}
          >
            <ListedFact fact={fact} trial={trial} />
          </td>
        ),
      )}
    </tr>
  );
}
