import { mayManagePatients, maySeeLocalCurves, type Viewer } from '@/lib/access/policy';
import type { EndpointDefinition, PatientCourse } from '@/lib/patients/timeline';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import { departures } from './selection/local-definition';

/** Below this a curve can point at single children; it is shown only to those who enter the patients themselves. */
export const MINIMUM_COHORT = 5;

/**
 * Why a local cohort is not drawn. `population` and `years`: the choice, or what it leaves over, is too small; `remission`:
 * beside a curve from diagnosis, one from remission would tell how few never reached it.
 */
export type LocalRefusal =
  | 'sign-in'
  | 'no-site'
  | 'no-patients'
  | 'too-few'
  | 'population'
  | 'years'
  | 'definition'
  | 'remission'
  | NetworkRefusal;

/**
 * Why the pool of several sites is not drawn: nothing was released yet, the release does not tell of this group and endpoint, or
 * the reader asks of it what was not released.
 */
export type NetworkRefusal = 'network-none' | 'network-group' | 'network-choice';

/** Years of diagnosis, both included; null: open to that side. */
export type Period = Readonly<{ from: number | null; to: number | null }>;

/** What a viewer who may not see the patients of a site may ask of them. */
export type OpenChoices = Readonly<{ populations: readonly Kmt2aStratum[]; periods: readonly Period[] }>;

/** `patients`: how many are alike in all of this, where not one. */
type Course = Pick<PatientCourse, 'siteId' | 'kmt2a' | 'diagnosisDate' | 'remissionDate'> & { patients?: number };
type Band = { first: number; last: number; courses: readonly Course[] };

/** The first choice that cannot stand beside an earlier one is closed. */
const POPULATIONS: readonly Kmt2aStratum[] = ['r', 'all', 'g'];
const BAND_YEARS = 5;

/**
 * Whether a cohort of `n` observed patients of these sites may be drawn for the viewer; null: yes. A cohort of several
 * sites is small for a viewer unless every one of them is the viewer's to manage.
 */
export function localRefusal(viewer: Viewer | null, siteIds: readonly string[], n: number): LocalRefusal | null {
  if (viewer === null) return 'sign-in';
  if (siteIds.length === 0 || !siteIds.every((siteId) => maySeeLocalCurves(viewer, siteId))) return 'no-site';
  if (n === 0) return 'no-patients';
  if (n < MINIMUM_COHORT && guardedSites(viewer, siteIds).length > 0) return 'too-few';
  return null;
}

/** The sites of the choice whose patients the viewer does not enter: of them only groups may be told apart. */
export function guardedSites(viewer: Viewer, siteIds: readonly string[]): string[] {
  return siteIds.filter((siteId) => !mayManagePatients(viewer, siteId));
}

/**
 * What may be asked of the patients of these sites so that no answer, and no difference of answers, concerns 1 to 4 of
 * them: KMT2A choices whose complements are as large, and years of diagnosis in fixed bands of five, joined where one is
 * small; bands of all patients and of the germline are unions of those of the rearranged. Each band of each site holds
 * nobody or at least five patients of every group that the choices can tell apart, of whom nobody or at least five reached a
 * remission; so every union and difference of what is open does, too. Depends on the patients of the sites alone. `periods`
 * are those of the choice `kmt2a`.
 */
export function openChoices(courses: readonly Course[], kmt2a: Kmt2aStratum): OpenChoices {
  const sites = [...groupsOf(courses, ({ siteId }) => siteId).values()];
  const populations = POPULATIONS.filter((choice) => sites.every((own) => openPopulations(own).includes(choice)));
  const bands = sites.flatMap((own) => yearBands(own, kmt2a));
  const starts = [...new Set(bands.map(({ first }) => first))]
    .filter((year) => !bands.some(({ first, last }) => first < year && year <= last))
    .sort((a, b) => a - b)
    .slice(1);
  return {
    populations,
    periods: [null, ...starts].map((from, i) => ({ from, to: starts[i] === undefined ? null : starts[i] - 1 })),
  };
}

/** Why this choice of the sites' patients is closed to somebody who does not enter them; null: it is open. */
export function choiceRefusal(
  courses: readonly Course[],
  { kmt2a, from, to }: Period & Readonly<{ kmt2a: Kmt2aStratum }>,
): Extract<LocalRefusal, 'population' | 'years'> | null {
  const sites = [...groupsOf(courses, ({ siteId }) => siteId).values()];
  if (!sites.every((own) => openPopulations(own).includes(kmt2a))) return 'population';
  const within = (course: Course): boolean =>
    yearOf(course) >= (from ?? -Infinity) && yearOf(course) <= (to ?? Infinity);
  const whole = sites
    .flatMap((own) => yearBands(own, kmt2a))
    .every((band) => band.courses.every(within) || !band.courses.some(within));
  return whole ? null : 'years';
}

/**
 * Why this definition is closed to somebody who does not enter the patients: two curves of the same patients that differ
 * by a lineage switch, a failure or a transplant tell by their difference how many there are, and that may be one child; so do
 * two that count from different days. `usualZero`: from when the endpoint counts.
 */
