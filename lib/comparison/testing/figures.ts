import { dayAfterDiagnosis, course } from '@/lib/patients/testing/courses';
import type { PatientCourse } from '@/lib/patients/timeline';
import type { Reference } from '@/lib/registry/schema';
import type { ComparisonFigure } from '../figure/figure-model';
import { comparisonFigure, type FigureInput } from '../figure/figure';
import { localCohort } from './local-cohort';
import { localDefinition } from '../selection/local-definition';
import { USUAL_PRESENTATION } from '../presentation';
import type { ChartableEstimate } from '../figure/published-point';

/** A chartable EFS figure of KMT2A-rearranged infants: 40 % at 4 years, n = 100, no error; `changes` say the rest. */
export function estimate(id: string, changes: Partial<ChartableEstimate> = {}): ChartableEstimate {
  return {
    id,
    trial: id,
    acronym: id.toUpperCase(),
    endpoint: 'EFS',
    endpointDetail: null,
    timeZero: 'diagnosis',
    timeYears: 4,
    estimate: 40,
    se: null,
    ci: null,
    n: 100,
    nAnalysed: null,
    events: null,
    atRisk: [],
    stratum: { kmt2a: 'r', risk: 'all', arm: null, age: null, other: null },
    label: { en: 'KMT2A-rearranged', ru: 'С перестройкой KMT2A' },
    comparison: null,
    source: { ref: `ref-${id}`, locator: 'abstract', url: null, level: 'primary-abstract' },
    chartable: true,
    preferred: true,
    caveats: [],
    extraction: 'double',
    transcription: null,
    note: null,
    ...changes,
  };
}

/** A child with an event or a censoring after so many days. */
export function child(days: number, event: boolean): PatientCourse {
  const date = dayAfterDiagnosis(days);
  return event
    ? course({ events: [{ id: 'e', kind: 'relapse', date }] })
    : course({ knownAliveDates: [{ date, record: 'follow-up' }] });
}

/** Ten children worked through by hand: events after 100, 200, 200 and 800 days, censored after 300, 500, 800, 1200, 1500 and 2000. */
export const TEN_CHILDREN: readonly PatientCourse[] = [
  ...[100, 200, 200, 800].map((days) => child(days, true)),
  ...[300, 500, 800, 1200, 1500, 2000].map((days) => child(days, false)),
];

/** A figure of these estimates, with the local children where given. */
export function figureOf(
  chosen: readonly ChartableEstimate[],
  courses: readonly PatientCourse[] | null = null,
  changes: Partial<FigureInput> = {},
): ComparisonFigure {
  const references = [...new Set(chosen.map(({ source }) => source.ref))].map(
    (id): Reference => ({ id, type: 'article-journal', title: `Title of ${id}` }),
  );
  const local =
    courses === null
      ? null
      : localCohort(courses, localDefinition('EFS', []), {
          siteNames: ['Site'],
          kmt2a: 'r',
          guarded: false,
        });
  return comparisonFigure({ ...inputOf(chosen, local), references, ...changes });
}

/** What such a figure is made from. */
export function inputOf(chosen: readonly ChartableEstimate[], local: FigureInput['local']): FigureInput {
  return {
    endpoint: 'EFS',
    chosen,
    catalogue: chosen,
    curves: [],
    references: [],
    local,
    displayYears: null,
    confirmed: false,
    eraOf: () => null,
    definitions: null,
    appraisals: null,
    shown: USUAL_PRESENTATION,
  };
}
