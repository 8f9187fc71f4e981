import { childrenOf, EXPECTED } from '@/lib/comparison/against/golden/cohorts';
import { comparisonFigure, type FigureInput } from '@/lib/comparison/figure/figure';
import { groupLabel } from '@/lib/comparison/groups/group-label';
import { localGroups } from '@/lib/comparison/groups/local-groups';
import { causeLabel, groupsTexts } from '@/lib/comparison/groups/texts';
import { localDefinition } from '@/lib/comparison/selection/local-definition';
import { factsOf } from '@/lib/comparison/testing/group-facts';
import { localCohort } from '@/lib/comparison/testing/local-cohort';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { dayAfterDiagnosis } from '@/lib/patients/testing/courses';
import type { PatientCourse } from '@/lib/patients/timeline';
import type { StoredCurve } from '@/lib/registry/curves/records';
import { comparisonDocument } from '../documents/comparison-document';
import { ownDocuments } from '../documents/own-document';
import type { DocumentFrame } from '../documents/comparison-document';
import type { FigureDocument } from '../model/document';

// Figures of local patients beside published ones, of groups of local patients, and of curves read off figures. The
// patients and the curves are made up.

type Words = Readonly<{ locale: Locale; t: MessageLookup; frame: DocumentFrame }>;

function madeUp(): PatientCourse[] {
  const largest = EXPECTED.reduce((a, b) => (b.groups !== null && b.time.length > a.time.length ? b : a));
  return childrenOf(largest).map((course, i) => ({ ...course, patientId: `p${i}` }));
}

/** Local disease-free survival from remission against the control of the blinatumomab pilot, whose figures give one curve. */
export function expectedDocument(input: FigureInput, { locale, t, frame }: Words): FigureDocument {
  // Two who never came into remission, as a centre has them.
  const courses = madeUp().map((course, i) => ({ ...course, remissionDate: i < 2 ? null : dayAfterDiagnosis(1) }));
  const definition = localDefinition(input.endpoint, [], undefined, 'remission');
  const local = localCohort(courses, definition, { siteNames: ['Centre'], kmt2a: 'r', guarded: false });
  const figure = comparisonFigure({ ...input, local });
  return comparisonDocument(figure, figureTexts(figure, locale, t), frame);
}

/** Local patients by CNS status, or by KMT2A, whose groups have longer names, with the incidence of each kind of event. */
export function groupDocuments({ locale, t, frame }: Words, by: 'cns' | 'kmt2a' = 'cns'): readonly FigureDocument[] {
  const courses = madeUp();
  const facts = new Map(
    courses.map(({ patientId }, i) => [
      patientId,
      factsOf({ patientId, cns: `CNS${(i % 3) + 1}`, kmt2a: i % 2 === 0 ? 'rearranged' : 'germline' }),
    ]),
  );
  const { definition } = localDefinition('EFS', []);
  const names = {
    group: (code: string) => groupLabel(code, t),
    cause: (code: Parameters<typeof causeLabel>[0]) => causeLabel(code, t),
  };
  const groups = localGroups(courses, facts, definition, by, names);
  if (groups === null) throw new Error('no groups');
  const about = { siteNames: ['Centre'], madeUp: true, definition };
  const texts = groupsTexts(groups, about, { published: [], references: [] }, { locale, t });
  const { footer, address } = frame;
  return ownDocuments(groups.analysis, texts.own, { t, footer, address, about: texts });
}

/** Of each EFS figure a curve through it that falls by so many steps, as one read off a figure does. */
export function curvesThrough(chosen: FigureInput['chosen'], steps: number): StoredCurve[] {
  return chosen.map(({ trial, acronym, timeZero, stratum, label, source, estimate, timeYears }, i) => ({
    id: `curve-${trial}`,
    trial,
    acronym,
    endpoint: 'EFS',
    timeZero,
    stratum: { kmt2a: stratum.kmt2a, risk: stratum.risk, arm: null },
    label,
    totalEvents: null,
    readFrom: null,
    secondReading: null,
    source,
    points: Array.from({ length: steps + 1 }, (_, step) => ({
      years: (step / steps) ** (1.5 + 0.2 * i) * timeYears,
      percent: 100 - (step / steps) * (100 - estimate),
    })),
    counts: [{ years: 0, atRisk: 40 }],
  }));
}
