import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { cookies } from 'next/headers';
import { ListTools } from '@/components/patients/list/tools';
import classes from '@/components/patients/patient.module.css';
import { PatientFilters } from '@/components/patients/list/filters';
import { PatientPages } from '@/components/patients/list/pages';
import { PatientTable } from '@/components/patients/list/table';
import { RoleNotice } from '@/components/patients/role-notice';
import { FilterProblems } from '@/components/ui/filter-problems';
import { EmptyState } from '@/components/ui/empty-state';
import entry from '@/components/ui/entry.module.css';
import { PageHeader } from '@/components/ui/page-header';
import { mayManagePatients } from '@/lib/access/policy';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { Link } from '@/lib/i18n/navigation';
import { chooseColumnsAction } from '@/lib/patients/actions';
import { patientQuerySchema, patientsAddress } from '@/lib/patients/filter';
import { COLUMNS_COOKIE, readColumns } from '@/lib/patients/list/columns';
import { findPatientList } from '@/lib/patients/list/patient-list.server';
import { findTrials } from '@/lib/registry/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { openForReader } from './data-manager';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patients');
  return { title: t('title') };
}

/** The address holds search, filters and order. */
export default async function PatientsPage({ searchParams }: Props) {
  const [t, { viewer, sites }, asked] = await Promise.all([getTranslations('patients'), openForReader(), searchParams]);
  if (sites.length === 0) return <RoleNotice name={viewer.displayName} />;
  const enters = mayManagePatients(viewer);
  const { values: filter, problems } = readAddress(patientQuerySchema, asked);
  const columns = readColumns((await cookies()).get(COLUMNS_COOKIE)?.value, sites.length > 1);
  const [list, trials] = await Promise.all([findPatientList(viewer, filter), findTrials()]);
  const protocolNames = Object.fromEntries(
    inShortNames(trials, await getLocale()).map(({ slug, acronym }) => [slug, acronym]),
  );
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')}>
        <Ways enters={enters} />
      </PageHeader>
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/patients', patientQuerySchema, asked, problem)}
      />
      {list.all === 0 ? (
        <EmptyState title={t('emptyTitle')} text={t(enters ? 'emptyText' : 'emptyForReaders')}>
          {enters && <Link href="/patients/new">{t('add')}</Link>}
        </EmptyState>
      ) : (
        <>
          <PatientFilters filter={filter} years={list.years} protocols={list.protocols} protocolNames={protocolNames} />
          <ListTools
            columns={columns}
            query={patientsAddress({ ...filter, page: 1 }).slice('/patients'.length)}
            choose={chooseColumnsAction}
            files={enters}
          />
          <p className={classes.count} role="status">
            {t('count', { shown: list.found, all: list.all })}
            {list.found > 0 && ` · ${t('outcomes', { events: list.events, deaths: list.deaths })}`}
            {list.unchecked > 0 && ` · ${t('unchecked', { count: list.unchecked })}`}
          </p>
          {list.found === 0 ? (
            <EmptyState title={t('nothingTitle')} text={t('nothingText')}>
              <Link href="/patients">{t('clear')}</Link>
            </EmptyState>
          ) : (
            <PatientTable rows={list.rows} filter={filter} protocolNames={protocolNames} columns={columns} />
          )}
          <PatientPages filter={filter} page={list.page} pages={list.pages} />
        </>
      )}
    </>
  );
}

/** Where else the viewer's patients can be seen or, by who enters them, added. */
function Ways({ enters }: Readonly<{ enters: boolean }>) {
  const [t, ti] = [useTranslations('patients'), useTranslations('import')];
  return (
    <>
      {enters && (
        <>
          <Link className={`${entry.button} ${entry.primary}`} href="/patients/new">
            {t('add')}
          </Link>
          <Link className={entry.button} href="/patients/worklist">
            {t('worklist')}
          </Link>
          <Link className={entry.button} href="/patients/import">
            {ti('entry')}
          </Link>
        </>
      )}
      <Link className={entry.button} href="/patients/quality">
        {t('quality')}
      </Link>
    </>
  );
}
