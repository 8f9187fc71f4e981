import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { HistoryTables } from '@/components/patients/keeping/history-table';
import classes from '@/components/patients/patient.module.css';
import { RoleNotice } from '@/components/patients/role-notice';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { findHistory } from '@/lib/patients/keeping/history.server';
import { findTrials } from '@/lib/registry/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { openPatient } from '../../data-manager';

type Props = Readonly<{ params: Promise<{ id: string }> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('recordKeeping');
  return { title: t('history.link') };
}

/** Who changed which field of a patient, when, from what to what. */
export default async function HistoryPage({ params }: Props) {
  const { id } = await params;
  const [t, { viewer, opened }] = await Promise.all([getTranslations('recordKeeping'), openPatient(id)]);
  if (opened === null) return <RoleNotice name={viewer.displayName} />;
  const { record } = opened;
  const [changes, trials] = await Promise.all([findHistory(viewer, id), findTrials()]);
  const protocolNames = Object.fromEntries(
    inShortNames(trials, await getLocale()).map(({ slug, acronym }) => [slug, acronym]),
  );
  return (
    <>
      <PageHeader
        title={t('history.title', { pseudonym: record.identity.pseudonym })}
        intro={t('history.intro')}
        above={<Link href={`/patients/${id}`}>{t('history.back')}</Link>}
      />
      <div className={classes.page}>
        <HistoryTables record={record} changes={changes} protocolNames={protocolNames} />
      </div>
    </>
  );
}
