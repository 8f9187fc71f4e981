import { useLocale, useTranslations } from 'next-intl';
import { formatDay } from '@/lib/i18n/format';
import type { PostedRecord } from '@/lib/registry/register-record/posted-results';
import { baselineCell, flowCell, postedTable, type PostedTable } from '@/lib/registry/register-record/posted-table';
import { registrationAddress } from '@/lib/registry/trials/registration-address';
import tables from './evidence-table.module.css';

/** Participant flow and baseline as the register posts them, in its own words; none of it is a figure of the registry. */
export function PostedRegister({ records }: Readonly<{ records: readonly PostedRecord[] }>) {
  return records.map((record) => <Posted key={record.number} record={record} />);
}

function Posted({ record: { number, readOn, updated, flow, baseline } }: Readonly<{ record: PostedRecord }>) {
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
