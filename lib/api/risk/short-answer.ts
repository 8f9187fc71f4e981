import type { RiskResult } from '@/lib/risk/classify';
import type { ShortAnswer, WarnedAnswer } from './risk-answers';

type Long = readonly ({ id: string | number } & WarnedAnswer)[];
type ShortResult = ShortAnswer['results'][number];

/** The same answers with each rule and each result said once: what many patients share is most of the long form. */
export function shortAnswer(patients: Long): ShortAnswer {
  const rules = new Map<string, ShortAnswer['rules'][number]>();
  const places = new Map<string, number>();
  const results: ShortResult[] = [];
  const placeOf = (result: RiskResult): number => {
    const key = keyOf(result);
    const known = places.get(key);
    if (known !== undefined) return known;
    const { protocol, variant, because, ...rest } = result;
    for (const { clause, text, source } of because) {
      const name = `${protocol} ${variant} ${clause}`;
      if (!rules.has(name)) rules.set(name, { protocol, variant, clause, text, source });
    }
    results.push({ protocol, variant, ...rest, because: because.map(({ clause, facts }) => ({ clause, facts })) });
    places.set(key, results.length - 1);
    return results.length - 1;
  };
  const short = patients.map(({ id, results: own, conflicts, warnings }) => ({
    id,
    results: own.map(placeOf),
    conflicts,
    warnings,
  }));
  return { form: 'short', rules: [...rules.values()], results, patients: short };
}

/** Everything that two results can differ in; what is pending follows from what is missing. */
function keyOf(result: RiskResult): string {
  const { protocol, variant, version, status, group, possible, decidedAt, missing, because } = result;
  const { baselineGroup, eligible, subgroup } = result;
  const reasons = because.map(({ clause, facts }) => `${clause}:${facts.join()}`).join(';');
  return [
    ...[protocol, variant, version, status, group, possible.join(), decidedAt, missing.join()],
    ...[baselineGroup, eligible, subgroup, reasons],
  ].join('|');
}
