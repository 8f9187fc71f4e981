import { isOtherReading } from '@/lib/registry/trials/risk-outcomes';
import type { RiskResult } from '@/lib/risk/classify';

export type WhyNoFigure = 'outside' | 'otherReading' | 'entryOpen' | 'ofGroup' | 'ofInfant';

/** Why no figure stands beside a result: it can have none, or the sources that were read hold none. */
export function whyNoFigure(result: Pick<RiskResult, 'protocol' | 'variant' | 'status' | 'eligible'>): WhyNoFigure {
  if (result.status === 'not-eligible') return 'outside';
  if (isOtherReading(result)) return 'otherReading';
  if (result.eligible === null) return 'entryOpen';
  return result.status === 'classified' ? 'ofGroup' : 'ofInfant';
}
