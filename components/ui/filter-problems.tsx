import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AddressProblem } from '@/lib/address/problem';
import { sentencesOf } from '@/lib/address/sentences';
import { Link } from '@/lib/i18n/navigation';
import classes from './filter-problems.module.css';

type Props = Readonly<{
  title: string;
  problems: readonly AddressProblem[];
  /** the address with what was probably meant, where there is one */
  nearestAddress?: (problem: AddressProblem) => string | null;
  /** what else is known of what was meant */
  remark?: (problem: AddressProblem) => ReactNode;
  children?: ReactNode;
}>;

/** Which parts of an address were left out, why, and what was probably meant. */
export function FilterProblems({ title, problems, nearestAddress = () => null, remark, children }: Props) {
  if (problems.length === 0) return null;
  return (
    <div className={classes.problems} role="alert">
      <p>{title}</p>
      <ul>
        {problems.map((problem, i) => (
          <li key={`${i} ${problem.parameter} ${problem.code}`}>
            <Sentences problem={problem} address={nearestAddress(problem)} /> {remark?.(problem)}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

function Sentences({ problem, address }: Readonly<{ problem: AddressProblem; address: string | null }>) {
  const t = useTranslations('address');
  return sentencesOf(problem).map(({ key, values }, i) => (
    <span key={key}>
      {i > 0 && ' '}
      {key === 'nearest' && address !== null ? <Link href={address}>{t(key, values)}</Link> : t(key, values)}
    </span>
  ));
}
