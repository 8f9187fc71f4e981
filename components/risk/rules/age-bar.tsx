import { useTranslations } from 'next-intl';
import { useRiskWords } from '@/components/risk/use-risk-words';
import type { Criterion } from '@/lib/risk/criteria';
import { DAYS_PER_MONTH } from '@/lib/risk/numbers/age-in-months';
import classes from './rules.module.css';
import { useCriterionWords } from './use-criterion-words';

const WIDTH = 168;
/** 13 months, the highest limit of any protocol, and a little room. */
const DAYS = 400;
const QUARTERS = [3, 6, 9, 12].map((months) => months * DAYS_PER_MONTH);

type Props = Readonly<{ limits: readonly Criterion[]; cuts: readonly Criterion[] }>;

/** The first year as a line: filled below the age that decides, ending where entry ends; all on one scale. */
export function AgeBar({ limits, cuts }: Props) {
  const t = useTranslations('riskRules.thresholds');
  const words = useRiskWords();
  const { requirementText } = useCriterionWords();
  const [limit, cut] = [daysOf(limits), daysOf(cuts)];
  const x = (days: number): number => (days / DAYS) * WIDTH;
  const entry = limits
    .map(({ comparison }) =>
      comparison.kind === 'number' ? t('entry', { limit: requirementText(comparison, []) }) : '',
    )
    .join(', ');
  const group = cut === null ? '' : `< ${words.factValue('ageDays', cut)}`;
  return (
    <div className={classes.age}>
      <svg viewBox={`0 0 ${WIDTH} 12`} width={WIDTH} height={12} aria-hidden="true">
        {QUARTERS.map((days) => (
          <path key={days} d={`M${x(days)},9v3`} className={classes.tick} />
        ))}
        {limit !== null && <path d={`M0,6H${x(limit)}`} className={classes.span} />}
        {cut !== null && <path d={`M0,6H${x(cut)}`} className={classes.young} />}
        {cut !== null && <path d={`M${x(cut)},1v10`} className={classes.edge} />}
        {limit !== null && <path d={`M${x(limit)},2v8`} className={classes.tick} />}
      </svg>
      <span>
        {group !== '' && (
          <strong>
            {group}
            <ConventionMark criteria={cuts} />
          </strong>
        )}
        <small>
          {entry}
          <ConventionMark criteria={limits} />
        </small>
      </span>
    </div>
  );
}

function ConventionMark({ criteria }: Readonly<{ criteria: readonly Criterion[] }>) {
  const t = useTranslations('riskRules.thresholds');
  return criteria.some(({ convention }) => convention) ? (
    <abbr className={classes.mark} title={t('markTitle')}>
      {t('mark')}
    </abbr>
  ) : null;
}

function daysOf(criteria: readonly Criterion[]): number | null {
  const [first] = criteria;
  return first?.comparison.kind === 'number' ? first.comparison.limit : null;
}
