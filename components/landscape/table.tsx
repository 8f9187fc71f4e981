import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { Landscape, LandscapeEntry } from '@/lib/registry/landscape/landscape';
import type { LandscapeWords } from '@/lib/registry/landscape/words';
import tables from '@/components/trial/evidence-table.module.css';

const COLUMNS = ['study', 'group', 'kind', 'years', 'status', 'n', 'interventions', 'follows'] as const;

/** Every study of the picture as a row. */
export function LandscapeTable({ landscape, words }: Readonly<{ landscape: Landscape; words: LandscapeWords }>) {
  const t = useTranslations('landscape');
  return (
    <div className={tables.scroll} tabIndex={0} role="region" aria-label={t('table')}>
      <table className={tables.table}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={column === 'n' ? tables.numeric : undefined}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {landscape.lanes.flatMap(({ placed, unplaced }) =>
            [...placed, ...unplaced].map((entry) => <Row key={entry.slug} entry={entry} words={words} />),
          )}
        </tbody>
      </table>
    </div>
  );
}

function Row({ entry, words }: Readonly<{ entry: LandscapeEntry; words: LandscapeWords }>) {
  const t = useTranslations('landscape');
  const vocabulary = useTranslations('vocabulary.kind');
  const locale = useLocale();
  const { actual, planned } = entry.enrolment;
  return (
    <tr>
      <th scope="row">
        <Link href={`/trials/${entry.slug}`}>
          <GeneText text={entry.acronym} />
        </Link>
      </th>
      <td>{words.groupName(entry.group)}</td>
      <td className={tables.whole}>{vocabulary(entry.kind)}</td>
      <td className={tables.whole}>
        {entry.enrolment.start === null && entry.enrolment.end === null ? (
          <span className="muted">{t('notReported')}</span>
        ) : (
          words.years(entry)
        )}
      </td>
      <td>{words.status(entry.status)}</td>
      <td className={tables.numeric}>
        {actual !== null && formatNumber(actual, locale)}
        {actual === null && (
          <span className="muted">
            {planned === null ? t('notReported') : t('planned', { n: formatNumber(planned, locale) })}
          </span>
        )}
      </td>
      <td>
        {words.interventions(entry) === '' ? (
          <span className="muted">–</span>
        ) : (
          <GeneText text={words.interventions(entry)} />
        )}
      </td>
      <td>
        {entry.follows === null ? (
          <span className="muted">–</span>
        ) : (
          <Link href={`/trials/${entry.follows.slug}`}>
            <GeneText text={entry.follows.acronym} />
          </Link>
        )}
      </td>
    </tr>
  );
}
