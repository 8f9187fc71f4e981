import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Link } from '@/lib/i18n/navigation';
import entry from '@/components/ui/entry.module.css';
import type { Finding } from '@/lib/patients/rules/quality-rules';
import { ruleAddress } from '@/lib/patients/rules/address';
import classes from './patient.module.css';
import { cellId, fieldOf } from './keeping/cells';
import { RuleName } from './rule-name';

type Found = Readonly<{ id: string; pseudonym: string; siteName: string; findings: readonly Finding[] }>;
type Rule = Readonly<{
  rule: Finding['rule'];
  severity: 'error' | 'warning';
  count: number;
  sites: readonly Readonly<{ name: string; count: number }>[];
  patients: readonly Found[];
  accepted: number;
}>;
type Props = Readonly<{
  report: Readonly<{ patients: number; withErrors: number; unchecked: number; rules: readonly Rule[] }>;
  severalSites: boolean;
}>;

/** The rules that found something with the patients behind the count, then those that found nothing. */
export function QualityTable({ report, severalSites }: Props) {
  const [t, tk] = [useTranslations('patientQuality'), useTranslations('recordKeeping')];
  const found = report.rules.filter(({ count }) => count > 0);
  return (
    <>
      <p role="status" className={classes.count}>
        {t('summary', { errors: report.withErrors, all: report.patients })}{' '}
        <Link href="/patients?errors=open">{t('allErrors')}</Link>
        {report.unchecked > 0 && ` · ${t('unchecked', { count: report.unchecked })}`}
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
          {found.map((one) => (
            <tr key={one.rule}>
              <th scope="row">
                <RuleName rule={one.rule} />
              </th>
              <td data-label={t('severity.label')} className={one.severity === 'error' ? classes.event : undefined}>
                {t(`severity.${one.severity}`)}
              </td>
              <td data-label={t('patients')}>
                {severalSites && <BySite sites={one.sites} />}
                {one.patients.length === 0 ? (
                  <Link href={ruleAddress(one.rule, 1)}>{t('show', { count: one.count })}</Link>
                ) : (
                  <details data-on-paper>
                    <summary className={classes.whole}>{t('show', { count: one.count })}</summary>
                    <Placed patients={one.patients} severalSites={severalSites} />
                  </details>
                )}
                {one.accepted > 0 && <span className="muted">{tk('accepted.count', { count: one.accepted })}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <QuietRules rules={report.rules.filter(({ count }) => count === 0)} />
    </>
  );
}

/** The rules that found nothing. */
function QuietRules({ rules }: Readonly<{ rules: readonly Rule[] }>) {
  const [t, tk] = [useTranslations('patientQuality'), useTranslations('recordKeeping')];
  if (rules.length === 0) return null;
  return (
    <details className={classes.quiet}>
      <summary>{t('nothing')}</summary>
      <ul>
        {rules.map(({ rule, accepted }) => (
          <li key={rule}>
            <RuleName rule={rule} />
            {accepted > 0 && <span className="muted"> ({tk('accepted.count', { count: accepted })})</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** One rule with one page of the patients in whom it found something. */
export function QualityRule({
  report,
  severalSites,
}: Readonly<{ report: Rule & Readonly<{ page: number; pages: number }>; severalSites: boolean }>) {
  const [t, tl] = [useTranslations('patientQuality'), useTranslations('patients')];
  const { rule, severity, count, sites, patients, page, pages } = report;
  return (
    <section aria-labelledby="rule">
      <p id="rule">
        <RuleName rule={rule} />
      </p>
      <p role="status">
        {t(`severity.${severity}`)} · {t('show', { count })}
      </p>
      {severalSites && <BySite sites={sites} />}
      <Placed patients={patients} severalSites={severalSites} />
      {pages > 1 && (
        <nav data-on-paper className={entry.actions} aria-label={tl('pages')}>
          {page > 1 && (
            <Link className={entry.button} href={ruleAddress(rule, page - 1)} rel="prev">
              {tl('previous')}
            </Link>
          )}
          <span>{tl('pageOf', { page, pages })}</span>
          {page < pages && (
            <Link className={entry.button} href={ruleAddress(rule, page + 1)} rel="next">
              {tl('next')}
            </Link>
          )}
        </nav>
      )}
    </section>
  );
}

/** How many there are at each site, the most first. */
function BySite({ sites }: Pick<Rule, 'sites'>) {
  return <p className="muted">{sites.map(({ name, count }) => `${name}: ${count}`).join('; ')}</p>;
}

function Placed({ patients, severalSites }: Readonly<{ patients: readonly Found[]; severalSites: boolean }>) {
  const tf = useTranslations('patientForm');
  return (
    <ul>
      {patients.map(({ id, pseudonym, siteName, findings }) => (
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
    </ul>
  );
}

/** Where on the patient's page the place stands: its cell, or the section of records of which one is missing. */
function anchorOf({ of, id, field }: Finding): string {
  if (of !== 'patient' && id === null) return `section-${of}`;
  // The pseudonym is the page's title.
  return of === 'patient' && field === 'pseudonym' ? 'worth-checking' : cellId(of, id, field);
}
