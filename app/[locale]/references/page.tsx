import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { Input } from '@/components/ui/field';
import { FilterProblems } from '@/components/ui/filter-problems';
import { ReferenceCite } from '@/components/references/cite';
import { ReferenceItem } from '@/components/references/item';
import classes from '@/components/references/list.module.css';
import { ReferenceSearch } from '@/components/references/search';
import { ReferenceSelection } from '@/components/references/selection';
import { ReferenceSupport } from '@/components/references/support';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { Link } from '@/lib/i18n/navigation';
import type { Locale } from '@/lib/i18n/routing';
import { noteIn } from '@/lib/registry/references/notes-in';
import { toCitation } from '@/lib/registry/references/citation';
import { getReferenceCatalogue } from '@/lib/registry/references/catalogue.server';
import { referencesAddress, referencesQuery } from '@/lib/registry/references/filter';
import { referenceLinks } from '@/lib/registry/references/links';
import { referenceQuerySchema } from '@/lib/registry/references/reading';
import { filterReferences, type ListedReference } from '@/lib/registry/references/search';
import { inShortNames } from '@/lib/registry/trials/short-name';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('references');
  return { title: t('title') };
}

/** All references with what they stand behind; a number stays the same under every search. */
async function ReferencesPage({ searchParams }: Props) {
  const [parameters, t, catalogue, locale] = await Promise.all([
    searchParams,
    getTranslations('references'),
    getReferenceCatalogue(),
    getLocale(),
  ]);
  const schema = referenceQuerySchema(catalogue.trials.map(({ slug }) => slug));
  const { values: filter, problems } = readAddress(schema, parameters);
  const { found, suggestions } = filterReferences(catalogue, filter);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/references', schema, parameters, problem)}
      />
      <ReferenceSearch
        filter={filter}
        trials={inShortNames(catalogue.trials, locale)}
        shown={found.length}
        all={catalogue.references.length}
      />
      {found.length === 0 ? (
        <EmptyState title={t('emptyTitle')} text={t('emptyText')}>
          {suggestions.length > 0 && (
            <p>
              {t('didYouMean')}{' '}
              {suggestions.map((q, index) => (
                <span key={q}>
                  {index > 0 && ', '}
                  <Link href={referencesAddress({ ...filter, q })}>{q}</Link>
                </span>
              ))}
            </p>
          )}
          <Link href="/references">{t('clear')}</Link>
        </EmptyState>
      ) : (
        <ReferenceSelection key={referencesQuery(filter)} query={referencesQuery(filter)} count={found.length}>
          <ol className={classes.list} aria-label={t('list')}>
            {found.map((listed) => (
              <ListItem
                key={listed.reference.id}
                listed={listed}
                locale={locale}
                choose={(reference) => t('choose', { reference })}
              />
            ))}
          </ol>
        </ReferenceSelection>
      )}
    </>
  );
}

function ListItem({
  listed,
  locale,
  choose,
}: Readonly<{ listed: ListedReference; locale: Locale; choose: (reference: string) => string }>) {
  const { reference, number } = listed;
  const citation = toCitation(noteIn(reference, locale));
  return (
    <ReferenceItem
      citation={citation}
      number={number}
      links={referenceLinks(reference)}
      choice={<Input type="checkbox" name="ids" value={reference.id} aria-label={choose(citation.short)} />}
    >
      <ReferenceSupport listed={listed} />
      <ReferenceCite id={reference.id} name={citation.short} />
    </ReferenceItem>
  );
}

export default withMessages(['references'], ReferencesPage);
