import { useTranslations } from 'next-intl';
import { ALONE_TABLES } from '@/lib/registry/review/schema';
import type { ListedProposal } from '@/lib/registry/proposals/records';

const TABLES = [...ALONE_TABLES, 'review_question'] as const;

/** What a proposal is about: its study, or what it is where it belongs to none. */
export function useProposalName(): (proposal: Pick<ListedProposal, 'acronym' | 'table'>) => string {
  const t = useTranslations('changes');
  return ({ acronym, table }) => {
    const known = TABLES.find((name) => name === table);
    return known === undefined ? acronym : `${t(`table.${known}`)}: ${acronym}`;
  };
}
