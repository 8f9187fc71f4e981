import { useTranslations } from 'next-intl';
import classes from './citation-files.module.css';

/** Formats in the order of the list; the names are those of the export's address. */
export const CITE_FORMATS = ['bibtex', 'ris', 'csl-json'] as const;

/** Links to these references as files for a reference manager; they work without script. */
export function CitationFiles({ ids }: Readonly<{ ids: readonly string[] }>) {
  const t = useTranslations('references');
  return CITE_FORMATS.map((format) => (
    <a key={format} href={`/api/references/export?format=${format}&ids=${encodeURIComponent(ids.join(','))}`} download>
      {t(`format.${format}`)}
    </a>
  ));
}

/** All that a figure or a page cites, as files. */
export function CitedFiles({ ids }: Readonly<{ ids: readonly string[] }>) {
  const t = useTranslations('references');
  return ids.length === 0 ? null : (
    <p className={`screen-only ${classes.cited}`}>
      {t('exportCited')} <CitationFiles ids={ids} />
    </p>
  );
}
