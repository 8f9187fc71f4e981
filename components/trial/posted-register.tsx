import { useLocale, useTranslations } from 'next-intl';
import { formatDay } from '@/lib/i18n/format';
import { ADVERSE_KINDS, type PostedAdverse } from '@/lib/registry/register-record/adverse-events';
import type { PostedRecord } from '@/lib/registry/register-record/posted-results';
import {
  adverseCell,
  baselineCell,
  flowCell,
  postedTable,
  type PostedTable,
} from '@/lib/registry/register-record/posted-table';
import { registrationAddress } from '@/lib/registry/trials/registration-address';
import tables from './evidence-table.module.css';

/** Participant flow, baseline and adverse events as the register posts them, in its own words; none of it is a figure of the registry. */
export function PostedRegister({ records }: Readonly<{ records: readonly PostedRecord[] }>) {
  return records.map((record) => <Posted key={record.number} record={record} />);
}

function Posted({ record: { number, readOn, updated, flow, baseline, adverse } }: Readonly<{ record: PostedRecord }>) {
  const t = useTranslations('trial.posted');
  const locale = useLocale();
  const address = registrationAddress({ registry: 'ClinicalTrials.gov', id: number });
  return (
    <>
      <p>
        {t('source')} {address === null ? number : <a href={address}>{number}</a>}
        {', '}
        {updated !== null && <>{t('updated', { on: updated })}, </>}
        {t('readOn', { on: formatDay(readOn, locale) })}
      </p>
      {flow.length > 0 && <Matrix title={t('flow')} table={postedTable(flow.map((one) => flowCell(one, t('left'))))} />}
      {baseline.length > 0 && <Matrix title={t('baseline')} table={postedTable(baseline.map(baselineCell))} />}
      {adverse !== null && <Adverse adverse={adverse} />}
    </>
  );
}

/** A table for each kind of adverse event, under what holds for all of them. */
function Adverse({ adverse: { timeFrame, threshold, description, entries } }: Readonly<{ adverse: PostedAdverse }>) {
  const t = useTranslations('trial.posted');
  if (entries.length === 0) return null;
  return (
    <>
      <p>
        {t('adverseCounts')} {threshold !== null && `${t('adverseThreshold', { percent: threshold })} `}
        <span lang="en">{[timeFrame, description].filter((part) => part !== null).join(' ')}</span>
      </p>
      {ADVERSE_KINDS.map((kind) => {
        const ofKind = entries.filter((one) => one.kind === kind);
        const title = t(`adverseKind.${kind}`);
        if (ofKind.length === 0) return null;
        return (
          <Matrix
            key={kind}
            title={title}
            table={postedTable(ofKind.map((one) => adverseCell(one, t('adverseWhole'))))}
          />
        );
      })}
    </>
  );
}

function Matrix({ title, table: { groups, rows } }: Readonly<{ title: string; table: PostedTable }>) {
  const t = useTranslations('trial.posted');
  return (
    <div className={tables.scroll} role="region" aria-label={title} tabIndex={0}>
      <h3>{title}</h3>
      <table className={tables.table} aria-label={title} lang="en">
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            {groups.map((group) => (
              <th key={group} scope="col">
                {group === '' ? '–' : group}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row: [first = '', second = ''], cells }) => (
            <tr key={`${first}|${second}`}>
              <th scope="row">
                {first}
                {second !== '' && <span className={tables.aside}>{second}</span>}
              </th>
              {cells.map((cell, i) => (
                <td key={groups[i]}>{cell === '' ? <span className="muted">–</span> : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
