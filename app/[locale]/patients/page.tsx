import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import classes from '@/components/patients/patient.module.css';
import { PatientFilters } from '@/components/patients/patient-filters';
import { PatientPages } from '@/components/patients/patient-pages';
import { PatientTable } from '@/components/patients/patient-table';
import { RoleNotice } from '@/components/patients/role-notice';
import { FilterProblems } from '@/components/ui/filter-problems';
import { EmptyState } from '@/components/ui/empty-state';
import entry from '@/components/ui/entry.module.css';
import { PageHeader } from '@/components/ui/page-header';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { Link } from '@/lib/i18n/navigation';
import { patientQuerySchema } from '@/lib/patients/filter';
import { findPatientList } from '@/lib/patients/patient-list.server';
import { findTrials } from '@/lib/registry/queries.server';
import { openForDataManager } from './data-manager';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

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
  const [list, trials] = await Promise.all([findPatientList(viewer, filter), findTrials()]);
  const protocolNames = Object.fromEntries(trials.map(({ slug, acronym }) => [slug, acronym]));
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
      {list.all === 0 ? (
        <EmptyState title={t('emptyTitle')} text={t('emptyText')}>
          <Link href="/patients/new">{t('add')}</Link>
        </EmptyState>
      ) : (
        <>
          <PatientFilters filter={filter} years={list.years} protocols={list.protocols} protocolNames={protocolNames} />
          <p className={classes.count} role="status">
            {t('count', { shown: list.found, all: list.all })}
            {list.found > 0 && ` · ${t('outcomes', { events: list.events, deaths: list.deaths })}`}
          </p>
          {list.found === 0 ? (
            <EmptyState title={t('nothingTitle')} text={t('nothingText')}>
              <Link href="/patients">{t('clear')}</Link>
            </EmptyState>
          ) : (
            <PatientTable
              rows={list.rows}
              filter={filter}
              protocolNames={protocolNames}
              severalSites={sites.length > 1}
            />
          )}
          <PatientPages filter={filter} page={list.page} pages={list.pages} />
        </>
      )}
    </>
  );
}
