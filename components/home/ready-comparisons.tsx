import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { decimalsIn, formatInterval, formatNumber, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { publishedInterval } from '@/lib/registry/published-interval';
import { compareAddress } from '@/lib/registry/trials/outcome-groups';
import { READY_COMPARISONS, readySides, type ReadySide } from '@/lib/registry/trials/ready-comparisons';
import classes from './home.module.css';

/** Arms against each other and a study against its own control: each with its figures, and the way to the chart. */
export function ReadyComparisons({ estimates }: Readonly<{ estimates: readonly PublishedEstimate[] }>) {
  const t = useTranslations('home');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  return (
    <section className={classes.ready} aria-labelledby="ready">
      <h2 id="ready">{t('ready.title')}</h2>
      <p className="muted">{t('ready.intro')}</p>
      <ul>
        {READY_COMPARISONS.map((comparison) => {
          const sides = readySides(comparison, estimates);
          const [first] = sides.flatMap(({ figures }) => figures);
          if (first === undefined) return null;
          const ids = sides.flatMap(({ figures }) => figures.map(({ id }) => id));
          return (
            <li key={comparison.key}>
              <Link className={classes.job} href={compareAddress(comparison.endpoint, ids)}>
                <GeneText text={t(`ready.of.${comparison.key}`)} /> <span aria-hidden="true">→</span>
              </Link>
              <p className="muted">
                {vocabulary(`endpoint.${comparison.endpoint}.long`)}, {vocabulary(`fromTimeZero.${first.timeZero}`)}
              </p>
              <dl>
                {sides.map((side) => (
                  <Side key={inLocale(side.label, locale)} side={side} />
                ))}
              </dl>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Side({ side: { trial, label, figures } }: Readonly<{ side: ReadySide }>) {
  const t = useTranslations('home');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  return (
    <>
      <dt>
        <GeneText text={trial} />
        <span className="muted">
          <GeneText text={inLocale(label, locale)} />
        </span>
      </dt>
      {figures.map((figure) => {
        const interval = publishedInterval(figure);
        return (
          <dd key={figure.id}>
            <strong>{figure.estimate === null ? '–' : formatPercent(figure.estimate, locale)}</strong>{' '}
            {interval !== null &&
              `(${formatInterval(interval.low, interval.high, locale, interval.how === 'published' ? decimalsIn(interval.low, interval.high) : 1)}) `}
            {figure.timeYears !== null && formatYears(figure.timeYears, locale)}
            {figure.n !== null && ` · ${t('n', { n: formatNumber(figure.n, locale) })}`}
            {figure.caveats.includes('one-curator') && (
              <span className="muted"> {vocabulary('caveat.one-curator')}</span>
            )}
          </dd>
        );
      })}
    </>
  );
}
