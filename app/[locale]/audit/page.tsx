import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { AuditFilterForm } from '@/components/people/audit-filter';
import { AuditTable } from '@/components/people/audit-table';
import classes from '@/components/people/people.module.css';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterProblems } from '@/components/ui/filter-problems';
import { PageHeader } from '@/components/ui/page-header';
import { getViewer } from '@/lib/access/session/session.server';
import { canonicalAddress, readAddress } from '@/lib/address/reading';
import { findActors, findAudit, mayReadAudit } from '@/lib/audit/queries.server';
import { auditQuerySchema } from '@/lib/audit/reading';
import { Link } from '@/lib/i18n/navigation';
import { toSignIn } from '../to-sign-in';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit');
  return { title: t('title') };
}

/** Who did what and when, as far as it is the viewer's to know. */
async function AuditPage({ searchParams }: Props) {
  const [t, viewer, parameters] = await Promise.all([getTranslations('audit'), getViewer(), searchParams]);
  const here = canonicalAddress('/audit', auditQuerySchema, parameters);
  if (viewer === null) return toSignIn();
  if (!mayReadAudit(viewer)) {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState title={t('roleTitle')} text={t('roleText', { name: viewer.displayName })} />
      </>
    );
  }
  const { values: filter, problems } = readAddress(auditQuerySchema, parameters);
  const [{ entries, more }, actors] = await Promise.all([findAudit(viewer, filter), findActors(viewer)]);
  const last = entries.at(-1);
  return (
    <>
      <PageHeader title={t(filter.patient === null ? 'title' : 'patientTitle')} intro={t('intro')} />
      <div className={classes.section}>
        <FilterProblems title={t('problems')} problems={problems} />
        <AuditFilterForm filter={filter} actors={actors} />
        <p>
          <a href={`/api/audit.csv${here.slice('/audit'.length)}`}>{t('csv')}</a>
        </p>
        {entries.length === 0 ? <p>{t('none')}</p> : <AuditTable entries={entries} />}
        {more && last !== undefined && (
          <p>
            <Link href={canonicalAddress('/audit', auditQuerySchema, { ...parameters, before: last.id })}>
              {t('older')}
            </Link>
          </p>
        )}
      </div>
    </>
  );
}

export default withMessages(['dateField'], AuditPage);
