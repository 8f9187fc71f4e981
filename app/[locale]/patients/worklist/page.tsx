import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import classes from '@/components/patients/patient.module.css';
import { RoleNotice } from '@/components/patients/role-notice';
import { SiteSettingsForm } from '@/components/patients/worklist/site-settings-form';
import { Tasks } from '@/components/patients/worklist/tasks';
import entry from '@/components/ui/entry.module.css';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { saveSiteSettingsAction } from '@/lib/patients/actions';
import { findSiteSettings } from '@/lib/patients/worklist/site-settings.server';
import { findWorklist } from '@/lib/patients/worklist/worklist.server';
import { findTrialLinks } from '@/lib/registry/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { openForDataManager } from '../data-manager';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('worklist');
  return { title: t('title') };
}

/** What waits for a data manager, and what the site decides for its entry. */
async function WorklistPage() {
  const [t, { viewer, sites }] = await Promise.all([getTranslations('worklist'), openForDataManager()]);
  if (sites.length === 0) return <RoleNotice name={viewer.displayName} />;
  const [worklist, settings, trials, locale] = await Promise.all([
    findWorklist(viewer),
    findSiteSettings(viewer),
    findTrialLinks(),
    getLocale(),
  ]);
  const protocolNames = Object.fromEntries(inShortNames(trials, locale).map(({ slug, acronym }) => [slug, acronym]));
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')}>
        <Link className={`${entry.button} ${entry.primary}`} href="/patients/new">
          {t('add')}
        </Link>
        <Link className={entry.button} href="/patients">
          {t('toList')}
        </Link>
      </PageHeader>
      <div className={`${classes.page} ${classes.shortEnd}`}>
        <Tasks worklist={worklist} protocolNames={protocolNames} />
        <section className={`${classes.section} screen-only`} aria-labelledby="settings">
          <h2 id="settings">{t('settings')}</h2>
          {settings.map((site) => (
            <SiteSettingsForm
              key={site.siteId}
              {...site}
              several={settings.length > 1}
              action={saveSiteSettingsAction}
            />
          ))}
        </section>
      </div>
    </>
  );
}

export default withMessages(['worklist'], WorklistPage);
