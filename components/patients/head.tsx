import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import type { PatientRecord } from '@/lib/patients/records/record';
import { PatientTabs } from './tabs';

type Props = Readonly<{ record: PatientRecord; shown: 'record' | 'risk'; children?: ReactNode }>;

/** The head of the pages that show a patient: whose it is, and the other page. */
export function PatientHead({ record, shown, children }: Props) {
  const t = useTranslations('patient');
  return (
    <>
      <PageHeader
        title={record.identity.pseudonym}
        above={
          <>
            <Link href="/patients">{t('toList')}</Link> · {t('above', { site: record.siteName })}
          </>
        }
      >
        {children}
      </PageHeader>
      <PatientTabs id={record.id} shown={shown} />
    </>
  );
}
