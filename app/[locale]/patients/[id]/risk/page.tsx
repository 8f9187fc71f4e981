import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { PatientHead } from '@/components/patients/head';
import { RiskSection } from '@/components/patients/risk/section';
import { RoleNotice } from '@/components/patients/role-notice';
import { mayManagePatients } from '@/lib/access/policy';
import { addRiskOverrideAction, keepDraftAction } from '@/lib/patients/actions';
import { keptDraft, overrideForm } from '@/lib/patients/entry/draft';
import { findDrafts } from '@/lib/patients/entry/draft.server';
import { findRiskOverrides } from '@/lib/patients/risk/override.server';
import { findTrials } from '@/lib/registry/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { findRiskEvidence } from '@/lib/registry/trials/risk-evidence.server';
import { openPatient } from '../../data-manager';

type Props = Readonly<{ params: Promise<{ id: string }> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patientRisk');
  return { title: t('title') };
}

/** The risk group of one patient: computed, and as people assigned it. */
async function PatientRiskPage({ params }: Props) {
  const [{ id }, locale] = await Promise.all([params, getLocale()]);
  const [{ viewer, opened }, trials, evidence] = await Promise.all([
    openPatient(id),
    findTrials(),
    findRiskEvidence(locale),
  ]);
  if (opened === null) return <RoleNotice name={viewer.displayName} />;
  const { record } = opened;
  const [overrides, drafts] = await Promise.all([findRiskOverrides(viewer, id), findDrafts(viewer, id)]);
  return (
    <>
      <PatientHead record={record} shown="risk" />
      <RiskSection
        record={record}
        overrides={overrides}
        evidence={evidence}
        protocolNames={Object.fromEntries(inShortNames(trials, locale).map(({ slug, acronym }) => [slug, acronym]))}
        writing={
          mayManagePatients(viewer, record.siteId)
            ? { save: addRiskOverrideAction, draft: { ...keptDraft(drafts, overrideForm(id)), keep: keepDraftAction } }
            : null
        }
      />
    </>
  );
}

export default withMessages(
  ['dateField', 'errors', 'patient', 'patientErrors', 'patientForm', 'patientRisk', 'risk', 'source', 'vocabulary'],
  PatientRiskPage,
);
