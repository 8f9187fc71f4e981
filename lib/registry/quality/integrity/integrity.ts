import {
  DISEASE_FILE,
  PROTOCOL_FILE,
  REFERENCES_FILE,
  type Dataset,
  type Problem,
  type TrialFile,
} from '../../dataset';
import { findBaselineProblems, findDiseaseFactProblems, findEstimateProblems } from './figures';
import { findSeriesProblems } from './series';
import { findSourceProblems, findTextProblems, findTopicProblems } from './statements';
import { explanationOf } from '../explained-implausibilities';
import type { Protocol } from '../../review/schema';
import { checkPlausibility } from '../figure-plausibility';

/**
 * Every rule that the schema of a single file cannot state: identities, links, translations, and figures that contradict
 * each other. An empty list means that the data set may be loaded. Each problem names its file and the place in it.
 */
export function findProblems(dataset: Dataset): Problem[] {
  const referenceIds = new Set(dataset.references.map((reference) => reference.id));
  return [
    ...findRepeats(dataset),
    ...dataset.trials.flatMap((entry) => [
      ...findTrialLinkProblems(entry, dataset),
      ...findSourceProblems(entry.file, entry.trial, referenceIds),
      ...findTextProblems(entry.file, entry.trial),
      ...findEstimateProblems(entry),
      ...findSeriesProblems(entry),
      ...findBaselineProblems(entry),
    ]),
    ...findProblemsBesideTrials(dataset, new Set(dataset.trials.map(({ trial }) => trial.slug))),
  ];
}

/** The rules of what belongs to no study: references, the disease and the protocol; `slugs` are the studies that there are. */
export function findProblemsBesideTrials(
  { references, disease, protocol }: Pick<Dataset, 'references' | 'disease' | 'protocol'>,
  slugs: ReadonlySet<string>,
): Problem[] {
  return [
    ...findTextProblems(REFERENCES_FILE, references),
    ...findSourceProblems(DISEASE_FILE, disease, new Set(references.map(({ id }) => id))),
    ...findTextProblems(DISEASE_FILE, disease),
    ...findTopicProblems(disease),
    ...findNoFacts(disease.facts),
    ...findDiseaseFactProblems(disease.facts),
    ...findTextProblems(PROTOCOL_FILE, protocol),
    ...findCoverProblems(protocol, slugs),
    ...findFlowProblems(protocol.flow),
  ];
}

/** A disease without a single share is a file that was cut short, or a list that was emptied by mistake. */
function findNoFacts(facts: Dataset['disease']['facts']): Problem[] {
  if (facts.length > 0) return [];
  return [
    {
      file: DISEASE_FILE,
      path: 'facts',
      reason: 'the last share of the disease stays: add another one first',
      russian: 'последняя доля в сведениях о болезни остаётся: сначала добавьте другую',
    },
  ];
}

/** What deserves a second look but can be true: more patients than enrolled, figures that hardly go together and that nobody has explained. */
export function findWarnings(dataset: Dataset): Problem[] {
  return [...dataset.trials.flatMap(findEnrolmentWarnings), ...findPlausibilityWarnings(dataset)];
}

function findPlausibilityWarnings({ trials }: Dataset): Problem[] {
  const estimates = trials.flatMap(({ trial }) =>
    trial.estimates.map((estimate) => ({ ...estimate, trial: trial.slug, acronym: trial.acronym })),
  );
  const unexplained = checkPlausibility(estimates)
    .flatMap(({ found }) => found)
    .filter((one) => explanationOf(one.estimates) === null);
  return unexplained.map(({ check, trial, estimates: ids, values }) => {
    const entry = trials.find((one) => one.trial.slug === trial);
    const position = entry?.trial.estimates.findIndex(({ id }) => id === ids.at(-1)) ?? 0;
    return {
      file: entry?.file ?? '',
      path: `estimates[${position}]`,
      reason: `${check}: ${values.map((value) => Math.round(value * 100) / 100).join(', ')} (${ids.join(', ')})`,
    };
  });
}

/** Whose figures answer a question are studies that are there. */
function findCoverProblems({ questions, covers }: Protocol, slugs: ReadonlySet<string>): Problem[] {
  const ids = new Set(questions.map(({ id }) => id));
  return covers.flatMap(({ question, studies }, position) => [
    ...(ids.has(question)
      ? []
      : [
          {
            file: PROTOCOL_FILE,
            path: `covers[${position}].question`,
            reason: `there is no question ${question}`,
            russian: `вопроса ${question} нет`,
          },
        ]),
    ...studies
      .filter((study) => !slugs.has(study))
      .map((study) => ({
        file: PROTOCOL_FILE,
        path: `covers[${position}].studies`,
        reason: `there is no trial ${study}`,
        russian: `исследования ${study} нет`,
      })),
  ]);
}

/** Of each pair the second are among the first, as PRISMA counts them. */
const AMONG = [
  ['identified', 'screened'],
  ['screened', 'excluded'],
  ['screened', 'sought'],
  ['sought', 'notRetrieved'],
] as const satisfies readonly (readonly [keyof Protocol['flow'], keyof Protocol['flow']])[];

function findFlowProblems(flow: Protocol['flow']): Problem[] {
  return AMONG.flatMap(([all, part]) => {
    const [whole, some] = [flow[all], flow[part]];
    if (whole === null || some === null || some <= whole) return [];
    return [
      {
        file: PROTOCOL_FILE,
        path: `flow.${part}`,
        reason: `${some} are more than the ${whole} of ${all}`,
        russian: `${some} больше, чем ${whole} (${all})`,
      },
    ];
  });
}

type Identity = { value: string | number; file: string; path: string };

