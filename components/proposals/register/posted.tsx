'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { adverseCount, type AdverseEntry } from '@/lib/registry/register-record/adverse-events';
import { adverseAsFigure, asFigure, leftOut, type MappedFields } from '@/lib/registry/register-record/as-figure';
import type { RegisterRecord } from '@/lib/registry/register-record/clinicaltrials';
import type { PostedResult } from '@/lib/registry/register-record/posted-results';

type Props = Readonly<{ record: RegisterRecord; onMap: (fields: MappedFields) => void }>;

/** What a record posts: participants are kept for the study's page; results and adverse events a person may take over. */
export function RegisterPosted({ record, onMap }: Props) {
  return (
    <div>
      <PostedParticipants record={record} />
      <PostedResults record={record} onMap={onMap} />
      <PostedAdverseEvents record={record} onMap={onMap} />
    </div>
  );
}

function PostedParticipants({ record: { flow, baseline } }: Pick<Props, 'record'>) {
  const t = useTranslations('proposals.register');
  if (flow === null || baseline === null) return null;
  return (
    <p>
      {flow.length === 0 && baseline.length === 0
        ? `${t('noFlow')} ${t('noBaseline')}`
        : t('postedKept', { flow: flow.length, baseline: baseline.length })}
    </p>
  );
}

function PostedResults({ record: { id, results }, onMap }: Props) {
  const t = useTranslations('proposals.register');
  if (results.length === 0) return <p>{t('noResults')}</p>;
  return (
    <>
      <h3>{t('results')}</h3>
      <p>{t('resultsNote')}</p>
      <ul>
        {results.map((result, i) => (
          <li key={i}>
            {textOf(result)} <Mapping id={id} result={result} onMap={onMap} />
          </li>
        ))}
      </ul>
    </>
  );
}

type MappingProps = Readonly<{ id: string; result: PostedResult; onMap: Props['onMap'] }>;

/** Takes a posted result over into the form, and says beforehand what of it would be a guess and is left to the person. */
function Mapping({ id, result, onMap }: MappingProps) {
  const t = useTranslations('proposals.register');
  if (result.value === null) return t('notPosted');
  const left = leftOut(result);
  return (
    <>
      <MapButton name={`${result.measure}, ${result.group}`} onClick={() => onMap(asFigure(id, result))} />
      {left.length > 0 && (
        <span className={entry.hint}>
          {' '}
          {t('left', { parts: left.map((part) => t(`leftPart.${part}`)).join('; ') })}
        </span>
      )}
    </>
  );
}

function MapButton({ name, onClick }: Readonly<{ name: string; onClick: () => void }>) {
  const t = useTranslations('proposals.register');
  return (
    <Button type="button" look="small" aria-label={t('mapNamed', { name })} onClick={onClick}>
      {t('map')}
    </Button>
  );
}

/** Adverse events stand folded: there may be hundreds. */
function PostedAdverseEvents({ record: { id, adverse }, onMap }: Props) {
  const t = useTranslations('proposals.register');
  const kinds = useTranslations('trial.posted.adverseKind');
  if (adverse === null) return null;
  if (adverse.entries.length === 0) return <p>{t('noAdverse')}</p>;
  const nameOf = ({ term, kind }: AdverseEntry): string => term ?? kinds(kind);
  return (
    <details>
      <summary>{t('adverse', { count: adverse.entries.length })}</summary>
      <p>{t('adverseNote')}</p>
      {adverse.timeFrame !== null && <p className={entry.hint}>{adverse.timeFrame}</p>}
      <ul>
        {adverse.entries.map((one, i) => {
          const fields = adverseAsFigure(id, adverse, one);
          return (
            <li key={i}>
              {[kinds(one.kind), one.system, one.term, one.group, adverseCount(one), one.notes]
                .filter((part) => part !== null && part !== '')
                .join(' · ')}{' '}
              {fields === null ? (
                <span className={entry.hint}>{t('adverseLeft')}</span>
              ) : (
                <MapButton name={`${nameOf(one)}, ${one.group}`} onClick={() => onMap(fields)} />
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function textOf({ measure, timeFrame, population, group, category, n, value, unit, spread }: PostedResult): string {
  return [measure, timeFrame, category, group, n === null ? null : `n = ${n}`, value, unit, spread, population]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}
