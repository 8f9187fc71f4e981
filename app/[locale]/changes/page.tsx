import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { ChangeList } from '@/components/changes/change-list';
import classes from '@/components/changes/changes.module.css';
import { KnownFigures } from '@/components/changes/known-figures';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Select } from '@/components/ui/field';
import { FilterProblems } from '@/components/ui/filter-problems';
import { PageHeader } from '@/components/ui/page-header';
import { SentDate } from '@/components/ui/sent-date';
import { canonicalAddress, mendedAddress, readAddress } from '@/lib/address/reading';
import { getPathname, Link } from '@/lib/i18n/navigation';
import { formatLongDay } from '@/lib/i18n/format';
import { findEvidenceChanges, findReports } from '@/lib/registry/history/queries.server';
import { changesQuerySchema, type ChangesFilter } from '@/lib/registry/history/reading';
import { findEstimates, findReferences } from '@/lib/registry/queries.server';
import { knownOn, latestDay } from '@/lib/registry/reports/known-on';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { SURVIVAL_ENDPOINTS } from '@/lib/registry/vocabulary';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('changes');
  return { title: t('title'), description: t('intro') };
}

/** What was known on a day, and what has changed in the registry since it was first loaded. */
async function ChangesPage({ searchParams }: Props) {
  const [t, parameters] = await Promise.all([getTranslations('changes'), searchParams]);
  const { values: filter, problems } = readAddress(changesQuerySchema, parameters);
  const { changes, more } = await findEvidenceChanges(filter.before);
  const last = changes.at(-1);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/changes', changesQuerySchema, parameters, problem)}
      />
      <section className={classes.section} aria-labelledby="known">
        <h2 id="known">{t('known.title')}</h2>
        <p className="muted">{t('known.intro')}</p>
        <DayForm filter={filter} />
        {filter.on !== null && <Known filter={filter} day={filter.on} />}
      </section>
      <section className={classes.section} aria-labelledby="changed">
        <h2 id="changed">{t('changed')}</h2>
        {changes.length === 0 ? (
          <EmptyState title={t('none')} text={t('noneText')} />
        ) : (
          <ChangeList changes={changes} />
        )}
        {more && last !== undefined && (
          <p>
            <Link href={canonicalAddress('/changes', changesQuerySchema, { ...parameters, before: last.id })}>
              {t('older')}
            </Link>
          </p>
        )}
      </section>
    </>
  );
}

async function DayForm({ filter }: Readonly<{ filter: ChangesFilter }>) {
  const [t, vocabulary, locale] = await Promise.all([
    getTranslations('changes'),
    getTranslations('vocabulary'),
    getLocale(),
  ]);
  return (
    <form key={filter.on} className={classes.form} action={getPathname({ href: '/changes', locale })}>
      <SentDate name={'on' satisfies keyof ChangesFilter} label={t('known.day')} initial={filter.on} />
      <label>
        {t('known.endpoint')}
        <Select look="form" name={'endpoint' satisfies keyof ChangesFilter} defaultValue={filter.endpoint}>
          {SURVIVAL_ENDPOINTS.map((endpoint) => (
            <option key={endpoint} value={endpoint}>
              {vocabulary(`endpoint.${endpoint}.long`)}
            </option>
          ))}
        </Select>
      </label>
      <Button type="submit" look="primary">
        {t('known.show')}
      </Button>
    </form>
  );
}

async function Known({ filter: { endpoint }, day }: Readonly<{ filter: ChangesFilter; day: string }>) {
  const [t, locale, estimates, reports, references] = await Promise.all([
    getTranslations('changes'),
    getLocale(),
    findEstimates({ endpoint }),
    findReports(),
    findReferences(),
  ]);
  // A day that has not come has no evidence: what it will have brought nobody knows.
  const now = new Date();
  const shown = day > latestDay(now) ? now.toISOString().slice(0, 10) : day;
  const { known, later, undated } = knownOn(shown, inShortNames(estimates, locale), { reports, references });
  return (
    <>
      {shown !== day && <p role="alert">{t('known.notYet', { day: formatLongDay(day, locale) })}</p>}
      <p role="status">
        {t('known.count', { known: known.length, later, undated, day: formatLongDay(shown, locale) })}
      </p>
      {known.length > 0 && <KnownFigures figures={known} />}
    </>
  );
}

export default withMessages(['dateField'], ChangesPage);