function findRepeats({ trials, references, disease, protocol }: Dataset): Problem[] {
  const ofReferences = (name: 'id' | 'number' | 'DOI'): Identity[] =>
    references.flatMap((reference, position) => {
      const value = reference[name];
      if (value === undefined) return [];
      return [
        {
          value: typeof value === 'string' ? value.toLowerCase() : value,
          file: REFERENCES_FILE,
          path: `[${position}].${name}`,
        },
      ];
    });
  const inDisease = (list: 'facts' | 'statements'): Identity[] =>
    disease[list].map(({ id }, position) => ({ value: id, file: DISEASE_FILE, path: `${list}[${position}].id` }));
  return [
    trials.map(({ file, trial }) => ({ value: trial.slug, file, path: 'slug' })),
    protocol.questions.map(({ id }, position) => ({
      value: id,
      file: PROTOCOL_FILE,
      path: `questions[${position}].id`,
    })),
    ...trials.map(({ file, trial }) =>
      trial.appraisals.map(({ tool }, position) => ({ value: tool, file, path: `appraisals[${position}].tool` })),
    ),
    trials.flatMap(({ file, trial }) =>
      trial.estimates.flatMap(({ id, aliases = [] }, position) => [
        { value: id, file, path: `estimates[${position}].id` },
        ...aliases.map((value, i) => ({ value, file, path: `estimates[${position}].aliases[${i}]` })),
      ]),
    ),
    ...trials.map(({ file, trial }) =>
      trial.arms.map(({ slug }, position) => ({ value: slug, file, path: `arms[${position}].slug` })),
    ),
    ofReferences('id'),
    ofReferences('number'),
    ofReferences('DOI'),
    inDisease('facts'),
    inDisease('statements'),
  ].flatMap(repeated);
}

function repeated(identities: readonly Identity[]): Problem[] {
  const seen = new Map<string | number, Identity>();
  return identities.flatMap((identity) => {
    const first = seen.get(identity.value);
    if (first === undefined) {
      seen.set(identity.value, identity);
      return [];
    }
    return [
      {
        file: identity.file,
        path: identity.path,
        reason: `${identity.value} is not unique: it also stands in ${first.file} at ${first.path}`,
        russian: `${identity.value} встречается ещё раз: ${first.file}, ${first.path}`,
      },
    ];
  });
}

function findTrialLinkProblems({ file, trial }: TrialFile, dataset: Dataset): Problem[] {
  const problems: Problem[] = [];
  const report = (path: string, reason: string, russian: string): number =>
    problems.push({ file, path, reason, russian });
  if (file !== `trials/${trial.slug}.json`)
    report(
      'slug',
      `the file name differs from the slug ${trial.slug}`,
      `имя файла отличается от краткого имени ${trial.slug}`,
    );

  const bySlug = new Map(dataset.trials.map((entry) => [entry.trial.slug, entry.trial]));
  if (trial.predecessor !== null && !bySlug.has(trial.predecessor))
    report('predecessor', `there is no trial ${trial.predecessor}`, `исследования ${trial.predecessor} нет`);
  if (followsItself(trial.slug, bySlug))
    report('predecessor', 'the predecessors form a circle', 'предшественники образуют круг');

  const arms = new Set(trial.arms.map((arm) => arm.slug));
  for (const [position, { id, stratum }] of trial.estimates.entries()) {
    if (!id.startsWith(`${trial.slug}-`))
      report(
        `estimates[${position}].id`,
        `${id} does not begin with the slug ${trial.slug}`,
        `${id} не начинается с краткого имени ${trial.slug}`,
      );
    if (stratum.arm !== null && !arms.has(stratum.arm))
      report(
        `estimates[${position}].stratum.arm`,
        `the trial has no arm ${stratum.arm} (${id})`,
        `в исследовании нет ветви ${stratum.arm} (${id})`,
      );
  }

  const { countries, countriesFrom: from } = trial;
  if (from !== null && 'absent' in from && countries.length > 0)
    report(
      'countriesFrom',
      'countries are named, so they are not absent',
      'страны названы, значит, сведения не отсутствуют',
    );
  if (from !== null && 'source' in from && countries.length === 0)
    report('countries', 'a source is given but no country', 'источник указан, но страны не названы');
  const { start, end } = trial.enrolment;
  if (start !== null && end !== null && start.slice(0, 4) > end.slice(0, 4))
    report('enrolment.end', 'enrolment ends before it starts', 'набор заканчивается раньше, чем начинается');
  for (const [endpoint, definition] of Object.entries(trial.endpointDefinitions)) {
    // No row can hold it: the table of definitions keeps those that a source states, and only EFS and OS are read back as null.
    if (definition === null && endpoint !== 'EFS' && endpoint !== 'OS')
      report(
        `endpointDefinitions.${endpoint}`,
        'must be left out where no source states it',
        'если источник этого не указывает, поле опускают',
      );
  }
  return problems;
}

function followsItself(slug: string, bySlug: ReadonlyMap<string, { predecessor: string | null }>): boolean {
  const passed = new Set([slug]);
  let next = bySlug.get(slug)?.predecessor ?? null;
  while (next !== null) {
    if (passed.has(next)) return true;
    passed.add(next);
    next = bySlug.get(next)?.predecessor ?? null;
  }
  return false;
}

function findEnrolmentWarnings({ file, trial }: TrialFile): Problem[] {
  const { actual } = trial.enrolment;
  if (actual === null) return [];
  return trial.estimates.flatMap(({ id, n }, position) =>
    // One more than enrolled is a common difference between two reports of one trial.
    n !== null && n > actual + 1
      ? [{ file, path: `estimates[${position}].n`, reason: `n ${n} exceeds the ${actual} enrolled (${id})` }]
      : [],
  );
}
