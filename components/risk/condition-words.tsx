import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import type { CategoryCondition, NumberCondition, Relation, Truth } from '@/lib/risk/condition';
import { POOR_RESPONSE_FROM } from '@/lib/risk/explanation/derived-answers';
import type { Conflict } from '@/lib/risk/explanation/contradictions';
import type { ConditionState } from '@/lib/risk/explanation/explain-condition';
import type { FactName, Facts } from '@/lib/risk/facts';
import classes from './risk.module.css';
import { useRiskWords } from './use-risk-words';

const SIGNS: Readonly<Record<Relation, string>> = { '<': '<', '<=': '≤', '>=': '≥', '>': '>' };
const TRUTH_SIGNS = { true: '✓', false: '✗', null: '?' } as const;

type Known = Readonly<{ facts: Facts; conflicts: readonly Conflict[] }>;

/** A condition with the patient's values filled in, part by part. Its own value stands beside the clause. */
export function ConditionWords({
  state,
  known,
  part = false,
}: Readonly<{ state: ConditionState; known: Known; part?: boolean }>) {
  const t = useTranslations('risk.detail');
  if (state.kind === 'comparison') {
    return (
      <p className={classes.comparison}>
        {part && <TruthMark truth={state.truth} />} <ComparisonWords state={state} known={known} />
      </p>
    );
  }
  if (state.parts.length === 0) return <span>{t('always')}</span>;
  return (
    <div className={classes.condition}>
      {(state.kind !== 'all' || state.parts.length > 1) && <span className="muted">{t(`joined.${state.kind}`)}</span>}
      <ul>
        {partsInLine(state).map((inner, i) => (
          <li key={i}>
            <ConditionWords state={inner} known={known} part />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** "All of a, and all of b and c" reads as "all of a, b and c". */
function partsInLine(state: Exclude<ConditionState, { kind: 'comparison' }>): ConditionState[] {
  return state.parts.flatMap((inner) =>
    state.kind !== 'not' && inner.kind === state.kind ? partsInLine(inner) : [inner],
  );
}

function ComparisonWords({
  state: { comparison, fact },
  known: { facts, conflicts },
}: Readonly<{ state: Extract<ConditionState, { kind: 'comparison' }>; known: Known }>) {
  const t = useTranslations('risk.detail');
  const words = useRiskWords();
  return (
    <span>
      <GeneText text={wanted()} />{' '}
      <span className={classes.actual}>
        (<GeneText text={actual()} />)
      </span>
    </span>
  );

  function wanted(): string {
    if (comparison.kind === 'number')
      return `${words.factName(comparison.question, 'short')} ${SIGNS[comparison.relation]} ${words.factValue(comparison.question, comparison.limit)}`;
    if (comparison.question === 'prednisoneResponse' && comparison.value === 'poor')
      return `${words.factName('day8Blasts', 'short')} ≥ ${words.factValue('day8Blasts', POOR_RESPONSE_FROM)}`;
    const value =
      comparison.value === 'not-evaluable'
        ? words.notEvaluable
        : words.factValue(comparison.question, comparison.value as Facts[FactName]);
    return `${words.factName(comparison.question, 'short')}: ${value}`;
  }

  function actual(): string {
    if (fact !== null)
      return fact === asked(comparison)
        ? words.factValue(fact, facts[fact])
        : `${words.factName(fact, 'short')}: ${words.factValue(fact, facts[fact])}`;
    const names = factsBehind(comparison);
    if (conflicts.some((conflict) => conflict.facts.some((name) => names.includes(name)))) return t('setAside');
    if (names.includes('kmt2a') && facts.kmt2aEvaluable === false) return t('notNamed');
    if (names.includes('day8Blasts') && facts.prednisoneResponse === 'not-evaluable') return t('notNamed');
    return words.notKnownYet;
  }
}

function asked(comparison: NumberCondition | CategoryCondition): FactName {
  return comparison.question === 'prednisoneResponse' ? 'day8Blasts' : comparison.question;
}

/** The facts that could answer a comparison. */
function factsBehind({ question }: NumberCondition | CategoryCondition): FactName[] {
  if (question === 'kmt2a') return ['kmt2a', 'kmt2aEvaluable', 'kmt2aPartner'];
  return question === 'prednisoneResponse' ? ['day8Blasts', 'prednisoneResponse'] : [question];
}

/** Met, not met or open, as a sign and a word. */
export function TruthMark({ truth }: Readonly<{ truth: Truth }>) {
  const words = useRiskWords();
  return (
    <span className={classes.truth} data-truth={`${truth}`}>
      <span aria-hidden="true">{TRUTH_SIGNS[`${truth}`]}</span> <span>{words.truthWord(truth)}</span>
    </span>
  );
}
