import type { Metadata } from 'next';
import { useLocale, useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ComponentProps } from 'react';
import { withMessages } from '@/components/layout/with-messages';
import { CoursePicture } from '@/components/patients/course-picture';
import { filledFields } from '@/components/patients/entry-fields';
import { JoinedNotice } from '@/components/patients/entry/joined-notice';
import { OutcomeTable } from '@/components/patients/outcome-table';
import { KeepingSection } from '@/components/patients/keeping/section';
import { PatientFacts } from '@/components/patients/facts';
import { PatientHead } from '@/components/patients/head';
import classes from '@/components/patients/patient.module.css';
import { ReadRecords } from '@/components/patients/records/read';
import { RecordSection } from '@/components/patients/records/section';
import type { ShownRecord } from '@/components/patients/records/table';
import { RoleNotice } from '@/components/patients/role-notice';
import { SectionBar } from '@/components/patients/section-bar';
import { WorthChecking } from '@/components/patients/worth-checking';
import entry from '@/components/ui/entry.module.css';
import { mayManagePatients } from '@/lib/access/policy';
import { Link } from '@/lib/i18n/navigation';
import { keepDraftAction, removeRecordAction, saveRecordAction } from '@/lib/patients/actions';
import type { EntryDraft } from '@/lib/patients/entry/draft';
import { findDrafts } from '@/lib/patients/entry/draft.server';
import {
  acceptFindingAction,
  binAction,
  changeStateAction,
  findToMergeAction,
  putBackAction,
  queryAction,
  signAction,
  undoMergeAction,
  verifyAction,
} from '@/lib/patients/keeping/actions';
import { findKept } from '@/lib/patients/keeping/kept.server';
import { getPatient, type OpenedPatient } from '@/lib/patients/queries.server';
import { formValues, patientFormValues } from '@/lib/patients/records/record';
import { findPatientQuality } from '@/lib/patients/rules/findings.server';
import { RECORD_KINDS, type RecordKind } from '@/lib/patients/vocabulary';
import { findTrials } from '@/lib/registry/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { openForReader, openPatient } from '../data-manager';

type Props = Readonly<{ params: Promise<{ id: string }> }>;

/** The pseudonym stands in the title: tabs are told apart by it, and it names nobody. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const [t, { viewer, sites }] = await Promise.all([getTranslations('patients'), openForReader()]);
  const opened = sites.length === 0 ? null : await getPatient(viewer, id);
  return { title: opened?.record.identity.pseudonym ?? t('title') };
}

async function PatientPage({ params }: Props) {
  const { id } = await params;
  const [t, { viewer, opened }, trials] = await Promise.all([
    getTranslations('patient'),
    openPatient(id),
    findTrials(),
  ]);
  if (opened === null) return <RoleNotice name={viewer.displayName} />;
  const { record } = opened;
  const [drafts, quality, kept] = await Promise.all([
    findDrafts(viewer, record.id),
    findPatientQuality(viewer, record),
    findKept(viewer, record),
  ]);
  const protocolNames = Object.fromEntries(
    inShortNames(trials, await getLocale()).map(({ slug, acronym }) => [slug, acronym]),
  );
  const slug = record.identity.protocolSlug;
  const protocolName = slug === null ? null : (protocolNames[slug] ?? slug);
  const values = patientFormValues(record);
  const enters = mayManagePatients(viewer, record.siteId);
  return (
    <>
      <PatientHead record={record} shown="record">
        <Ways id={id} enters={enters} />
      </PatientHead>
      <JoinedNotice patientId={id} />
      <SectionBar sections={sectionsOf(opened, t)} />
      <div className={classes.page}>
        <OutcomeTable course={opened.course} />
        <CoursePicture record={record} course={opened.course} />
        <WorthChecking {...quality} record={record} {...(enters ? { accept: acceptFindingAction } : {})} />
        <div className={classes.top}>
          {FACTS.map((group) => (
            <PatientFacts key={group} group={group} values={values} protocolName={protocolName} historyOf={id} />
          ))}
        </div>
        <RecordSections opened={opened} drafts={drafts} enters={enters} />
        <PatientFacts group="further" values={values} protocolName={protocolName} historyOf={id} />
        <KeepingSection record={record} kept={kept} actions={KEEPING} enters={enters} />
      </div>
    </>
  );
}

/** Where else this patient can be seen or, by who enters it, changed. */
function Ways({ id, enters }: Readonly<{ id: string; enters: boolean }>) {
  const [t, tc, audit] = [useTranslations('patient'), useTranslations('patientCourse'), useTranslations('audit')];
  const locale = useLocale();
  const seen = (
    <Link className={entry.button} href={`/audit?patient=${id}`}>
      {audit('patientTitle')}
    </Link>
  );
  if (!enters) return seen;
  return (
    <>
      <Link className={entry.button} href={`/patients/${id}/edit`}>
        {t('edit')}
      </Link>{' '}
      {seen}
      <a className={entry.button} href={`/api/patients/${id}/casebook.pdf?lang=${locale}`}>
        {tc('casebook')}
      </a>
      <Link className={`${entry.button} ${entry.primary}`} href={`/patients/${id}/course`}>
        {t('enterCourse')}
      </Link>
    </>
  );
}

/** What stands above the records, in the order of the clinic. */
const FACTS = ['identity', 'features', 'day8', 'induction'] as const;

/** The sections in the order of the clinic, with how many fields or records are filled in. */
function sectionsOf(
  { record }: OpenedPatient,
  t: Awaited<ReturnType<typeof getTranslations<'patient'>>>,
): ComponentProps<typeof SectionBar>['sections'] {
  const values = patientFormValues(record);
  return [
    ...(['features', 'day8', 'induction'] as const).map((group) => {
      const { filled, shown } = filledFields(group, values);
      return { id: group, label: t(group), count: `${filled}/${shown}` };
    }),
    ...RECORD_KINDS.map((kind) => ({ id: kind, label: t(`section.${kind}`), count: record.records[kind].length })),
  ];
}

const KEEPING = {
  state: changeStateAction,
  query: queryAction,
  verify: verifyAction,
  sign: signAction,
  putBack: putBackAction,
  bin: binAction,
  findToMerge: findToMergeAction,
  undoMerge: undoMergeAction,
};

type SectionsProps = Readonly<{ opened: OpenedPatient; drafts: readonly EntryDraft[]; enters: boolean }>;

/** In the order in which a file is read: from the first samples to the last visit. */
function RecordSections({ opened, drafts, enters }: SectionsProps) {
  const { id, version, identity } = opened.record;
  if (!enters)
    return RECORD_KINDS.map((kind) => (
      <ReadRecords key={kind} kind={kind} records={shownRecords(opened, kind)} diagnosisDate={identity.diagnosisDate} />
    ));
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

export default withMessages(['dateField', 'patient', 'patientCourse', 'patientErrors', 'patientForm'], PatientPage);
