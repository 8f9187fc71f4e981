import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { withMessages } from '@/components/layout/with-messages';
import { CoursePicture } from '@/components/patients/course-picture';
import { OutcomeTable } from '@/components/patients/outcome-table';
import { PatientFacts } from '@/components/patients/patient-facts';
import classes from '@/components/patients/patient.module.css';
import { RecordSection } from '@/components/patients/record-section';
import type { ShownRecord } from '@/components/patients/record-table';
import { RiskSection } from '@/components/patients/risk/section';
import { RoleNotice } from '@/components/patients/role-notice';
import { WorthChecking } from '@/components/patients/worth-checking';
import entry from '@/components/ui/entry.module.css';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { addRiskOverrideAction, keepDraftAction, removeRecordAction, saveRecordAction } from '@/lib/patients/actions';
import { keptDraft, overrideForm, type EntryDraft } from '@/lib/patients/entry/draft';
import { findDrafts } from '@/lib/patients/entry/draft.server';
import { getPatient, type OpenedPatient } from '@/lib/patients/queries.server';
import { formValues, patientFormValues } from '@/lib/patients/record';
import { findRiskOverrides } from '@/lib/patients/risk/override.server';
import { findPatientQuality } from '@/lib/patients/rules/findings.server';
import { RECORD_KINDS, type RecordKind } from '@/lib/patients/vocabulary';
import { findTrials } from '@/lib/registry/queries.server';
import { findRiskEvidence } from '@/lib/registry/trials/risk-evidence.server';
import { openForDataManager } from '../data-manager';

type Props = Readonly<{ params: Promise<{ id: string }> }>;

/** The pseudonym stands in the title: tabs are told apart by it, and it names nobody. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const [t, { viewer, sites }] = await Promise.all([
    getTranslations('patients'),
    openForDataManager(`/patients/${id}`),
  ]);
  const opened = sites.length === 0 ? null : await getPatient(viewer, id);
  return { title: opened?.record.identity.pseudonym ?? t('title') };
}

async function PatientPage({ params }: Props) {
  const { id } = await params;
  const [t, { viewer, sites }] = await Promise.all([getTranslations('patient'), openForDataManager(`/patients/${id}`)]);
  if (sites.length === 0) return <RoleNotice name={viewer.displayName} />;
  const [opened, trials, evidence] = await Promise.all([getPatient(viewer, id), findTrials(), findRiskEvidence()]);
  if (opened === null) notFound();
  const { record } = opened;
  const [overrides, drafts, quality] = await Promise.all([
    findRiskOverrides(viewer, record.id),
    findDrafts(viewer, record.id),
    findPatientQuality(viewer, record),
  ]);
  const protocolNames = Object.fromEntries(trials.map(({ slug, acronym }) => [slug, acronym]));
  const slug = record.identity.protocolSlug;
  const protocolName = slug === null ? null : (protocolNames[slug] ?? slug);
  const values = patientFormValues(record);
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
        <Link className={entry.button} href={`/patients/${id}/edit`}>
          {t('edit')}
        </Link>
      </PageHeader>
      <div className={classes.page}>
        <OutcomeTable course={opened.course} />
        <CoursePicture course={opened.course} />
        <WorthChecking {...quality} />
        <div className={classes.top}>
          {(['identity', 'features', 'response'] as const).map((group) => (
            <PatientFacts key={group} group={group} values={values} protocolName={protocolName} />
          ))}
        </div>
        <RiskSection
          record={record}
          overrides={overrides}
          evidence={evidence}
          protocolNames={protocolNames}
          save={addRiskOverrideAction}
          draft={{ ...keptDraft(drafts, overrideForm(id)), keep: keepDraftAction }}
        />
        <RecordSections opened={opened} drafts={drafts} />
      </div>
    </>
  );
}

type SectionsProps = Readonly<{ opened: OpenedPatient; drafts: readonly EntryDraft[] }>;

/** In the order in which a file is read: from the first samples to the last visit. */
function RecordSections({ opened, drafts }: SectionsProps) {
  const { id, version, identity } = opened.record;
  return RECORD_KINDS.map((kind) => (
    <RecordSection
      key={kind}
      kind={kind}
      records={shownRecords(opened, kind)}
      target={{ patientId: id, version }}
      diagnosisDate={identity.diagnosisDate}
      drafts={drafts}
      keepDraft={keepDraftAction}
      save={saveRecordAction}
      remove={removeRecordAction}
    />
  ));
}

function shownRecords({ record }: OpenedPatient, kind: RecordKind): ShownRecord[] {
  return record.records[kind].map(({ id, ...stored }) => ({ id, values: formValues(stored) }));
}

export default withMessages(
  ['dateField', 'errors', 'patient', 'patientErrors', 'patientForm', 'patientRisk', 'risk', 'source', 'vocabulary'],
  PatientPage,
);
