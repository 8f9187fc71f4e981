import { useLocale, useTranslations } from 'next-intl';
import changes from '@/components/changes/changes.module.css';
import classes from '@/components/curate/curate.module.css';
import entry from '@/components/ui/entry.module.css';
import { formatDay, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { ListedProposal, ProposalStep } from '@/lib/registry/proposals/records';
import { useProposalName } from './proposal-name';
import { ProposalSteps, type ProposalActions } from './steps';

/** Proposals with what each would change, who proposed and who decided, and what may be done now. */
export function ProposalList({
  proposals,
  actions,
}: Readonly<{ proposals: readonly ListedProposal[]; actions: ProposalActions }>) {
  return (
    <ul className={classes.list}>
      {proposals.map((proposal) => (
        <ProposalItem key={proposal.id} proposal={proposal} actions={actions} />
      ))}
    </ul>
  );
}

function ProposalItem({ proposal, actions }: Readonly<{ proposal: ListedProposal; actions: ProposalActions }>) {
  const t = useTranslations('proposals');
  const words = useProposalName();
  const locale = useLocale();
  const {
    id,
    acronym,
    trial,
    estimate,
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
  const step = (key: 'proposed' | 'approved' | 'rejected' | 'superseded', { by, on }: ProposalStep): string =>
    t(`step.${key}`, { by: by ?? t('nobody'), on: formatDay(on, locale) });
  return (
    <li id={id} className={classes.item}>
      <h3>
        {trial === null ? words(proposal) : <Link href={`/trials/${trial}#outcomes`}>{acronym}</Link>}{' '}
        {estimate !== null && <code>{estimate}</code>}
      </h3>
      <p className={classes.meta}>
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
      <dl className={changes.columns}>
        {proposal.changes.map(({ table, row, column, before, after }) => (
          <div key={`${table} ${row} ${column}`}>
            <dt>
              <code>{column}</code>
            </dt>
            <dd>
              <del>{stored(before)}</del> <ins>{stored(after)}</ins>
            </dd>
          </div>
        ))}
      </dl>
      {status === 'proposed' && (
        <ProposalSteps {...{ id, own, mayApprove, actions }} name={`${words(proposal)}, ${estimate ?? ''}`} />
      )}
    </li>
  );
}

function stored(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
