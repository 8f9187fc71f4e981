import { useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import { Link } from '@/lib/i18n/navigation';
import { patientsAddress, type PatientFilter } from '@/lib/patients/filter';

type Props = Readonly<{ filter: PatientFilter; page: number; pages: number }>;

/** The way to the other pages of the list; nothing where there is one. */
export function PatientPages({ filter, page, pages }: Props) {
  const t = useTranslations('patients');
  if (pages === 1) return null;
  const to = (wanted: number): string => patientsAddress({ ...filter, page: wanted });
  return (
    <nav data-on-paper className={entry.actions} aria-label={t('pages')}>
      {page > 1 && (
        <Link className={entry.button} href={to(page - 1)} rel="prev">
          {t('previous')}
        </Link>
      )}
      <span>{t('pageOf', { page, pages })}</span>
      {page < pages && (
        <Link className={entry.button} href={to(page + 1)} rel="next">
          {t('next')}
        </Link>
      )}
    </nav>
  );
}
