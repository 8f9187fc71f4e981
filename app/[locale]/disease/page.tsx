import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { FigureActions } from '@/components/figure/export/actions';
import { DiseaseSections } from '@/components/disease/sections';
import { withMessages } from '@/components/layout/with-messages';
import { FilterProblems } from '@/components/ui/filter-problems';
import { GeneText } from '@/components/ui/gene-text';
import { PageHeader } from '@/components/ui/page-header';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { getPathname } from '@/lib/i18n/navigation';
import { citeSources } from '@/lib/registry/references/cited-sources';
import { diseaseAddress, diseaseQuerySchema } from '@/lib/registry/disease/filter';
import { diseaseSections, diseaseSources } from '@/lib/registry/disease/page';
import { diseaseWords } from '@/lib/registry/disease/words';
import { findReferences, getDisease } from '@/lib/registry/queries.server';
import { notesIn } from '@/lib/registry/references/notes-in';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('disease');
  return { title: t('title'), description: t('intro') };
}

/** What is known of infant ALL itself, each number with its population and source; the address may name one topic. */
async function DiseasePage({ searchParams }: Props) {
  const [parameters, t, locale, disease] = await Promise.all([
    searchParams,
    getTranslations('disease'),
    getLocale(),
    getDisease(),
  ]);
  const lookup = await messageLookup(locale);
  const all = diseaseSections(disease);
  const schema = diseaseQuerySchema(all.map(({ key }) => key));
  const {
    values: { topic },
    problems,
  } = readAddress(schema, parameters);
  const sections = all.filter(({ key }) => topic === null || key === topic);
  const discrepancies = topic === null ? disease.discrepancies : [];
  const sources = diseaseSources(sections, discrepancies);
  const references = notesIn(await findReferences([...new Set(sources.map(({ ref }) => ref))]), locale);
  const drawn = sections.some(({ groups }) => groups.length > 0);
  const query = [topic === null ? '' : `topic=${topic}`, `lang=${locale}`].filter((part) => part !== '').join('&');
  return (
    <>
      <PageHeader title={t('title')} intro={<GeneText text={t('intro')} />}>
        {drawn && (
          <FigureActions
            editable={false}
            kind="disease"
            title={t('title')}
            path={getPathname({ href: diseaseAddress(topic), locale })}
            query={query}
          />
        )}
      </PageHeader>
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/disease', schema, parameters, problem)}
      />
      <DiseaseSections
        sections={sections}
        single={topic !== null}
        discrepancies={discrepancies}
        cited={citeSources(sources, references)}
        words={diseaseWords(locale, lookup)}
      />
    </>
  );
}

export default withMessages(['errors', 'exports.menu', 'source'], DiseasePage);
