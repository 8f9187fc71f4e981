import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { SourceChip } from '@/components/ui/source/chip';
import { decimalsIn, formatInterval, formatNumber, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { compareAddress } from '@/lib/registry/trials/outcome-groups';
import { publishedInterval } from '@/lib/registry/published-interval';
import { isOfGroup, type RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { RiskResult } from '@/lib/risk/classify';
import classes from '../risk.module.css';
import { useFigureWords } from '../use-figure-words';
import { useRiskWords } from '../use-risk-words';

type Result = Pick<RiskResult, 'group'>;

/** `(30.8–43.0:` and `(60.8–92.0)` of a figure in one line */
const INTERVAL = /(\(?\d[^\s–]*–\S+)/u;

/** The figures in the narrow column of the matrix, each in one line with its source, and whose figures they are. */
export function OutcomeBrief({
  figures,
  result,
  evidence,
}: Readonly<{ figures: readonly PublishedEstimate[]; result: Result; evidence: RiskEvidence }>) {
  const figureWords = useFigureWords();
  const { locale } = useRiskWords();
  return (
    <>
      {figures.map((figure) => (
        <Fragment key={figure.id}>
          <span className={classes.figure}>
            <Unbroken words={figureWords(figure)} /> <FigureSource figure={figure} evidence={evidence} />
          </span>
          <span className={classes.aside}>
            <GeneText text={inLocale(figure.label, locale)} />
          </span>
        </Fragment>
      ))}
      <GroupWithoutFigure figures={figures} result={result} />
    </>
  );
}

/** A line whose interval is not cut after its dash, where it would read as two numbers. */
function Unbroken({ words }: Readonly<{ words: string }>) {
  return (
    <span>
      {words.split(INTERVAL).map((part, index) => (
        <span key={index} className={INTERVAL.test(part) ? classes.range : undefined}>
          {part}
        </span>
      ))}
    </span>
  );
}

/** Says that the patient's own risk group has no figure, where the figures given are of a wider population. */
export function GroupWithoutFigure({
  figures,
  result: { group },
}: Readonly<{ figures: readonly PublishedEstimate[]; result: Result }>) {
  const t = useTranslations('risk.detail');
  const words = useRiskWords();
  if (group === null || figures.some((figure) => isOfGroup(figure, { group }))) return null;
  return <span className={classes.aside}>{t('groupWithout', { group: words.groupName(group) })}</span>;
}

/** Every published figure of the stratum with its interval, number and source, and the way to the chart. */
export function StratumOutcomes({
  figures,
  evidence,
}: Readonly<{ figures: readonly PublishedEstimate[]; evidence: RiskEvidence }>) {
  const t = useTranslations('risk.detail');
  const vocabulary = useTranslations('vocabulary');
  const { locale } = useRiskWords();
  return (
    <ul className={classes.figures}>
      {figures.map((figure) => (
        <li key={figure.id}>
          <p>
            <strong>
              <FigureWords figure={figure} />
            </strong>{' '}
            <Interval figure={figure} />
            {figure.n !== null && (
              <span className="muted"> · {t('patients', { n: formatNumber(figure.n, locale) })}</span>
            )}{' '}
            <FigureSource figure={figure} evidence={evidence} />
          </p>
          <p className="muted">
            <GeneText text={inLocale(figure.label, locale)} /> · {vocabulary(`fromTimeZero.${figure.timeZero}`)}
          </p>
          {figure.caveats.map((caveat) => (
            <p key={caveat} className={classes.caveat}>
              {vocabulary(`caveat.${caveat}`)}
            </p>
          ))}
          {figure.chartable && (
            <p>
              <Link href={compareAddress(figure.endpoint, [figure.id])}>{t('compare')}</Link>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function FigureWords({ figure: { endpoint, estimate, timeYears } }: Readonly<{ figure: PublishedEstimate }>) {
  const t = useTranslations('risk.detail');
  const vocabulary = useTranslations('vocabulary');
  const { locale } = useRiskWords();
  const horizon = timeYears === null ? t('horizonUnknown') : formatYears(timeYears, locale);
  return (
    <>
      {vocabulary(`endpoint.${endpoint}.short`)} {estimate === null ? '–' : formatPercent(estimate, locale)}{' '}
      <span className={classes.horizon}>({horizon})</span>
    </>
  );
}

function Interval({ figure }: Readonly<{ figure: PublishedEstimate }>) {
  const t = useTranslations('risk.detail');
  const { locale } = useRiskWords();
  const interval = publishedInterval(figure);
  if (interval === null) return null;
  const range = formatInterval(
    interval.low,
    interval.high,
    locale,
    interval.how === 'published' ? decimalsIn(interval.low, interval.high) : 1,
  );
  if (interval.how === 'published')
    return <>{t('intervalPublished', { level: formatNumber(interval.level, locale), range })}</>;
  return (
    <>
      {t('se', { se: formatNumber(figure.se ?? 0, locale) })}{' '}
      <span className="muted">({t('intervalComputed', { range })})</span>
    </>
  );
}

function FigureSource({ figure, evidence }: Readonly<{ figure: PublishedEstimate; evidence: RiskEvidence }>) {
  const citation = evidence.citations[figure.source.ref];
  return citation === undefined ? null : <SourceChip source={figure.source} citation={citation} />;
}
