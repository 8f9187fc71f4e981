import { useLocale } from 'next-intl';
import { inLocale } from '@/lib/i18n/format';
import type { Bilingual } from '@/lib/registry/schema';

/** The rules of the data set that a proposal would break. */
export function BrokenRules({ problems }: Readonly<{ problems: readonly Bilingual[] }>) {
  const locale = useLocale();
  if (problems.length === 0) return null;
  return (
    <ul>
      {problems.map((problem) => (
        <li key={problem.en}>{inLocale(problem, locale)}</li>
      ))}
    </ul>
  );
}
