import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { FigureActions } from '@/components/figure/export/actions';
import { withMessages } from '@/components/layout/with-messages';
import { FilterProblems } from '@/components/ui/filter-problems';
import { LandscapeFigure } from '@/components/landscape/figure';
import { LandscapeForm } from '@/components/landscape/form';
import { PageHeader } from '@/components/ui/page-header';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { getPathname } from '@/lib/i18n/navigation';
import { landscapeOf, orderGroups } from '@/lib/registry/landscape/landscape';
import { landscapeAddress, landscapeQuery } from '@/lib/registry/landscape/filter';
import { landscapeQuerySchema } from '@/lib/registry/landscape/reading';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { landscapeWords } from '@/lib/registry/landscape/words';
import { findLandscapeTrials } from '@/lib/registry/landscape/queries.server';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('landscape');
  return { title: t('title'), description: t('intro') };
}

/** All trials by group and enrolment years; the address holds what is shown. */
async function LandscapePage({ searchParams }: Props) {
  const [parameters, t, locale, studies] = await Promise.all([
    searchParams,
    getTranslations('landscape'),
    getLocale(),
    findLandscapeTrials(),
  ]);
  const trials = inShortNames(studies, locale);
  const groups = orderGroups(trials);
  const schema = landscapeQuerySchema(groups);
  const { values: filter, problems } = readAddress(schema, parameters);
  const today = new Date().toISOString().slice(0, 10);
  const landscape = landscapeOf(trials, today, filter);
  const words = landscapeWords(landscape, filter, today, locale, await messageLookup(locale));
  const query = [landscapeQuery(filter), `lang=${locale}`].filter((part) => part !== '').join('&');
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')}>
        {landscape.shown > 0 && (
          <FigureActions
            editable={false}
            kind="landscape"
            title={words.title}
            path={getPathname({ href: landscapeAddress(filter), locale })}
            query={query}
          />
        )}
      </PageHeader>
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/landscape', schema, parameters, problem)}
      />
      <LandscapeForm
        filter={filter}
        groups={groups.map((group) => ({ group, name: words.groupName(group) }))}
        shown={landscape.shown}
        all={landscape.all}
      />
      <LandscapeFigure landscape={landscape} words={words} />
    </>
  );
}

export default withMessages(['errors', 'exports.menu'], LandscapePage);
