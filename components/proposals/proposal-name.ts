import { useLocale, useTranslations } from 'next-intl';
import { formatYears, inLocale } from '@/lib/i18n/format';
import type { ListedProposal, ProposedFigure } from '@/lib/registry/proposals/records';
import { ALONE_TABLES } from '@/lib/registry/review/schema';

const TABLES = [...ALONE_TABLES, 'review_question'] as const;

type Named = Pick<ListedProposal, 'acronym' | 'table' | 'subject'>;

/** What a proposal is about: its study, or what it is where it belongs to none. */
export function useProposalName(): (proposal: Named) => string {
  const t = useTranslations('changes');
  const locale = useLocale();
  return ({ acronym, table, subject }) => {
    const known = TABLES.find((name) => name === table);
    if (known === undefined) return acronym;
    const said = subject === null ? acronym : inLocale(subject, locale);
    return said === '' ? t(`table.${known}`) : `${t(`table.${known}`)}: ${said}`;
  };
}

/** A figure by its endpoint, its time and its patients, and by none of its values. */
export function useFigureName(): (figure: ProposedFigure) => string {
  const t = useTranslations('vocabulary.endpoint');
  const locale = useLocale();
  return ({ endpoint, timeYears, label }) => {
    const horizon = timeYears === null ? [] : [formatYears(timeYears, locale)];
    return `${[t(`${endpoint}.short`), ...horizon].join(', ')} · ${inLocale(label, locale)}`;
  };
}
