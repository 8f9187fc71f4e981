import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import { outcomesOf, type RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { BOUNDARIES } from '@/lib/risk/numbers/boundaries';
import type { RiskAnswer, RiskResult } from '@/lib/risk/classify';
import { GROUPS, type Facts } from '@/lib/risk/facts';
import type { PreparedRuleSet } from '@/lib/risk/prepared-rule-set';
import { CONVENTIONS, DIFFERING_READINGS, type DifferingReading } from '@/lib/risk/readings';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import { ClauseList } from './clause-list';
import classes from '../risk.module.css';
import { stratumFacts } from './stratum-facts';
import { GroupWithoutFigure, StratumOutcomes } from './stratum-outcomes';
import { whyNoFigure } from './why-no-figure';
import { useRiskWords } from '../use-risk-words';

type Props = Readonly<{
  prepared: PreparedRuleSet;
  result: RiskResult;
  facts: Facts;
  conflicts: RiskAnswer['conflicts'];
  evidence: RiskEvidence;
}>;

/** All that stands behind one row: the rule with the patient's values, its boundaries, its readings, and published outcomes. */
export function MatrixRowDetail({ prepared, result, facts, conflicts, evidence }: Props) {
  const t = useTranslations('risk.detail');
  const words = useRiskWords();
  const { ruleSet } = prepared;
  const trial = evidence.protocols[ruleSet.protocol];
  return (
    <div className={classes.detail}>
      <section className={classes.part}>
        <h3>{t('rule')}</h3>
        <p className="muted">
          {t('points', { points: ruleSet.points.map(words.pointName).join(', ') })} ·{' '}
          {words.variantName(ruleSet.variant)} · {t('version', { version: ruleSet.version })}
        </p>
        <LocalNames prepared={prepared} />
        <ClauseList prepared={prepared} facts={facts} conflicts={conflicts} evidence={evidence} />
      </section>
      <div className={classes.part}>
        <Outcomes result={result} facts={facts} evidence={evidence} />
        <Boundaries ruleSetKey={ruleSetKey(ruleSet)} />
        <Readings ruleSetKey={ruleSetKey(ruleSet)} />
        <DifferingReadings
          readings={DIFFERING_READINGS.filter(({ protocols }) => protocols.includes(ruleSet.protocol))}
        />
        <section>
          <h4>{t('outside')}</h4>
          <p>
            <GeneText text={inLocale(ruleSet.outside, words.locale)} />
          </p>
        </section>
        {trial !== undefined && (
          <p>
            <Link href={`/trials/${trial.slug}`}>{t('trial', { protocol: trial.acronym })}</Link>
          </p>
        )}
      </div>
    </div>
  );
}

function LocalNames({ prepared: { ruleSet } }: Pick<Props, 'prepared'>) {
  const t = useTranslations('risk.detail');
  const words = useRiskWords();
  const names = GROUPS.flatMap((group) => {
    const name = ruleSet.localNames[group];
    return name === undefined ? [] : [`${group} – ${inLocale(name, words.locale)}`];
  });
  return names.length === 0 ? null : <p className="muted">{t('localNames', { names: names.join('; ') })}</p>;
}

function Outcomes({ result, facts, evidence }: Pick<Props, 'result' | 'facts' | 'evidence'>) {
  const t = useTranslations('risk.detail');
  const figures = outcomesOf(evidence, result, stratumFacts(facts));
  return (
    <section>
      <h3>{t('outcomes')}</h3>
      {figures.length > 0 ? (
        <>
          <p className="muted">{t('narrowest')}</p>
          <GroupWithoutFigure figures={figures} result={result} />
          <StratumOutcomes figures={figures} evidence={evidence} />
        </>
      ) : (
        <p className="muted">{t(`noFigure.${whyNoFigure(result)}`)}</p>
      )}
    </section>
  );
}

function Boundaries({ ruleSetKey: key }: Readonly<{ ruleSetKey: string }>) {
  const t = useTranslations('risk.detail');
  const { locale } = useRiskWords();
  const boundaries = BOUNDARIES.filter(({ ruleSets }) => ruleSets.includes(key));
  if (boundaries.length === 0) return null;
  return (
    <section>
      <h4>{t('boundaries')}</h4>
      <ul className={classes.notes}>
        {boundaries.map(({ onTheCut, settledBy, convention }) => (
          <li key={onTheCut.en}>
            {inLocale(onTheCut, locale)}
            {convention && (
              <>
                {' '}
                <span className={classes.convention}>{t('convention')}</span>
              </>
            )}
            <span className={classes.aside}>{t('settledBy', { text: inLocale(settledBy, locale) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Readings({ ruleSetKey: key }: Readonly<{ ruleSetKey: string }>) {
  const t = useTranslations('risk.detail');
  const { locale } = useRiskWords();
  const readings = CONVENTIONS.filter(({ ruleSets }) => ruleSets.includes(key));
  if (readings.length === 0) return null;
  return (
    <section>
      <h4>{t('readings')}</h4>
      <ul className={classes.notes}>
        {readings.map(({ title, reading }) => (
          <li key={title.en}>
            {inLocale(title, locale)} <span className={classes.convention}>{t('convention')}</span>
            <span className={classes.aside}>
              <GeneText text={inLocale(reading, locale)} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the review says, what the primary source says, and what is done about it. */
function DifferingReadings({ readings }: Readonly<{ readings: readonly DifferingReading[] }>) {
  const t = useTranslations('risk.detail');
  const { locale } = useRiskWords();
  if (readings.length === 0) return null;
  return (
    <section>
      <h4>{t('differing')}</h4>
      <ul className={classes.notes}>
        {readings.map(({ review, primary, handling }) => (
          <li key={review.en}>
            <dl className={classes.pairs}>
              <dt>{t('reviewSays')}</dt>
              <dd>
                <GeneText text={inLocale(review, locale)} />
              </dd>
              <dt>{t('primarySays')}</dt>
              <dd>
                <GeneText text={inLocale(primary, locale)} />
              </dd>
              <dt>{t('handling')}</dt>
              <dd>
                <GeneText text={inLocale(handling, locale)} />
              </dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
