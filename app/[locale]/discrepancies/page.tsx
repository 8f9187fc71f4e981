import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { FilterProblems } from '@/components/ui/filter-problems';
import { LedgerList } from '@/components/quality/ledger-list';
import { PageHeader } from '@/components/ui/page-header';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { citeSources } from '@/lib/registry/references/cited-sources';
import { DISEASE_SUBJECT, ledgerQuerySchema } from '@/lib/registry/quality/ledger';
import { findReferences, findTrialLinks } from '@/lib/registry/queries.server';
import { findDiscrepancies } from '@/lib/registry/rows/statements.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { notesIn } from '@/lib/registry/references/notes-in';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ledger');
  return { title: t('title'), description: t('intro') };
}

/** Every place where sources disagree, what each says, and what is stored. */
async function DiscrepanciesPage({ searchParams }: Props) {
  const [parameters, t, entries, trials] = await Promise.all([
    searchParams,
    getTranslations('ledger'),
    findDiscrepancies(),
    findTrialLinks(),
  ]);
  const locale = await getLocale();
  const references = notesIn(await findReferences([...new Set(entries.map(({ source }) => source.ref))]), locale);
  const concerned = inShortNames(trials, locale).filter(({ slug }) => entries.some(({ trial }) => trial === slug));
  const schema = ledgerQuerySchema([DISEASE_SUBJECT, ...concerned.map(({ slug }) => slug)]);
  const { values: filter, problems } = readAddress(schema, parameters);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/discrepancies', schema, parameters, problem)}
      />
      <LedgerList
        entries={entries}
        filter={filter}
        trials={concerned}
        cited={citeSources(
          entries.map(({ source }) => source),
          references,
        )}
      />
    </>
  );
}

export default withMessages(['errors', 'source'], DiscrepanciesPage);
