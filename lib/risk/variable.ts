import type { CategoryCondition, CategoryQuestion, NumberCondition, NumberQuestion, Question } from './condition';
import type { Answers, DerivedAnswers } from './explanation/derived-answers';
import { FACT_DEFINITIONS, PARTNERS, type DecisionPoint, type FactName } from './facts';
import type { NotEvaluable } from './rule-set';

export type Comparison = NumberCondition | CategoryCondition;

/**
 * Values of one quantity that a rule set cannot tell apart fall into one cell. Sets of cells are bit masks.
 * KMT2A and its partner are one quantity, because a partner exists only if KMT2A is rearranged.
 */
export type Variable = {
  /** The point of treatment from which the quantity is available. */
  at: DecisionPoint;
  cells: number;
  /** The cells that what is known allows. */
  allowed: (known: DerivedAnswers) => number;
  /** The cells in which a comparison is true; in all others it is false. */
  cellsWhere: (comparison: Comparison) => number;
  /** For each fact that could be asked for: the pairs of cells that differ in that fact and in nothing else. */
  alternatives: { fact: FactName; pairs: [number, number][] }[];
};

/** One combination of values of the questions that a variable covers. */
type Sample = Partial<Answers>;

/** Builds the variables that the comparisons of a rule set need, one for each quantity. */
export function variablesFor(
  comparisons: readonly Comparison[],
  notEvaluable: readonly NotEvaluable[],
): Map<Question, Variable> {
  const variables = new Map<Question, Variable>();
  const about = (...questions: Question[]): Comparison[] =>
    comparisons.filter(({ question }) => questions.includes(question));
  for (const comparison of comparisons) {
    const { question } = comparison;
    if (variables.has(question)) continue;
    if (question === 'kmt2a' || question === 'kmt2aPartner') {
      const variable = kmt2aVariable(about('kmt2a', 'kmt2aPartner'), notEvaluable.includes('kmt2a'));
      variables.set('kmt2a', variable).set('kmt2aPartner', variable);
    } else if (comparison.kind === 'number') {
      variables.set(question, numberVariable(comparison.question, about(question)));
    } else {
      variables.set(question, categoryVariable(comparison.question, about(question), notEvaluable));
    }
  }
  return variables;
}

/** Whether a comparison holds for known values. */
function holds(comparison: Comparison, sample: Sample): boolean {
  if (comparison.kind === 'category') return sample[comparison.question] === comparison.value;
  const value = sample[comparison.question];
  if (typeof value !== 'number') return false;
  switch (comparison.relation) {
    case '<':
      return value < comparison.limit;
    case '<=':
      return value <= comparison.limit;
    case '>=':
      return value >= comparison.limit;
    case '>':
      return value > comparison.limit;
  }
}

/** Sorts samples into cells by the comparisons that hold for them, apart by `label` where that must stay visible. */
function cellsOf(samples: readonly Sample[], comparisons: readonly Comparison[], label: (sample: Sample) => string) {
  const cells: Sample[][] = [];
  const cellOf = new Map<string, number>();
  const signature = (sample: Sample): string =>
    label(sample) + comparisons.map((comparison) => (holds(comparison, sample) ? '1' : '0')).join('');
  for (const sample of samples) {
    const key = signature(sample);
    const cell = cellOf.get(key) ?? cells.push([]) - 1;
    cellOf.set(key, cell);
    cells[cell]?.push(sample);
  }
  const maskWhere = (wanted: (sample: Sample) => boolean): number =>
    cells.reduce((mask, members, cell) => (members.some(wanted) ? mask | (1 << cell) : mask), 0);
  return { cells, cellOf, signature, maskWhere };
}

function numberVariable(question: NumberQuestion, comparisons: readonly Comparison[]): Variable {
  const samples = samplesOfNumber(question, comparisons).map((value): Sample => ({ [question]: value }));
  const { cells, cellOf, signature, maskWhere } = cellsOf(samples, comparisons, () => '');
  const everything = (1 << cells.length) - 1;
  return {
    at: FACT_DEFINITIONS[question].at,
    cells: cells.length,
    allowed: ({ answers }) => {
      if (answers[question] === null) return everything;
      const cell = cellOf.get(signature(answers));
      if (cell === undefined) throw new RangeError(`${question} is not a number of this rule set's intervals`);
      return 1 << cell;
    },
    cellsWhere: (comparison) => maskWhere((sample) => holds(comparison, sample)),
    alternatives: [{ fact: question, pairs: pairsWhere(cells, () => true) }],
  };
}

