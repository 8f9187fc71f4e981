import { useTranslations } from 'next-intl';
import classes from './compare.module.css';

/** The R script that gives the numbers of the page from the data that it holds; to read, copy and keep. */
export function RCode({ script, name }: Readonly<{ script: string | null; name: string }>) {
  const t = useTranslations('compare');
  if (script === null) return null;
  return (
    <details>
      <summary>{t('rCode')}</summary>
      <p className={classes.hint}>
        {t('rCodeHint')}{' '}
        <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(script)}`} download={name}>
          {t('rCodeDownload', { name })}
        </a>
      </p>
      <pre className={classes.code} tabIndex={0} aria-label={t('rCode')}>
        {script}
      </pre>
    </details>
  );
}
