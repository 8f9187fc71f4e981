import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import type { FilterProblem } from '@/lib/registry/trials/search/filter';
import classes from '@/components/trials/list.module.css';

/** More choices than this are not read, and stand in the form anyway. */
const MOST_NAMED = 13;

type Props = Readonly<{
  title: string;
  problems: readonly FilterProblem[];
  /** the same list with the nearest choice taken, where there is an address for it */
  nearestAddress: (problem: FilterProblem) => string | null;
}>;

/** Which parts of an address were left out, why, and what was probably meant. */
export function FilterProblems({ title, problems, nearestAddress }: Props) {
  const t = useTranslations('trials');
  if (problems.length === 0) return null;
  return (
    <div className={classes.problems} role="alert">
      <p>{title}</p>
      <ul>
        {problems.map((problem) => {
          const { parameter, value, code, nearest, allowed } = problem;
          return (
            <li key={`${parameter} ${code} ${value}`}>
              {t(`problem.${code}`, { parameter, value })}{' '}
              {nearest !== null && code !== 'page-beyond' && (
                <Nearest nearest={nearest} address={nearestAddress(problem)} />
              )}
              {nearest === null &&
                allowed.length > 0 &&
                allowed.length <= MOST_NAMED &&
                t('allowed', { values: allowed.join(', ') })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Nearest({ nearest, address }: Readonly<{ nearest: string; address: string | null }>) {
  const t = useTranslations('trials');
  const words = t('nearest', { nearest });
  return address === null ? words : <Link href={address}>{words}</Link>;
}
