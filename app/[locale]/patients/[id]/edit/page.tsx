import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { PatientForm } from '@/components/patients/patient-form';
import { RoleNotice } from '@/components/patients/role-notice';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { editPatientAction, keepDraftAction } from '@/lib/patients/actions';
import { keptDraft, patientForm } from '@/lib/patients/entry/draft';
import { findDrafts } from '@/lib/patients/entry/draft.server';
import { patientFormValues } from '@/lib/patients/records/record';
import { findTrials } from '@/lib/registry/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { openPatient } from '../../data-manager';

type Props = Readonly<{ params: Promise<{ id: string }> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patient');
  return { title: t('edit') };
}

async function EditPatientPage({ params }: Props) {
  const { id } = await params;
  const [t, tf, { viewer, opened }, trials] = await Promise.all([
    getTranslations('patient'),
    getTranslations('patientForm'),
    openPatient(id, { toEnter: true }),
    findTrials(),
  ]);
  if (opened === null) return <RoleNotice name={viewer.displayName} />;
  const { record } = opened;
  const drafts = await findDrafts(viewer, id);
  const slug = record.identity.protocolSlug;
  const listed = inShortNames(trials, await getLocale()).map((trial) => ({ value: trial.slug, label: trial.acronym }));
  // A stored protocol that has left the evidence stays what it is until somebody changes it.
  const protocols =
    slug === null || trials.some((trial) => trial.slug === slug)
      ? listed
      : [{ value: slug, label: tf('otherProtocol', { slug }) }, ...listed];
  return (
    <>
      <PageHeader
        title={t('editTitle', { pseudonym: record.identity.pseudonym })}
        above={<Link href={`/patients/${id}`}>{record.identity.pseudonym}</Link>}
      />
      <PatientForm
        action={editPatientAction}
        initial={{ ageMonths: '', ...patientFormValues(record) }}
        target={{ patientId: id, version: record.version }}
        sites={[]}
        protocols={protocols}
        draft={{ ...keptDraft(drafts, patientForm(id)), keep: keepDraftAction }}
      />
    </>
  );
}

export default withMessages(['dateField', 'patient', 'patientErrors', 'patientForm'], EditPatientPage);
