import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { afterColon, inLocale } from '@/lib/i18n/format';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import type { DiseaseGroup, DiseaseRow, DiseaseSection } from '@/lib/registry/disease/page';
import type { DiseaseWords } from '@/lib/registry/disease/words';
import { CitedChip } from '@/components/quality/cited-chip';
import { DiseaseBar, DiseaseScale } from './bar';
import classes from './disease.module.css';

type Props = Readonly<{
  groups: readonly DiseaseGroup[];
  scale: DiseaseSection['scale'];
  label: string;
  cited: CitedSources;
  words: DiseaseWords;
}>;

/** Shares as bars on one scale, each with its value, the number of patients and its source; a table for whoever cannot see them. */
export function DiseaseFacts({ groups, scale, label, cited, words }: Props) {
  const t = useTranslations('disease');
  const locale = useLocale();
  return (
    <table className={classes.facts} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('column.what')}</th>
          <th scope="col" className={classes.axis}>
            <DiseaseScale scale={scale} />
          </th>
          <th scope="col" className={classes.numeric}>
            {t('column.share')}
          </th>
          <th scope="col" className={classes.numeric}>
            {t('column.patients')}
          </th>
          <th scope="col">{t('column.source')}</th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.heading.en}>
          <tr className={classes.group}>
            <th scope="rowgroup" colSpan={5}>
              <span className={classes.by}>{t(`by.${group.by}`)}</span>{' '}
              <GeneText text={afterColon(inLocale(group.heading, locale))} />
            </th>
          </tr>
          {group.rows.map((row) => (
            <Row key={row.fact.id} row={row} scale={scale} cited={cited} words={words} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

type RowProps = Readonly<{ row: DiseaseRow }> & Pick<Props, 'scale' | 'cited' | 'words'>;

function Row({ row, scale, cited, words }: RowProps) {
  const t = useTranslations('vocabulary');
  const locale = useLocale();
  const { fact, mark, label } = row;
  return (
    <tr id={fact.id}>
      <th scope="row">
        <GeneText text={inLocale(label, locale)} />
        {fact.note !== null && (
          <span className={classes.note}>
            <GeneText text={inLocale(fact.note, locale)} />
          </span>
        )}
        {fact.oneCurator === true && <span className={classes.note}>{t('caveat.one-curator')}</span>}
      </th>
      <td className={classes.chart}>
        <DiseaseBar mark={mark} scale={scale} />
      </td>
      <td className={classes.numeric} data-muted={mark.kind === 'not-given' || undefined}>
        {words.value(row)}
      </td>
      <td className={classes.numeric} data-muted={fact.n === null || undefined}>
        {words.counts(fact)}
      </td>
      <td>
        <CitedChip source={fact.source} cited={cited} />
      </td>
    </tr>
  );
}
