import { useTranslations } from 'next-intl';
import { CitationFiles } from '@/components/ui/citation-files';
import classes from './list.module.css';

/** One reference as a file; opens without script. */
export function ReferenceCite({ id, name }: Readonly<{ id: string; name: string }>) {
  const t = useTranslations('references');
  return (
    <details className={`screen-only ${classes.cite}`}>
      <summary aria-label={t('citeOne', { reference: name })}>{t('cite')}</summary>
      <span>
        <CitationFiles ids={[id]} />
      </span>
    </details>
  );
}