export function definitionRefusal(
  definition: EndpointDefinition,
  usualZero: EndpointDefinition['timeZero'],
): Extract<LocalRefusal, 'definition'> | null {
  return departures(definition).length === 0 && definition.timeZero === usualZero ? null : 'definition';
}

/**
 * Why curves from remission are closed to somebody who does not enter these patients; null: they are open. Their number of
 * patients, taken from that of a curve from diagnosis, leaves those who never reached a remission: of every group that open
 * choices tell apart nobody, or at least five.
 */
export function remissionRefusal(courses: readonly Course[]): Extract<LocalRefusal, 'remission'> | null {
  const sites = [...groupsOf(courses, ({ siteId }) => siteId).values()];
  const tells = sites.some((own) => {
    const open = openPopulations(own);
    return open
      .flatMap((choice) => yearBands(own, choice))
      .flatMap((band) => [
        band.courses,
        ...groupsOf(band.courses, (course) => open.filter((choice) => isOf(course, choice)).join()).values(),
      ])
      .some((group) => isSmall(countOf(group.filter(({ remissionDate }) => remissionDate === null))));
  });
  return tells ? 'remission' : null;
}

function openPopulations(courses: readonly Course[]): Kmt2aStratum[] {
  return POPULATIONS.reduce<Kmt2aStratum[]>((open, choice) => {
    const more = [...open, choice];
    return hides(courses, more) ? open : more;
  }, []);
}

/** Whether the choices tell a group of 1 to 4 of the courses apart, of everybody or of those who reached a remission. */
function hides(courses: readonly Course[], choices: readonly Kmt2aStratum[]): boolean {
  const groups = groupsOf(courses, (course) => choices.filter((choice) => isOf(course, choice)).join());
  groups.delete('');
  return [...groups.values()].some(
    (group) => isSmall(countOf(group)) || isSmall(countOf(group.filter(({ remissionDate }) => remissionDate !== null))),
  );
}

/** Five years each from a year divisible by five, joined for the rearranged, and for another choice joined further. */
function yearBands(courses: readonly Course[], kmt2a: Kmt2aStratum): Band[] {
  const open = openPopulations(courses);
  const first = (course: Course): number => Math.floor(yearOf(course) / BAND_YEARS) * BAND_YEARS;
  const fives = [...groupsOf(courses, first)]
    .sort(([a], [b]) => a - b)
    .map(([year, own]): Band => ({ first: year, last: year + BAND_YEARS - 1, courses: own }));
  const fine = joinedWhereSmall(
    fives,
    open.filter((choice) => choice === 'r'),
  );
  const bands = kmt2a === 'r' ? fine : joinedWhereSmall(fine, open);
  return bands.map((band) => ({ ...band, courses: band.courses.filter((course) => isOf(course, kmt2a)) }));
}

/** A band in which the choices tell a small group apart is joined to its neighbour, until none does. */
function joinedWhereSmall(bands: readonly Band[], choices: readonly Kmt2aStratum[]): Band[] {
  const joined = bands.reduce<Band[]>((before, band) => {
    const open = before.at(-1);
    if (open === undefined || !hides(open.courses, choices)) return [...before, band];
    return [
      ...before.slice(0, -1),
      { first: open.first, last: band.last, courses: [...open.courses, ...band.courses] },
    ];
  }, []);
  return joinedFromTheEnd(joined, choices);
}

/** The last band has no later neighbour; it is joined to those before it until it hides nobody. */
function joinedFromTheEnd(bands: readonly Band[], choices: readonly Kmt2aStratum[]): Band[] {
  const [before, last] = [bands.at(-2), bands.at(-1)];
  if (before === undefined || last === undefined || !hides(last.courses, choices)) return [...bands];
  const joined = { first: before.first, last: last.last, courses: [...before.courses, ...last.courses] };
  return joinedFromTheEnd([...bands.slice(0, -2), joined], choices);
}

function groupsOf<Key>(courses: readonly Course[], keyOf: (course: Course) => Key): Map<Key, Course[]> {
  const groups = new Map<Key, Course[]>();
  for (const course of courses) {
    const key = keyOf(course);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [course]);
    else group.push(course);
  }
  return groups;
}

function countOf(courses: readonly Course[]): number {
  return courses.reduce((sum, { patients = 1 }) => sum + patients, 0);
}

function isOf({ kmt2a }: Course, choice: Kmt2aStratum): boolean {
  return choice === 'all' || kmt2a === (choice === 'r' ? 'rearranged' : 'germline');
}

function yearOf({ diagnosisDate }: Course): number {
  return Number(diagnosisDate.slice(0, 4));
}

/** A count as printed; null: withheld because it is small. The same in every language. */
export function countText(count: number | null): string {
  return count === null ? `<${MINIMUM_COHORT}` : String(count);
}

/** A count before a tick as printed; null: withheld, whatever its size, so that nothing is given back by it. */
export function withheldText(count: number | null): string {
  return count === null ? '…' : String(count);
}

/** Whether a count could point at single children. */
export function isSmall(count: number): boolean {
  return count > 0 && count < MINIMUM_COHORT;
}
