import { useTranslations } from 'next-intl';
import classes from './reference-list.module.css';

/** Formats in the order of the list; the names are those of the export's address. */
export const CITE_FORMATS = ['bibtex', 'ris', 'csl-json'] as const;

/** One reference as a file; opens without script. */
export function ReferenceCite({ id, name }: Readonly<{ id: string; name: string }>) {
  const t = useTranslations('references');
  return (
    <details className={classes.cite}>
      <summary aria-label={t('citeOne', { reference: name })}>{t('cite')}</summary>
      <span>
        {CITE_FORMATS.map((format) => <a key={format} href={`/api/references/export?format=${format}&ids=${encodeURIComponent(id)}`} download>{t(`format.${format}`)}</a>)}
      </span>
    </details>
  );
}
