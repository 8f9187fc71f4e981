import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { QueryList } from '@/components/patients/keeping/query-list';
import { RoleNotice } from '@/components/patients/role-notice';
import { PageHeader } from '@/components/ui/page-header';
import { mayManagePatients } from '@/lib/access/policy';
import { Link } from '@/lib/i18n/navigation';
import { queryAction } from '@/lib/patients/keeping/actions';
import { findFieldQueries } from '@/lib/patients/keeping/field-queries.server';
import { openForReader } from '../data-manager';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('recordKeeping');
  return { title: t('allQueries') };
}

/** The open queries of the viewer's sites, the oldest first, each site by itself. */
async function QueriesPage() {
  const [t, tq, { viewer, sites }] = await Promise.all([
    getTranslations('recordKeeping'),
    getTranslations('patientQuality'),
    openForReader(),
  ]);
  if (sites.length === 0) return <RoleNotice name={viewer.displayName} />;
  const queries = await findFieldQueries(viewer, { openOnly: true });
  return (
    <>
      <PageHeader
        title={t('allQueries')}
        intro={t('queriesIntro')}
        above={<Link href="/patients">{tq('toList')}</Link>}
      />
      {sites.map(({ siteId, siteName }) => (
        <section key={siteId} aria-label={siteName}>
          {sites.length > 1 && <h2>{siteName}</h2>}
          <QueryList
            queries={queries.filter((query) => query.siteId === siteId)}
            action={queryAction}
            answers={mayManagePatients(viewer, siteId)}
          />
        </section>
      ))}
    </>
  );
}

export default withMessages(['patientErrors', 'patientForm'], QueriesPage);
