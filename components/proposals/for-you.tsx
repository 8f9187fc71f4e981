import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import classes from '@/components/curate/curate.module.css';
import { formatDay, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import { correctionAddress } from '@/lib/registry/proposals/reading';
import type { HeldBack, ListedProposal } from '@/lib/registry/proposals/records';
import { useFigureName, useProposalName } from './proposal-name';
import { MarkSeenButton, type MarkSeen } from './mark-seen';

const MOST = 20;

/** What has come up for this curator: proposals of others that wait, and what was decided on the own ones. */
export function ForYou({ proposals, mark }: Readonly<{ proposals: readonly ListedProposal[]; mark: MarkSeen }>) {
  const t = useTranslations('proposals');
  const locale = useLocale();
  const waiting = proposals.filter(({ status, own }) => status === 'proposed' && !own);
  const decided = proposals
    .filter(({ status, own, ownDecision }) => status !== 'proposed' && own && !ownDecision)
    .slice(0, MOST);
  const [words, figureName] = [useProposalName(), useFigureName()];
  // What the data set holds itself asks for nothing once it was seen; a contradiction stays until a curator decides.
  const contradicted = proposals.filter(
    ({ contradicts, told }) => contradicts.length > 0 && !(told?.seen === true && contradicts.every(isHeld)),
  );
  const nameOf = (proposal: ListedProposal): string =>
    [words(proposal), ...(proposal.figure === null ? [] : [figureName(proposal.figure)])].join(', ');
  const said = contradicted.flatMap(({ told }) => (told === null ? [] : [told]));
  const newest = [...waiting, ...decided, ...said]
    .flatMap(({ at, seen }) => (seen ? [] : [at]))
    .sort()
    .at(-1);
  const isNew = ({ seen }: Readonly<{ seen: boolean }>): ReactNode =>
    seen ? null : (
      <>
        <strong>{t('forYou.new')}</strong>{' '}
      </>
    );
  return (
    <section className={classes.section} aria-labelledby="for-you">
      <h2 id="for-you">{t('forYou.title')}</h2>
      {waiting.length === 0 && decided.length === 0 && contradicted.length === 0 ? (
        <p className="muted">{t('forYou.nothing')}</p>
      ) : (
        <>
          <ul>
            <Contradicted proposals={contradicted} nameOf={nameOf} isNew={isNew} />
            {waiting.map((proposal) => (
              <li key={proposal.id}>
                {isNew(proposal)}
                <a href={`#${proposal.id}`}>
                  {t('forYou.waits', {
                    name: nameOf(proposal),
                    by: proposal.proposed.by ?? t('nobody'),
                    on: formatDay(proposal.proposed.on, locale),
                  })}
                </a>
              </li>
            ))}
            {decided.map((proposal) => (
              <li key={proposal.id}>
                {isNew(proposal)}
                <Decision proposal={proposal} name={nameOf(proposal)} />
              </li>
            ))}
          </ul>
          {newest !== undefined && <MarkSeenButton until={newest} mark={mark} />}
        </>
      )}
    </section>
  );
}

/** What was decided on an own proposal, and why it was turned down. */
function Decision({ proposal, name }: Readonly<{ proposal: ListedProposal; name: string }>) {
  const t = useTranslations('proposals');
  const locale = useLocale();
  const { id, status, decided, proposed, decisionReason } = proposal;
  const on = formatDay(decided?.on ?? proposed.on, locale);
  return (
    <>
      <a href={`#${id}`}>{t('forYou.decided', { name, status: t(`status.${status}`), on })}</a>
      {decisionReason !== null && ` ${t('forYou.because', { reason: decisionReason })}`}
    </>
  );
}

function isHeld({ heldAs }: HeldBack): boolean {
  return heldAs !== undefined;
}

type ContradictedProps = Readonly<{
  proposals: readonly ListedProposal[];
  nameOf: (proposal: ListedProposal) => string;
  isNew: (told: Readonly<{ seen: boolean }>) => ReactNode;
}>;

/** Own figures that a load does not chart: they contradict what the data set has brought since, or it holds them itself. */
function Contradicted({ proposals, nameOf, isNew }: ContradictedProps) {
  const t = useTranslations('proposals');
  const locale = useLocale();
  return proposals.map((proposal) => (
    <li key={`contradicts ${proposal.id}`}>
      {proposal.told !== null && isNew(proposal.told)}
      <Link href={correctionAddress(proposal.trial ?? '', proposal.estimate)}>
        {t(proposal.contradicts.some(isHeld) ? 'forYou.heldAs' : 'forYou.contradicts', {
          name: nameOf(proposal),
          reason: proposal.contradicts.map((reason) => inLocale(reason, locale)).join('; '),
        })}
      </Link>
    </li>
  ));
}
