import type { PatientCourse } from '@/lib/patients/timeline';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import type { GroupFacts } from '../groups/groupings';
import { chosenFilters, judge, type CohortFilter, type CohortFilters, type Verdict } from './filters';

/** Who is chosen: by KMT2A and the year of diagnosis, and then by the filters. */
export type CohortChoice = Readonly<{
  kmt2a: Kmt2aStratum;
  from: number | null;
  to: number | null;
  filters: CohortFilters;
}>;

/** One filter and whom it excluded of those whom the filters before it had left: `before` = `left` + `otherwise` + `notRecorded`. */
export type FlowStep = Readonly<{
  filter: 'kmt2a' | 'years' | CohortFilter;
  before: number;
  /** the record says something else */
  otherwise: number;
  notRecorded: number;
  left: number;
}>;

/** The cohort with the way to it from all patients of the sites. */
export type Cohort = Readonly<{
  all: number;
  steps: readonly FlowStep[];
  courses: readonly PatientCourse[];
  /** of the included, with the day from which each is of the cohort */
  facts: ReadonlyMap<string, GroupFacts>;
}>;

type Member = Readonly<{ course: PatientCourse; facts: GroupFacts }>;
type Step = Readonly<{ filter: FlowStep['filter']; judge: (member: Member) => Verdict }>;

/**
 * Applies the filters one after the other in a fixed order, so that each child is excluded once, by the first filter
 * that it does not fulfil. Where a filter asks for what came later (MRD, blinatumomab), the child is of the cohort from
 * the latest of those days on.
 */
export function buildCohort(
  courses: readonly PatientCourse[],
  facts: ReadonlyMap<string, GroupFacts>,
  choice: CohortChoice,
): Cohort {
  let members = courses.map((course): Member => {
    const own = facts.get(course.patientId);
    if (own === undefined) throw new RangeError('a course without its record');
    return { course, facts: own };
  });
  const all = members.length;
  const steps = stepsOf(choice).map(({ filter, judge: judged }): FlowStep => {
    const before = members.length;
    const verdicts = members.map((member) => ({ member, verdict: judged(member) }));
    members = verdicts.flatMap(({ member, verdict }) => (verdict.included ? [since(member, verdict.since)] : []));
    const notRecorded = verdicts.filter(({ verdict }) => !verdict.included && verdict.why === 'not-recorded').length;
    return { filter, before, otherwise: before - members.length - notRecorded, notRecorded, left: members.length };
  });
  return {
    all,
    steps,
    courses: members.map(({ course }) => course),
    facts: new Map(members.map((member) => [member.course.patientId, member.facts])),
  };
}

function stepsOf({ kmt2a, from, to, filters }: CohortChoice): Step[] {
  return [
    ...(kmt2a === 'all' ? [] : [{ filter: 'kmt2a' as const, judge: kmt2aJudge(kmt2a) }]),
    ...(from === null && to === null ? [] : [{ filter: 'years' as const, judge: yearsJudge(from, to) }]),
    ...chosenFilters(filters).map(
      (filter): Step => ({ filter, judge: ({ facts }) => judge(facts, filter, filters[filter]) }),
    ),
  ];
}

function kmt2aJudge(kmt2a: 'r' | 'g'): Step['judge'] {
  const wanted = kmt2a === 'r' ? 'rearranged' : 'germline';
  return ({ course }) => {
    if (course.kmt2a === wanted) return { included: true, since: null };
    return { included: false, why: course.kmt2a === null ? 'not-recorded' : 'otherwise' };
  };
}

function yearsJudge(from: number | null, to: number | null): Step['judge'] {
  return ({ course }) => {
    const year = Number(course.diagnosisDate.slice(0, 4));
    const within = (from === null || year >= from) && (to === null || year <= to);
    return within ? { included: true, since: null } : { included: false, why: 'otherwise' };
  };
}

function since({ course, facts }: Member, date: string | null): Member {
  const later =
    [facts.cohortSince, date]
      .filter((one) => one !== null)
      .sort()
      .at(-1) ?? null;
  return { course, facts: { ...facts, cohortSince: later } };
}
