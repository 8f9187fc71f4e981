import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { CourseForm } from '@/components/patients/course/course-form';
import type { EmptyRows } from '@/components/patients/course/use-course-rows';
import { RoleNotice } from '@/components/patients/role-notice';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { keepDraftAction, saveCourseAction } from '@/lib/patients/actions';
import { courseForm, keptDraft } from '@/lib/patients/entry/draft';
import { findDrafts } from '@/lib/patients/entry/draft.server';
import { courseCells } from '@/lib/patients/grid/cells';
import { openPatient } from '../../data-manager';

type Props = Readonly<{ params: Promise<{ id: string }> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patientCourse');
  return { title: t('open') };
}

/** Everything that comes in any number, entered in tables and stored together. */
async function CoursePage({ params }: Props) {
  const { id } = await params;
  const [t, { viewer, opened }] = await Promise.all([
    getTranslations('patientCourse'),
    openPatient(id, { toEnter: true }),
  ]);
  if (opened === null) return <RoleNotice name={viewer.displayName} />;
  const { record } = opened;
  const drafts = await findDrafts(viewer, id);
  return (
    <>
      <PageHeader
        title={t('title', { pseudonym: record.identity.pseudonym })}
        above={<Link href={`/patients/${id}`}>{record.identity.pseudonym}</Link>}
        intro={t('intro')}
      />
      <CourseForm
        action={saveCourseAction}
        target={{ patientId: record.id, version: record.version }}
        initial={courseCells(record.records)}
        diagnosisDate={record.identity.diagnosisDate}
        empty={emptyRows()}
        draft={{ ...keptDraft(drafts, courseForm(id)), keep: keepDraftAction }}
      />
    </>
  );
}

function emptyRows(): EmptyRows {
  return {
    mrd: randomUUID(),
    treatment: randomUUID(),
    transplant: randomUUID(),
    event: randomUUID(),
    'follow-up': randomUUID(),
  };
}

export default withMessages(['dateField', 'patient', 'patientCourse', 'patientErrors', 'patientForm'], CoursePage);
