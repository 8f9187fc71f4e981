import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import classes from '@/components/patients/patient.module.css';
import { PatientFilters } from '@/components/patients/patient-filters';
import { PatientTable } from '@/components/patients/patient-table';
import { RoleNotice } from '@/components/patients/role-notice';
import { FilterProblems } from '@/components/ui/filter-problems';
import { EmptyState } from '@/components/ui/empty-state';
import entry from '@/components/ui/entry.module.css';
import { PageHeader } from '@/components/ui/page-header';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { Link } from '@/lib/i18n/navigation';
import { applyFilter, patientQuerySchema } from '@/lib/patients/filter';
import { findPatients } from '@/lib/patients/queries.server';
import { findTrials } from '@/lib/registry/queries.server';
import { openForDataManager } from './data-manager';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

/** More rows than anybody reads; the rest is found by narrowing. */
const SHOWN = 500;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patients');
  return { title: t('title') };
}

/** The address holds search, filters and order. */
export default async function PatientsPage({ searchParams }: Props) {
  const [t, { viewer, sites }, asked] = await Promise.all([
    getTranslations('patients'),
    openForDataManager('/patients'),
    searchParams,
  ]);
  if (sites.length === 0) return <RoleNotice name={viewer.displayName} />;
  const { values: filter, problems } = readAddress(patientQuerySchema, asked);
  const [all, trials] = await Promise.all([findPatients(viewer), findTrials()]);
  const found = applyFilter(all, filter);
  const years = [...new Set(all.map(({ course }) => Number(course.diagnosisDate.slice(0, 4))))].sort((a, b) => b - a);
  const counts = {
    events: found.filter(({ efs }) => efs.event).length,
    deaths: found.filter(({ os }) => os.event).length,
  };
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')}>
        <Link className={`${entry.button} ${entry.primary}`} href="/patients/new">
          {t('add')}
        </Link>
        <Link className={entry.button} href="/patients/quality">
          {t('quality')}
        </Link>
      </PageHeader>
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/patients', patientQuerySchema, asked, problem)}
      />
      {all.length === 0 ? (
        <EmptyState title={t('emptyTitle')} text={t('emptyText')}>
          <Link href="/patients/new">{t('add')}</Link>
        </EmptyState>
      ) : (
        <>
          <PatientFilters filter={filter} years={years} />
          <p className={classes.count} role="status">
            {t('count', { shown: found.length, all: all.length })}
            {found.length > 0 && ` · ${t('outcomes', counts)}`}
          </p>
          {found.length === 0 && (
            <EmptyState title={t('nothingTitle')} text={t('nothingText')}>
              <Link href="/patients">{t('clear')}</Link>
            </EmptyState>
          )}
          {found.length > 0 && (
            <PatientTable
              rows={found.slice(0, SHOWN)}
              filter={filter}
              protocolNames={Object.fromEntries(trials.map(({ slug, acronym }) => [slug, acronym]))}
              severalSites={sites.length > 1}
            />
          )}
          {found.length > SHOWN && <p className={classes.count}>{t('cut', { shown: SHOWN })}</p>}
        </>
      )}
    </>
  );
}
