import { DISEASE_FILE, type Problem, type TrialFile } from '../../dataset';
import type { DiseaseFact, Estimate, Interval, Trial } from '../../schema';
import { SURVIVAL_ENDPOINTS, type Endpoint } from '../../vocabulary';

/** A printed percentage may differ from its counts by rounding to whole per cents, in percentage points. */
const ROUNDING = 0.6;
/** Endpoints that are a plain proportion; a survival figure with censoring is not events divided by patients. */
const PROPORTIONS: readonly Endpoint[] = ['other', 'CR', 'MRD-negative'];

type Finding = readonly [path: string, reason: string, russian: string];

/** Figures that contradict themselves, or that may not be drawn although they are marked `chartable`. */
export function findEstimateProblems({ file, trial }: TrialFile): Problem[] {
  return trial.estimates.flatMap((estimate, position) =>
    [
      ...checkValue(estimate),
      ...checkCounts(estimate),
      ...checkInterval(estimate),
      ...checkComparison(estimate),
      ...checkChartable(estimate),
      ...checkHorizon(estimate, trial),
    ].map(([path, reason, russian]) => ({
      file,
      path: `estimates[${position}].${path}`,
      reason: `${reason} (${estimate.id})`,
      russian: `${russian} (${estimate.id})`,
    })),
  );
}

function checkCounts({ n, nAnalysed, atRisk, extraction, transcription }: Estimate): Finding[] {
  const findings: Finding[] = [];
  if (n !== null && nAnalysed !== null && n > nAnalysed)
    findings.push([
      'nAnalysed',
      'fewer patients in the analysis than in the figure',
      'в анализе меньше пациентов, чем в самом значении',
    ]);
  const disordered = atRisk.some((one, i) => {
    const before = atRisk[i - 1];
    return before !== undefined && (one.years <= before.years || one.n > before.n);
  });
  if (disordered)
    findings.push([
      'atRisk',
      'numbers at risk rise, or their times do not',
      'числа под наблюдением растут либо сроки идут не по порядку',
    ]);
  const readers = new Set(transcription?.readers.map(({ id }) => id));
  if (transcription !== null && readers.size > 1 !== (extraction === 'double'))
    findings.push([
      'transcription',
      'the readers do not fit how often the figure was read',
      'число читавших не соответствует числу прочтений',
    ]);
  return findings;
}

function checkValue({ estimate, se, n, events, endpoint, endpointDetail }: Estimate): Finding[] {
  const findings: Finding[] = [];
  if (estimate === null && se !== null)
    findings.push(['se', 'a standard error without an estimate', 'стандартная ошибка без значения']);
  if (n !== null && events !== null && events > n)
    findings.push(['events', 'more events than patients', 'событий больше, чем пациентов']);
  if (PROPORTIONS.includes(endpoint) && differs(estimate, events, n))
    findings.push([
      'estimate',
      `${estimate}% differs from ${events}/${n}`,
      `${estimate} % расходится с ${events}/${n}`,
    ]);
  if (endpoint === 'other' && endpointDetail === null)
    findings.push([
      'endpointDetail',
      'the endpoint "other" must say what it is',
      'для конечной точки «другая» нужно указать, какая она',
    ]);
  return findings;
}

function checkInterval({ estimate, ci }: Estimate): Finding[] {
  if (ci === null) return [];
  const findings: Finding[] = [];
  if (ci.low > ci.high || ci.high > 100)
    findings.push([
      'ci',
      'the interval is not ordered within 0 to 100',
      'границы интервала не по порядку или вне 0–100',
    ]);
  if (estimate === null || !contains(ci, estimate))
    findings.push(['ci', 'the interval does not contain the estimate', 'интервал не содержит значения']);
  if (ci.level >= 100)
    findings.push(['ci.level', 'a confidence level lies below 100%', 'доверительный уровень должен быть меньше 100 %']);
  return findings;
}

function checkComparison({ comparison }: Estimate): Finding[] {
  if (comparison === null || comparison.hrCi === null) return [];
  if (comparison.hazardRatio === null)
    return [['comparison.hrCi', 'an interval without a hazard ratio', 'интервал без отношения рисков']];
  return contains(comparison.hrCi, comparison.hazardRatio)
    ? []
    : [['comparison.hrCi', 'the interval does not contain the hazard ratio', 'интервал не содержит отношения рисков']];
}

