import { useTranslations } from 'next-intl';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { Conflict } from '@/lib/risk/explanation/contradictions';
import { DECISION_POINTS, FACT_DEFINITIONS, type DecisionPoint, type FactName, type Facts } from '@/lib/risk/facts';
import type { NumberFact } from '@/lib/risk/numbers/number-intervals';
import { ChoiceField } from './choice-field';
import type { NumberEntry, RiskEntry } from './fact-entry';
import { NumberField } from './number-field';
import classes from '../risk-page.module.css';
import { useRiskWords } from '../use-risk-words';

type Props = Readonly<{
  entry: RiskEntry;
  onChange: (entry: RiskEntry) => void;
  conflicts: readonly Conflict[];
  facts: Facts;
  evidence: RiskEvidence;
  ready: boolean;
}>;

type CategoryField = Exclude<FactName, NumberFact | 'kmt2a' | 'kmt2aEvaluable'>;

/** One field answers both `kmt2a` and `kmt2aEvaluable`. */
type ShownFact = NumberFact | CategoryField | 'kmt2a';

/** The facts in the order of treatment. */
const FIELDS = {
  diagnosis: ['ageDays', 'kmt2a', 'kmt2aPartner', 'wbc', 'cns'],
  'day-8': ['day8Blasts', 'prednisoneResponse', 'cnsDay8'],
  'end-of-induction': ['remissionEoi', 'mrdEoi'],
  'after-blina-1': ['mrdBlina1'],
  'after-hr1': ['mrdHr1'],
} as const satisfies Record<DecisionPoint, readonly ShownFact[]>;
/** A fact that no point of decision shows does not compile. */
type Shown = (typeof FIELDS)[DecisionPoint][number];
const ORDER: Readonly<Record<DecisionPoint, readonly Shown[]>> = FIELDS satisfies [ShownFact] extends [Shown]
  ? Record<DecisionPoint, readonly Shown[]>
  : never;

export function FactForm({ entry, onChange, conflicts, facts, evidence, ready }: Props) {
  const words = useRiskWords();
  const setNumber = (fact: NumberFact, typed: NumberEntry): void =>
    onChange({ ...entry, numbers: { ...entry.numbers, [fact]: typed } });
  const setCategories = (change: Facts): void => onChange({ ...entry, categories: { ...entry.categories, ...change } });
  const conflictOf = (...facts: FactName[]): Conflict | undefined =>
    conflicts.find((conflict) => facts.some((fact) => conflict.facts.includes(fact)));
  const field = (fact: ShownFact) => {
    if (fact === 'kmt2a')
      return (
        <Kmt2aField
          key={fact}
          categories={entry.categories}
          onChange={setCategories}
          conflict={conflictOf('kmt2a', 'kmt2aEvaluable')}
        />
      );
    if (isNumberField(fact)) {
      return (
        <NumberField
          key={fact}
          fact={fact}
          entry={entry.numbers[fact]}
          onChange={(typed) => setNumber(fact, typed)}
          facts={facts}
          conflict={conflictOf(fact)}
          evidence={evidence}
        />
      );
    }
    return (
      <CategoryChoice
        key={fact}
        fact={fact}
        value={entry.categories[fact]}
        onChange={setCategories}
        conflict={conflictOf(fact)}
      />
    );
  };
  return (
    <form className={classes.fields} onSubmit={(event) => event.preventDefault()}>
      {DECISION_POINTS.map((point) => (
        <fieldset key={point} className={classes.group} disabled={!ready}>
          <legend>{words.pointName(point)}</legend>
          {ORDER[point].map(field)}
        </fieldset>
      ))}
    </form>
  );
}

function isNumberField(fact: NumberFact | CategoryField): fact is NumberFact {
  return FACT_DEFINITIONS[fact].type === 'number';
}

type CategoryProps<Fact extends FactName> = Readonly<{
  fact: Fact;
  value: Facts[Fact];
  onChange: (change: Facts) => void;
  conflict: Conflict | undefined;
}>;

function CategoryChoice({ fact, value, onChange, conflict }: CategoryProps<CategoryField>) {
  const words = useRiskWords();
  const definition = FACT_DEFINITIONS[fact];
  const values = definition.type === 'text' ? definition.allowed : [true, false];
  return (
    <ChoiceField
      id={`fact-${fact}`}
      label={words.factName(fact)}
      value={value === null || value === undefined ? '' : String(value)}
      options={values.map((option) => ({
        value: String(option),
        label: words.factValue(fact, option as Facts[CategoryField]),
      }))}
      onChange={(chosen) => onChange({ [fact]: values.find((option) => String(option) === chosen) ?? null })}
      conflict={conflict}
    />
  );
}

/** Status and whether it can be established are one question to a reader. */
function Kmt2aField({
  categories,
  onChange,
  conflict,
}: Readonly<{ categories: Facts; onChange: (change: Facts) => void; conflict: Conflict | undefined }>) {
  const t = useTranslations('riskPage');
  const words = useRiskWords();
  const current = kmt2aChoice(categories);
  return (
    <ChoiceField
      id="fact-kmt2a"
      label={words.factName('kmt2a')}
      value={current}
      options={kmt2aChoices(current).map((choice) => ({ value: choice, label: t(`kmt2aChoice.${choice}`) }))}
      onChange={(chosen) => onChange(factsOfKmt2aChoice(chosen))}
      conflict={conflict}
    />
  );
}

const CHOICES = ['rearranged', 'germline', 'awaited', 'not-evaluable'] as const;
/** Contradictory pairs, offered only where a shared link says them. */
const CONTRADICTORY = ['rearranged-not-evaluable', 'germline-not-evaluable'] as const;
type Kmt2aChoice = (typeof CHOICES)[number] | (typeof CONTRADICTORY)[number];

/** The KMT2A status and whether it can be established, as one choice; empty while nothing is known. */
function kmt2aChoice({ kmt2a, kmt2aEvaluable }: Facts): Kmt2aChoice | '' {
  if (kmt2a !== null && kmt2a !== undefined) return kmt2aEvaluable === false ? `${kmt2a}-not-evaluable` : kmt2a;
  if (kmt2aEvaluable === null || kmt2aEvaluable === undefined) return '';
  return kmt2aEvaluable ? 'awaited' : 'not-evaluable';
}

function kmt2aChoices(current: Kmt2aChoice | ''): Kmt2aChoice[] {
  return [...CHOICES, ...CONTRADICTORY.filter((choice) => choice === current)];
}

/** Both facts behind a choice. A known status needs no word on whether it can be established. */
function factsOfKmt2aChoice(choice: string): Pick<Facts, 'kmt2a' | 'kmt2aEvaluable'> {
  switch (choice) {
    case 'rearranged':
    case 'germline':
      return { kmt2a: choice, kmt2aEvaluable: null };
    case 'rearranged-not-evaluable':
      return { kmt2a: 'rearranged', kmt2aEvaluable: false };
    case 'germline-not-evaluable':
      return { kmt2a: 'germline', kmt2aEvaluable: false };
    case 'awaited':
      return { kmt2a: null, kmt2aEvaluable: true };
    case 'not-evaluable':
      return { kmt2a: null, kmt2aEvaluable: false };
    default:
      return { kmt2a: null, kmt2aEvaluable: null };
  }
}
