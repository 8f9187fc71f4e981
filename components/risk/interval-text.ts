import { FACT_DEFINITIONS } from '@/lib/risk/facts';
import type { Interval, NumberFact } from '@/lib/risk/numbers/number-intervals';
import { exactNumber, type RiskWords } from './use-risk-words';

/** Values of an interval as one writes them: `< 90 d`, `90–182 d`, `≥ 0.1 to < 1 %`, `> 0.01 %`; null for every value. */
export function intervalText(
  fact: NumberFact,
  { from, to }: Interval,
  words: Pick<RiskWords, 'factValue' | 'locale'>,
): string | null {
  const definition = FACT_DEFINITIONS[fact];
  const whole = definition.type === 'number' && definition.integer;
  if (from === null && to === null) return null;
  if (to === null) return `${from?.after === true ? '>' : '≥'} ${words.factValue(fact, from?.value)}`;
  const end = `${to.after ? '≤' : '<'} ${words.factValue(fact, to.value)}`;
  if (from === null) return end;
  if (whole) return `${exactNumber(from.value, words.locale)}–${words.factValue(fact, to.value - 1)}`;
  return `${from.after ? '>' : '≥'} ${exactNumber(from.value, words.locale)}, ${end}`;
}
