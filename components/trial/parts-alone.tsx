import { useTranslations } from 'next-intl';
import type { PartTable } from '@/lib/registry/review/schema';
import classes from './page.module.css';

/** Parts of the study that stand as one curator approved them alone. */
export function PartsAlone({ parts }: Readonly<{ parts: readonly PartTable[] }>) {
  const t = useTranslations('trial');
  const table = useTranslations('changes.table');
  if (parts.length === 0) return null;
  return <p className={classes.hint}>{t('partsAlone', { parts: parts.map((part) => table(part)).join(', ') })}</p>;
}
