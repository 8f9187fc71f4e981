import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { EmbeddedFigure } from '@/components/figure/export/embedded-figure';
import { FilterProblems } from '@/components/ui/filter-problems';
import { splitGenes } from '@/components/ui/genes';
import { queryOf } from '@/lib/address/parameters';
import { alsoKnown } from '@/lib/address/reading';
import { figureRequest } from '@/lib/figure/formats/export.server';
import { FIGURE_KINDS } from '@/lib/figure/kinds/all-kinds.server';

type Props = Readonly<{
  params: Promise<{ kind: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}>;

/** Sizes in px at which the chart is drawn: one for a wide frame, one for a telephone. */
const SIZES = { wide: { width: 960, height: 470 }, narrow: { width: 480, height: 420 } } as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exports');
  return { title: t('embed.title'), robots: { index: false } };
}

/** One figure for a frame on another site: published evidence only, whoever is signed in. */
export default async function EmbedPage({ params, searchParams }: Props) {
  const kind = FIGURE_KINDS.get((await params).kind);
  if (kind === undefined) notFound();
  const [locale, t, asked] = await Promise.all([getLocale(), getTranslations('exports'), searchParams]);
  const answer = await kind(await figureRequest(queryOf(asked), null, locale, splitGenes));
  if (!answer.ok)
    return (
      <FilterProblems title={t('embed.refused')} problems={answer.problems.map((one) => alsoKnown(one, ['lang']))} />
    );
  const { document } = answer;
  return (
    <EmbeddedFigure
      title={document.title}
      subtitle={document.subtitle}
      altText={document.altText}
      pictures={{ wide: document.chart(SIZES.wide).svg, narrow: document.chart(SIZES.narrow).svg }}
      caveats={document.caveats}
      method={document.method}
      headings={document.headings}
      citations={document.citations}
      sourcesNote={document.sourcesNote}
      footer={document.footer}
      address={document.address}
    />
  );
}