function checkChartable({
  chartable,
  estimate,
  timeYears,
  timeZero,
  caveats,
  preferred,
  endpoint,
}: Estimate): Finding[] {
  if (!chartable) return [];
  const findings: Finding[] = [];
  if (estimate === null)
    findings.push(['chartable', 'chartable without an estimate', 'отмечено для графика, но значения нет']);
  if (timeYears === null)
    findings.push(['chartable', 'chartable without a time', 'отмечено для графика, но срок не указан']);
  if (timeZero === 'unknown' && !caveats.includes('time-zero-not-stated'))
    findings.push([
      'chartable',
      'chartable without a time zero or the caveat that it is not stated',
      'отмечено для графика, но нет ни начала отсчёта, ни оговорки, что оно не указано',
    ]);
  if (!preferred)
    findings.push(['chartable', 'chartable but not preferred', 'отмечено для графика, но не как основное значение']);
  if (!SURVIVAL_ENDPOINTS.some((survival) => survival === endpoint))
    findings.push([
      'chartable',
      `${endpoint} is not a survival endpoint and cannot be chartable`,
      `${endpoint} — не конечная точка выживаемости, на график не наносится`,
    ]);
  return findings;
}

/** Nobody was followed for longer than from the first enrolment to the data, or than the longest follow-up that is stated. */
function checkHorizon({ id, timeYears, source }: Estimate, { enrolment, reports }: Trial): Finding[] {
  const report = reports.find(({ ref, estimates }) => ref === source.ref && (estimates?.includes(id) ?? true));
  if (timeYears === null || report === undefined) return [];
  const { cut, followUp, published } = report;
  const longest = 'value' in followUp ? followUp.value.high : null;
  const last = 'value' in cut ? cut.value : published;
  // Years alone may hide almost a year at either end.
  const possible =
    enrolment.start === null || last === null
      ? null
      : Number(last.slice(0, 4)) - Number(enrolment.start.slice(0, 4)) + 1;
  if (longest !== null && timeYears > longest)
    return [
      [
        'timeYears',
        `${timeYears} years lie beyond the longest follow-up, ${longest} years`,
        `срок ${timeYears} г. больше самого долгого наблюдения, ${longest} г.`,
      ],
    ];
  if (possible !== null && timeYears > possible)
    return [
      [
        'timeYears',
        `${timeYears} years lie beyond the time from the first enrolment (${enrolment.start}) to the data (${last})`,
        `срок ${timeYears} г. больше времени от начала набора (${enrolment.start}) до получения данных (${last})`,
      ],
    ];
  return [];
}

export function findBaselineProblems({ file, trial }: TrialFile): Problem[] {
  return trial.baseline.flatMap(({ percent, n, denominator }, position) => {
    const path = `baseline[${position}]`;
    const problems: Problem[] = [];
    if (n !== null && denominator !== null && n > denominator)
      problems.push({ file, path: `${path}.n`, reason: 'n exceeds the denominator', russian: 'n больше знаменателя' });
    if (differs(percent, n, denominator))
      problems.push({
        file,
        path: `${path}.percent`,
        reason: `${percent}% differs from ${n}/${denominator}`,
        russian: `${percent} % расходится с ${n}/${denominator}`,
      });
    if (percent === null && n === null)
      problems.push({
        file,
        path,
        reason: 'neither a percentage nor a number of patients',
        russian: 'нет ни доли в процентах, ни числа пациентов',
      });
    return problems;
  });
}

export function findDiseaseFactProblems(facts: readonly DiseaseFact[]): Problem[] {
  return facts.flatMap(({ id, percent, qualifier, range, n, denominator }, position) => {
    const findings: Finding[] = [];
    if (percent === null && range === null && qualifier !== 'not-given')
      findings.push(['percent', 'neither a percentage nor a range', 'нет ни доли в процентах, ни диапазона']);
    if ((qualifier === 'range') !== (range !== null))
      findings.push(['range', 'qualifier and range disagree', 'диапазон не соответствует пояснению к числу']);
    if (range !== null && range.low > range.high)
      findings.push(['range', 'the range is not ordered', 'границы диапазона не по порядку']);
    if (range !== null && percent !== null && (percent < range.low || percent > range.high))
      findings.push(['percent', 'the percentage lies outside its range', 'доля лежит вне своего диапазона']);
    if (n !== null && denominator !== null && n > denominator)
      findings.push(['n', `${n} are more than ${denominator}`, `${n} больше, чем ${denominator}`]);
    if (qualifier !== 'as-printed' && differs(percent, n, denominator))
      findings.push([
        'percent',
        `${percent}% differs from ${n}/${denominator}`,
        `${percent} % расходится с ${n}/${denominator}`,
      ]);
    return findings.map(([path, reason, russian]) => ({
      file: DISEASE_FILE,
      path: `facts[${position}].${path}`,
      reason: `${reason} (${id})`,
      russian: `${russian} (${id})`,
    }));
  });
}

function contains({ low, high }: Interval, value: number): boolean {
  return low <= value && value <= high;
}

function differs(percent: number | null, part: number | null, whole: number | null): boolean {
  if (percent === null || part === null || whole === null || whole === 0) return false;
  return Math.abs((100 * part) / whole - percent) > ROUNDING;
}
