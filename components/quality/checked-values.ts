import { formatNumber, formatPercent } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import { tellsPercent, type Implausibility } from '@/lib/registry/quality/figure-plausibility';

/** The numbers that disagree, to two decimals at most, those of survival in percent. */
export function checkedValues({ check, values }: Pick<Implausibility, 'check' | 'values'>, locale: Locale): string {
  const said = values.map((value) => Math.round(value * 100) / 100);
  return said.map((value) => (tellsPercent(check) ? formatPercent : formatNumber)(value, locale)).join('; ');
}
