import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import classes from './patient.module.css';

type Props = Readonly<{ id: string; shown: 'record' | 'risk' }>;

/** The pages of one patient. */
export function PatientTabs({ id, shown }: Props) {
  const t = useTranslations('patient');
  const tabs = [
    { name: 'record', href: `/patients/${id}` },
    { name: 'risk', href: `/patients/${id}/risk` },
  ] as const;
  return (
    <nav className={classes.tabs} aria-label={t('tabs')}>
      {tabs.map(({ name, href }) => (
        <Link key={name} href={href} aria-current={name === shown ? 'page' : undefined}>
          {t(`tab.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
