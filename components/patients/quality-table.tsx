import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Link } from '@/lib/i18n/navigation';
import type { Finding } from '@/lib/patients/rules/quality-rules';
import classes from './patient.module.css';
import { cellId, fieldOf } from './keeping/cells';
import { RuleName } from './rule-name';

type Found = Readonly<{ id: string; pseudonym: string; siteName: string; findings: readonly Finding[] }>;
type Rule = Readonly<{
  rule: Finding['rule'];
  severity: 'error' | 'warning';
  patients: readonly Found[];
  accepted: number;
}>;
type Props = Readonly<{
  report: Readonly<{ patients: number; withErrors: number; unchecked: number; rules: readonly Rule[] }>;
  severalSites: boolean;
}>;

/** More than anybody follows at a time; the count says how many there are. */
const LISTED = 100;

/** The rules that found something with the patients behind the count, then those that found nothing. */
export function QualityTable({ report, severalSites }: Props) {
  const [t, tk] = [useTranslations('patientQuality'), useTranslations('recordKeeping')];
  const found = report.rules.filter(({ patients }) => patients.length > 0);
  const quiet = report.rules.filter(({ patients }) => patients.length === 0);
  return (
    <>
      <p role="status" className={classes.count}>
        {t('summary', { errors: report.withErrors, all: report.patients + report.unchecked })}
        {report.unchecked > 0 && (
          <>
            {` ${t('unchecked', { count: report.unchecked })} `}
            <Link href="/patients?errors=open">{t('allErrors')}</Link>
          </>
        )}
      </p>
      <table className={classes.table} aria-label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('rule')}</th>
            <th scope="col">{t('severity.label')}</th>
            <th scope="col">{t('patients')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ rule, severity, patients, accepted }) => (
            <tr key={rule}>
              <th scope="row">
                <RuleName rule={rule} />
              </th>
              <td data-label={t('severity.label')} className={severity === 'error' ? classes.event : undefined}>
                {t(`severity.${severity}`)}
              </td>
              <td data-label={t('patients')}>
                {severalSites && <BySite patients={patients} />}
                <details>
                  <summary className={classes.whole}>{t('show', { count: patients.length })}</summary>
                  <Patients patients={patients} severalSites={severalSites} />
                </details>
                {accepted > 0 && <span className="muted">{tk('accepted.count', { count: accepted })}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {quiet.length > 0 && (
        <details>
          <summary>{t('nothing')}</summary>
          <ul>
            {quiet.map(({ rule, accepted }) => (
              <li key={rule}>
                <RuleName rule={rule} />
                {accepted > 0 && <span className="muted"> ({tk('accepted.count', { count: accepted })})</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** How many there are at each site, the most first. */
function BySite({ patients }: Readonly<{ patients: readonly Found[] }>) {
  const counts = new Map<string, number>();
  for (const { siteName } of patients) counts.set(siteName, (counts.get(siteName) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return <p className="muted">{sorted.map(([site, count]) => `${site}: ${count}`).join('; ')}</p>;
}

function Patients({ patients, severalSites }: Readonly<{ patients: readonly Found[]; severalSites: boolean }>) {
  const [t, tf] = [useTranslations('patientQuality'), useTranslations('patientForm')];
  return (
    <ul>
      {patients.slice(0, LISTED).map(({ id, pseudonym, siteName, findings }) => (
        <li key={id}>
          <Link href={`/patients/${id}`}>{pseudonym}</Link>
          {severalSites && <span className="muted"> {siteName}</span>}
          {findings.map((finding, place) => {
            const field = fieldOf(finding.of, finding.field);
            if (field === undefined) return null;
            return (
              <Fragment key={`${finding.id ?? ''}${finding.field}`}>
                {place === 0 ? ': ' : ', '}
                <Link href={`/patients/${id}#${anchorOf(finding)}`}>{tf(`label.${field.label}`)}</Link>
              </Fragment>
            );
          })}
        </li>
      ))}
      {patients.length > LISTED && <li>{t('more', { count: patients.length - LISTED })}</li>}
    </ul>
  );
}

/** Where on the patient's page the place stands: its cell, or the section of records of which one is missing. */
function anchorOf({ of, id, field }: Finding): string {
  if (of !== 'patient' && id === null) return `section-${of}`;
  // The pseudonym is the page's title.
  return of === 'patient' && field === 'pseudonym' ? 'worth-checking' : cellId(of, id, field);
}
