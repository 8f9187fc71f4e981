import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { withMessages } from '@/components/layout/with-messages';
import { ImportSteps } from '@/components/patients/import/import-steps';
import { projectWords } from '@/components/patients/codebook-label';
import { targetGroups } from '@/components/patients/import/target-options';
import { wordFields } from '@/components/patients/import/word-fields';
import { RoleNotice } from '@/components/patients/role-notice';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import type { Locale } from '@/lib/i18n/routing';
import { findImports } from '@/lib/patients/import/import.server';
import { findOpenJob } from '@/lib/patients/import/job/jobs.server';
import { listSiteWords } from '@/lib/patients/import/words/site-words.server';
import { openForDataManager } from '../data-manager';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('import');
  return { title: t('title') };
}

const PLACES = ['relapse', 'death', 'second-malignancy', 'induction-failure', 'last'] as const;

/** A table of one's centre, from the file to what was imported and back. */
async function ImportPage() {
  const [t, tq, tf, tp, { viewer, sites }] = await Promise.all([
    getTranslations('import'),
    getTranslations('patientQuality'),
    getTranslations('patientForm'),
    getTranslations('patient'),
    openForDataManager(),
  ]);
  if (sites.length === 0) return <RoleNotice name={viewer.displayName} />;
  const project = projectWords(await getLocale());
  const fields = targetGroups({
    patient: t('ofPatient'),
    kind: (kind) => tp(`section.${kind}`),
    group: (kind, place) => {
      if (place === null) return t('place.row', { kind });
      const named = PLACES.find((one) => one === place);
      return named === undefined ? t('place.numbered', { kind, place }) : t(`place.${named}`);
    },
    field: (label) => tf(`label.${label}`),
    relapseSite: (site) => project.word('relapseSite', site),
    own: {
      site: t('own.site'),
      ageMonths: t('own.ageMonths'),
      rearrangement: t('own.rearrangement'),
      record: t('own.record'),
    },
  });
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} above={<Link href="/patients">{tq('toList')}</Link>} />
      <p>
        {t.rich('template', {
          en: (words) => templateLink('en', words),
          ru: (words) => templateLink('ru', words),
        })}
      </p>
      <ImportSteps
        sites={sites.map(({ siteId, siteName }) => ({ value: siteId, label: siteName }))}
        fields={fields}
        past={await findImports(viewer)}
        words={await listSiteWords(viewer)}
        meanings={wordFields(fields, project, t('signs.died'))}
        job={await findOpenJob(viewer)}
      />
    </>
  );
}

function templateLink(locale: Locale, words: ReactNode): ReactNode {
  return (
    <a href={`/api/patients/export/template-${locale}.xlsx`} download>
      {words}
    </a>
  );
}

export default withMessages(
  [
    'import',
    'patient.section',
    'patientForm.label',
    'patientErrors.field',
    'patientErrors.hint',
    'patientQuality',
    'tables',
  ],
  ImportPage,
);
