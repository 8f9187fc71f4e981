import { useTranslations } from 'next-intl';
import type { TableView } from '@/lib/tables/table';
import classes from './tables.module.css';

type Props = Readonly<{ notes: TableView['notes']; encoding: TableView['format']['encoding'] }>;

/** What was done to the file beyond cutting it. */
export function TableNotes({ notes, encoding }: Props) {
  const t = useTranslations('tables');
  if (notes.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label={t('note.title')}>
      {notes.map(({ code, count, lines, names = [] }) => (
        <li key={code}>
          {t(`note.${code}`, { count, lines: lines.join(', '), names: names.join(', '), encoding: encoding ?? '' })}
        </li>
      ))}
    </ul>
  );
}
