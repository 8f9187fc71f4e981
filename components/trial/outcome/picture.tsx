import { useLocale, useTranslations } from 'next-intl';
import { ForestMarkSign, ForestScale } from '@/components/compare/forest/forest-mark';
import { GeneText } from '@/components/ui/gene-text';
import { decimalsIn, formatInterval, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import { publishedInterval } from '@/lib/registry/published-interval';
import type { Estimate } from '@/lib/registry/schema';
import { picturedFigures } from '@/lib/registry/trials/outcome-groups';
import forest from '@/components/compare/forest/forest.module.css';
import figure from '@/components/figure/figure.module.css';
import classes from './picture.module.css';

type Props = Readonly<{ estimates: readonly Estimate[]; acronym: string }>;

/** The study's figures of whole strata at one glance: endpoint by endpoint on one axis, each a way to its row with its source. */
export function OutcomePicture({ estimates, acronym }: Props) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const rows = picturedFigures(estimates);
  if (rows.length === 0) return null;
  const most = Math.max(1, ...rows.map(({ n }) => n ?? 0));
  return (
    <section className={`${figure.colours} ${classes.picture}`} aria-label={t('picture', { trial: acronym })}>
      <div className={classes.row} aria-hidden="true">
        <span />
        <span className={classes.plot}>
          <ForestScale label={t('survivalAxis')} />
        </span>
        <span />
      </div>
      <ul>
        {rows.map((estimate, i) => (
          <li key={estimate.id} className={classes.row}>
            <span className={classes.name}>
              {rows[i - 1]?.endpoint !== estimate.endpoint && (
                <b>{vocabulary(`endpoint.${estimate.endpoint}.short`)}</b>
              )}
              <a href={`#${estimate.id}`}>
                <GeneText text={inLocale(estimate.label, locale)} />
              </a>
            </span>
            <Row estimate={estimate} share={(estimate.n ?? 0) / most} />
          </li>
        ))}
      </ul>
      <p className={classes.note}>{t('pictureNote')}</p>
    </section>
  );
}

function Row({ estimate, share }: Readonly<{ estimate: Estimate; share: number }>) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const interval = publishedInterval(estimate);
  const percent = estimate.estimate ?? 0;
  const horizon = estimate.timeYears === null ? t('horizonUnknown') : formatYears(estimate.timeYears, locale);
  const range =
    interval === null
      ? ''
      : ` (${formatInterval(interval.low, interval.high, locale, interval.how === 'published' ? decimalsIn(interval.low, interval.high) : 1)})`;
  const value = formatPercent(percent, locale);
  return (
    <>
      <span className={`${classes.plot} ${forest.gridCell}`}>
        <ForestMarkSign
          mark={{
            kind: 'marker',
            percent,
            low: interval?.low ?? null,
            high: interval?.high ?? null,
            dashed: interval?.how === 'from-se',
            open: interval === null || estimate.timeZero === 'unknown',
            size: share,
            style: { colour: COLOURS[estimate.endpoint === 'OS' ? 'OS' : 'other'], shape: 'square' },
          }}
          description={`${vocabulary(`endpoint.${estimate.endpoint}.short`)}, ${inLocale(estimate.label, locale)}, ${horizon}: ${value}${range}`}
        />
      </span>
      <span className={classes.value}>
        <b>{value}</b>
        {range} <span className="muted">{horizon}</span>
        {estimate.timeZero !== 'diagnosis' && (
          <span className={classes.from}>{vocabulary(`fromTimeZero.${estimate.timeZero}`)}</span>
        )}
      </span>
    </>
  );
}

/** Positions among the colours of series: overall survival apart from what counts events. */
const COLOURS = { other: 1, OS: 0 } as const;
