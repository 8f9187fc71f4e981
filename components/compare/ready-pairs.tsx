import { useLocale, useTranslations } from 'next-intl';
import { geneHtml, htmlText } from '@/components/ui/written/gene-html';
import { KeptLinks } from '@/components/ui/written/kept-links';
import { likePairs } from '@/lib/comparison/cohort/like-pairs';
import { pairText } from '@/lib/comparison/words/migration-texts';
import { getPathname } from '@/lib/i18n/navigation';
import type { Locale } from '@/lib/i18n/routing';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { compareAddress } from '@/lib/registry/trials/outcome-groups';
import { READY_COMPARISONS, readySides } from '@/lib/registry/trials/ready-comparisons';
import type { SurvivalEndpoint } from '@/lib/registry/vocabulary';
import classes from './compare.module.css';

type Translate = ReturnType<typeof useTranslations<never>>;
type Words = Readonly<{ locale: Locale; t: Translate }>;
type Lists = Readonly<{ ready: string; pairs: string; count: number }>;

/** The lists by the figures that they were made from, in each language: the figures stay the same list while the evidence does. */
const made = new WeakMap<readonly PublishedEstimate[], Map<Locale, Lists>>();

/** Figures that stand side by side by right: one risk group in two protocols, arms, a study and its own control. */
export function ReadyPairs({ estimates }: Readonly<{ estimates: readonly PublishedEstimate[] }>) {
  const t = useTranslations();
  const { ready, pairs, count } = listsOf(estimates, { locale: useLocale(), t });
  return (
    <section aria-labelledby="ready-pairs" className="screen-only">
      <h2 id="ready-pairs">{t('compare.readyPairs')}</h2>
      <KeptLinks html={ready} />
      {count > 0 && (
        <details>
          <summary>{t('compare.likePairs')}</summary>
          <p className={classes.hint}>{t('compare.likePairsHint', { count })}</p>
          <KeptLinks html={pairs} />
        </details>
      )}
    </section>
  );
}

function listsOf(estimates: readonly PublishedEstimate[], words: Words): Lists {
  const inLanguages = made.get(estimates) ?? new Map<Locale, Lists>();
  made.set(estimates, inLanguages);
  const known = inLanguages.get(words.locale) ?? makeLists(estimates, words);
  inLanguages.set(words.locale, known);
  return known;
}

function makeLists(estimates: readonly PublishedEstimate[], { locale, t }: Words): Lists {
  const item = (endpoint: SurvivalEndpoint, ids: readonly string[], text: string): string => {
    const href = htmlText(getPathname({ href: compareAddress(endpoint, ids), locale }));
    const short = htmlText(t(`vocabulary.endpoint.${endpoint}.short`));
    return `<li><a href="${href}">${geneHtml(text)}</a> <span class="muted">(${short})</span></li>`;
  };
  const ready = READY_COMPARISONS.flatMap((comparison) => {
    const ids = readySides(comparison, estimates).flatMap(({ figures }) => figures.map(({ id }) => id));
    return ids.length < 2 ? [] : [item(comparison.endpoint, ids, t(`home.ready.of.${comparison.key}`))];
  });
  const pairs = likePairs(estimates)
    .toSorted((a, b) => Number(b.why === 'named') - Number(a.why === 'named'))
    .map((pair) =>
      item(
        pair.endpoint,
        pair.figures.map(({ id }) => id),
        pairText(pair, { locale, t }),
      ),
    );
  return { ready: listOf(ready), pairs: listOf(pairs), count: pairs.length };
}

function listOf(items: readonly string[]): string {
  return `<ul>${items.join('')}</ul>`;
}