/** Every cut point and one value on each side of it: numbers enter the outcome only through the cut points. */
function samplesOfNumber(question: NumberQuestion, comparisons: readonly Comparison[]): number[] {
  const cuts = [
    ...new Set(comparisons.flatMap((comparison) => (comparison.kind === 'number' ? [comparison.limit] : []))),
  ].sort((a, b) => a - b);
  const definition = FACT_DEFINITIONS[question];
  const whole = definition.type === 'number' && definition.integer;
  const values = whole
    ? cuts.flatMap((cut) => [cut - 1, cut, cut + 1])
    : cuts.flatMap((cut, i) => [(cut + (cuts[i - 1] ?? 0)) / 2, cut, (cut + (cuts[i + 1] ?? cut + 2)) / 2]);
  return values.filter((value) => value >= 0);
}

function categoryVariable(
  question: CategoryQuestion,
  comparisons: readonly Comparison[],
  notEvaluable: readonly NotEvaluable[],
): Variable {
  const samples = valuesOf(question, notEvaluable).map((value): Sample => ({ [question]: value }));
  const { cells, maskWhere } = cellsOf(samples, comparisons, () => '');
  const everything = (1 << cells.length) - 1;
  // A value that the rule set does not name, such as a response that is not evaluable, is unknown there.
  const maskOf = new Map(
    samples.map((sample) => [sample[question], maskWhere((other) => other[question] === sample[question])]),
  );
  return {
    at: FACT_DEFINITIONS[question].at,
    cells: cells.length,
    allowed: ({ answers }) => maskOf.get(answers[question]) ?? everything,
    cellsWhere: (comparison) => maskWhere((sample) => holds(comparison, sample)),
    alternatives: [
      { fact: question === 'prednisoneResponse' ? 'day8Blasts' : question, pairs: pairsWhere(cells, () => true) },
    ],
  };
}

function valuesOf(question: CategoryQuestion, notEvaluable: readonly NotEvaluable[]): readonly (string | boolean)[] {
  const definition = FACT_DEFINITIONS[question];
  if (definition.type !== 'text') return [true, false];
  return question === 'prednisoneResponse' && !notEvaluable.includes(question)
    ? definition.allowed.filter((value) => value !== 'not-evaluable')
    : definition.allowed;
}

function kmt2aVariable(comparisons: readonly Comparison[], canBeNotEvaluable: boolean): Variable {
  const samples: Sample[] = [
    { kmt2a: 'germline', kmt2aPartner: null },
    ...PARTNERS.map((partner): Sample => ({ kmt2a: 'rearranged', kmt2aPartner: partner })),
    ...(canBeNotEvaluable ? [{ kmt2a: 'not-evaluable', kmt2aPartner: null } as const] : []),
  ];
  const { cells, maskWhere } = cellsOf(samples, comparisons, (sample) => `${String(sample.kmt2a)} `);
  const statusOf = (members: Sample[]): string | null | undefined => members[0]?.kmt2a;
  return {
    at: FACT_DEFINITIONS.kmt2a.at,
    cells: cells.length,
    allowed: ({ answers, kmt2aEvaluable }) => {
      const status = answers.kmt2a === 'not-evaluable' && !canBeNotEvaluable ? null : answers.kmt2a;
      return maskWhere(
        (sample) =>
          (status === null || sample.kmt2a === status) &&
          (answers.kmt2aPartner === null || sample.kmt2aPartner === answers.kmt2aPartner) &&
          !(kmt2aEvaluable && sample.kmt2a === 'not-evaluable'),
      );
    },
    cellsWhere: (comparison) => maskWhere((sample) => holds(comparison, sample)),
    alternatives: [
      { fact: 'kmt2a', pairs: pairsWhere(cells, (a, b) => statusOf(a) !== statusOf(b)) },
      {
        fact: 'kmt2aPartner',
        pairs: pairsWhere(cells, (a, b) => statusOf(a) === 'rearranged' && statusOf(b) === 'rearranged'),
      },
    ],
  };
}

function pairsWhere(cells: Sample[][], differ: (a: Sample[], b: Sample[]) => boolean): [number, number][] {
  return cells.flatMap((a, i) =>
    cells.slice(i + 1).flatMap((b, k): [number, number][] => (differ(a, b) ? [[i, i + 1 + k]] : [])),
  );
}
