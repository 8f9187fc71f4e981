import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { MergeForm } from '@/components/patients/keeping/merge-form';
import { RoleNotice } from '@/components/patients/role-notice';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { mergeAction } from '@/lib/patients/keeping/actions';
import { getPatient } from '@/lib/patients/queries.server';
import { openPatient, recordRead } from '../../../data-manager';

type Props = Readonly<{ params: Promise<{ id: string; other: string }> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('recordKeeping');
  return { title: t('merge.do') };
}

/** Makes the other patient one with this one. Once done, the other is not there any more and the page says that it is done. */
async function MergePage({ params }: Props) {
  const { id, other } = await params;
  const [t, { viewer, opened: kept }] = await Promise.all([
    getTranslations('recordKeeping'),
    openPatient(id, { toEnter: true }),
  ]);
  if (kept === null) return <RoleNotice name={viewer.displayName} />;
  const merged = await getPatient(viewer, other, { toEnter: true });
  const names = { kept: kept.record.identity.pseudonym, merged: merged?.record.identity.pseudonym ?? '' };
  if (merged === null || merged.record.siteId !== kept.record.siteId || id === other)
    return (
      <PageHeader
        title={names.kept}
        intro={t('merge.nobody')}
        above={<Link href={`/patients/${id}`}>{t('history.back')}</Link>}
      />
    );
  await recordRead(viewer, merged);
  return (
    <>
      <PageHeader
        title={t('merge.pageTitle', names)}
        intro={t('merge.intro', names)}
        above={<Link href={`/patients/${id}`}>{t('history.back')}</Link>}
      />
      <MergeForm kept={kept.record} merged={merged.record} action={mergeAction} />
    </>
  );
}

export default withMessages(['patientErrors', 'patientForm'], MergePage);
