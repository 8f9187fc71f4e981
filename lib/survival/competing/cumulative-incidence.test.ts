import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { expectAgreement } from '../golden/reference';
import { cumulativeIncidence, type IncidenceCurves } from './cumulative-incidence';
import {
  expectClose,
  referenceCases,
  regressionCases,
  type Columns,
  type Golden,
  type GoldenCase,
} from '../golden/regression-support';

type Fields = Record<string, Golden>;

const observationsOf = (
  columns: Columns,
  golden: GoldenCase,
): { time: number[]; event: number[]; group?: number[] } => ({
  time: columns['time'] ?? [],
  event: columns['event'] ?? [],
  ...(golden.options['by'] === 'group' ? { group: columns['group'] } : {}),
});

/** Rows of a curve that R's survfit printed; `rows` picks those of a long curve. */
function expectAalenJohansen(curves: IncidenceCurves, expected: Fields, type: string, golden: GoldenCase): void {
  const rows =
    (expected['rows'] as number[] | undefined) ?? Array.from({ length: expected['n_rows'] as number }, (_, i) => i);
  const at = (values: Float64Array): (number | null)[] => rows.map((row) => values[row] ?? null);
  const close = (what: string, actual: unknown, field: string): void =>
    expectClose(what, actual, expected[field], golden.tolerance);
  close('time', at(curves.time), 'time');
  close('at risk', at(curves.atRisk), 'n_risk');
  close('event-free', at(curves.eventFree), 'event_free');
  for (const cause of curves.causes) {
    close('events', at(cause.events), `n_event_${cause.cause}`);
    close('incidence', at(cause.incidence), `cif_${cause.cause}`);
    close('standard error', at(cause.standardError), `std_err_${cause.cause}`);
    close('lower limit', at(cause.lower), `lower_${cause.cause}_${type}`);
    close('upper limit', at(cause.upper), `upper_${cause.cause}_${type}`);
  }
}

describe('cumulativeIncidence', () => {
  const jackknife = [...referenceCases('cuminc_aj'), ...regressionCases('cuminc_aj')];
  test.each(jackknife)('agrees with R survfit, jackknife errors: $name', ({ golden, columns }) => {
    for (const type of golden.options['conf_types'] as ('log' | 'log-log' | 'plain')[]) {
      const curves = cumulativeIncidence(observationsOf(columns, golden), {
        variance: 'infinitesimal-jackknife',
        confidenceType: type,
      });
      (golden.result['groups'] as Fields[]).forEach((expected, group) => {
        const curve = curves[group];
        if (curve === undefined) throw new Error('a group is missing');
        expectAalenJohansen(curve, expected['curve'] as Fields, type, golden);
      });
    }
  });

  test.each([...referenceCases('cuminc_gray'), ...regressionCases('cuminc_gray')])(
    'agrees with cmprsk cuminc: $name',
    ({ golden, columns }) => {
      const curves = cumulativeIncidence(observationsOf(columns, golden));
      const expected = golden.result['curves'] as Fields[];
      expected.forEach((entry, position) => {
        const group = position % (expected.length / new Set(expected.map((e) => e['cause'])).size);
        const curve = curves[group];
        const own = curve?.causes[(entry['cause'] as number) - 1];
        if (curve === undefined || own === undefined) throw new Error('a curve is missing');
        const printed = entry['curve'] as Fields;
        const rowAt = (time: Golden): number => curve.time.findLastIndex((t) => t <= (time as number));
        const rows = (printed['time'] as Golden[]).map(rowAt);
        const at = (values: Float64Array): (number | null)[] =>
          rows.map((row) => (row < 0 ? 0 : (values[row] ?? null)));
        expectClose('incidence', at(own.incidence), printed['cif'], golden.tolerance);
        expectClose(
          'Gray variance',
          at(own.standardError.map((error) => error ** 2)),
          printed['variance'],
          golden.tolerance,
        );
        expectClose('lower log-log', at(own.lower), printed['lower_loglog'], golden.tolerance);
        expectClose('upper log-log', at(own.upper), printed['upper_loglog'], golden.tolerance);
      });
    },
  );
});

type VarianceSet = Readonly<{
  name: string;
  start: number[];
  time: number[];
  event: number[];
  rows: number[];
  causes: Readonly<Record<'est' | 'greenwood' | 'lower' | 'upper' | 'jackknife', number[]>>[];
}>;
const variances = JSON.parse(
  readFileSync(new URL('../golden/incidence-variance.json', import.meta.url), 'utf8'),
) as Readonly<{ sets: VarianceSet[] }>;

describe('standard errors with late entry', () => {
  test.each(variances.sets)('Greenwood with cloglog limits as etm, jackknife as survfit: $name', (set) => {
    const { start, time, event, rows } = set;
    const [greenwood] = cumulativeIncidence(
      { start, time, event },
      { variance: 'greenwood', confidenceType: 'cloglog' },
    );
    const [jackknife] = cumulativeIncidence({ start, time, event }, { variance: 'infinitesimal-jackknife' });
    if (greenwood === undefined || jackknife === undefined) throw new Error('a curve is missing');
    expectAgreement('incidence', greenwood.time, rows);
    set.causes.forEach((expected, cause) => {
      const [own, other] = [greenwood.causes[cause], jackknife.causes[cause]];
      const inside = expected.est.filter((value) => value < 1).length;
      expectAgreement('incidence', own?.incidence ?? [], expected.est);
      expectAgreement('incidence', own?.standardError ?? [], expected.greenwood);
      expectAgreement('incidence', own?.lower ?? [], expected.lower.slice(0, inside));
      expectAgreement('incidence', own?.upper ?? [], expected.upper.slice(0, inside));
      expectAgreement('incidence', other?.standardError ?? [], expected.jackknife, { rel: 1e-9, abs: 1e-9 });
    });
  });
});
