import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { ALL_FIELD_NAMES } from '@/components/patients/entry-fields';
import { NewPatient } from '@/components/patients/entry/new-patient';
import { RoleNotice } from '@/components/patients/role-notice';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { addPatientAction, findDoublesAction, keepDraftAction } from '@/lib/patients/actions';
import { NEW_PATIENT_FORM } from '@/lib/patients/entry/draft';
import { findDrafts } from '@/lib/patients/entry/draft.server';
import { findTrials } from '@/lib/registry/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { openForDataManager } from '../data-manager';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patient');
  return { title: t('addTitle') };
}

async function NewPatientPage() {
  const [t, { viewer, sites }] = await Promise.all([getTranslations('patient'), openForDataManager()]);
  if (sites.length === 0) return <RoleNotice name={viewer.displayName} />;
  const [trials, drafts] = await Promise.all([findTrials(), findDrafts(viewer, null)]);
  const [onlySite] = sites.length === 1 ? sites : [];
  return (
    <>
      <PageHeader title={t('addTitle')} above={<Link href="/patients">{t('toList')}</Link>} intro={t('addIntro')} />
      <NewPatient
        action={addPatientAction}
        initial={{ ...Object.fromEntries(ALL_FIELD_NAMES.map((name) => [name, ''])), siteId: onlySite?.siteId ?? '' }}
        sites={sites.map(({ siteId, siteName }) => ({ value: siteId, label: siteName }))}
        protocols={inShortNames(trials, await getLocale()).map(({ slug, acronym }) => ({
          value: slug,
          label: acronym,
        }))}
        findDoubles={findDoublesAction}
        draft={{ form: NEW_PATIENT_FORM, kept: drafts[0] ?? null, keep: keepDraftAction }}
      />
    </>
  );
}

export default withMessages(['dateField', 'patient', 'patientErrors', 'patientForm'], NewPatientPage);
