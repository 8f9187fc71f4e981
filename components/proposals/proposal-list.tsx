import { useLocale, useTranslations } from 'next-intl';
import { ChangedColumns, type KeyNames } from '@/components/changes/changed-columns';
import classes from '@/components/curate/curate.module.css';
import entry from '@/components/ui/entry.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { formatDay, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { ListedProposal, ProposalStep } from '@/lib/registry/proposals/records';
import { useFigureName, useProposalName } from './proposal-name';
import { ProposalSteps, type ProposalActions } from './steps';

/** Proposals with what each would change, who proposed and who decided, and what may be done now. */
export function ProposalList({
  proposals,
  ...rest
}: Readonly<{ proposals: readonly ListedProposal[] }> & Omit<ItemProps, 'proposal'>) {
  return (
    <ul className={classes.list}>
      {proposals.map((proposal) => (
        <ProposalItem key={proposal.id} proposal={proposal} {...rest} />
      ))}
    </ul>
  );
}

type ItemProps = Readonly<{ proposal: ListedProposal; actions: ProposalActions; names: KeyNames }>;

function ProposalItem({ proposal, actions, names }: ItemProps) {
  const t = useTranslations('proposals');
  const [words, figureName] = [useProposalName(), useFigureName()];
  const locale = useLocale();
  const {
    id,
    acronym,
    trial,
    figure,
    status,
    proposed,
    decided,
    decisionReason,
    reason,
    own,
    mayApprove,
    alone,
    retired,
  } = proposal;
  const stateId = `${id}-state`;
  const step = (key: 'proposed' | 'approved' | 'rejected' | 'superseded', { by, on }: ProposalStep): string =>
    t(`step.${key}`, { by: by ?? t('nobody'), on: formatDay(on, locale) });
  return (
    <li id={id} className={classes.item}>
      <h3>
        {trial === null ? words(proposal) : <Link href={`/trials/${trial}#outcomes`}>{acronym}</Link>}{' '}
        {figure !== null && <GeneText text={figureName(figure)} />}
      </h3>
      <p className={classes.meta} id={stateId} tabIndex={-1}>
        <span className={classes.status}>{t(`status.${status}`)}</span> · {step('proposed', proposed)}
        {decided !== null && status !== 'proposed' && ` · ${step(status, decided)}`}
        {decisionReason !== null && `: ${decisionReason}`}
        {alone && ` · ${t('alone')}`}
        {retired && ` · ${t('toRetire')}`}
      </p>
      <p>{t('why', { reason })}</p>
      {proposal.contradicts.length > 0 && (
        <p className={entry.error}>
          {t('contradicts', { reason: proposal.contradicts.map((one) => inLocale(one, locale)).join('; ') })}
        </p>
      )}
      {rowsOf(proposal).map(({ key, table, before, after }) => (
        <ChangedColumns key={key} table={table} before={before} after={after} names={names} />
      ))}
      {status === 'proposed' && (
        <ProposalSteps
          {...{ id, stateId, own, mayApprove, actions }}
          name={[words(proposal), ...(figure === null ? [] : [figureName(figure)])].join(', ')}
        />
      )}
    </li>
  );
}

type RowChange = { key: string; table: string; before: Record<string, unknown>; after: Record<string, unknown> };

/** The columns that a proposal alters, row by row. */
function rowsOf({ changes, retired }: ListedProposal): RowChange[] {
  const rows = new Map<string, RowChange>();
  for (const { table, row, column, before, after } of changes) {
    // What names the row in files says nothing to who decides; of a study it is its address.
    if (column === 'id' || (column === 'slug' && table !== 'trial')) continue;
    const key = `${table} ${row}`;
    const held = rows.get(key) ?? { key, table, before: {}, after: {} };
    rows.set(key, held);
    held.before[column] = before;
    held.after[column] = after;
  }
  return [...rows.values()].map((row) => ({
    ...row,
    before: Object.values(row.before).every((value) => value === null) ? {} : row.before,
    after: retired ? {} : row.after,
  }));
}
