import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { formatMonth, formatNumber, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import { registrationAddress } from '@/lib/registry/trials/registration-address';
import type { Registration, Trial } from '@/lib/registry/schema';
import type { TrialLink } from '@/lib/registry/trials/summary';
import classes from './page.module.css';
import { useGroupName } from '@/components/trials/use-group-name';

type Props = Readonly<{ trial: Trial; predecessor: TrialLink | null; successors: readonly TrialLink[] }>;

/** What identifies the study: numbers, group, phase, years, patients, countries, neighbours in time. */
export function TrialFacts({ trial, predecessor, successors }: Props) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const groupName = useGroupName();
  const regions = new Intl.DisplayNames([locale], { type: 'region' });
  return (
    <dl className={classes.facts}>
      <Fact label={t('group')}>{groupName(trial.group)}</Fact>
      {trial.sponsor !== null && <Fact label={t('sponsor')}>{trial.sponsor}</Fact>}
      <Fact label={t('status')}>{vocabulary(`status.${trial.status}`)}</Fact>
      {trial.phase !== null && <Fact label={t('phase')}>{vocabulary(`phase.${trial.phase}`)}</Fact>}
      <Fact label={t('enrolment')}>
        <EnrolmentSpan trial={trial} />
      </Fact>
      <Fact label={t('patients')}>
        <Patients trial={trial} />
      </Fact>
      <Fact label={t('registrations')}>
        {trial.registrations.length === 0 ? (
          <span className="muted">{t('notReported')}</span>
        ) : (
          trial.registrations.map((registration) => (
            <RegistrationItem key={`${registration.registry} ${registration.id}`} registration={registration} />
          ))
        )}
      </Fact>
      {trial.countries.length > 0 && (
        <Fact label={t('countries')}>
          {trial.countries
            .map((code) => regions.of(code) ?? code)
            .sort(new Intl.Collator(locale).compare)
            .join(', ')}
        </Fact>
      )}
      {predecessor !== null && (
        <Fact label={t('predecessor')}>
          <Link href={`/trials/${predecessor.slug}`}>{predecessor.acronym}</Link>
        </Fact>
      )}
      {successors.length > 0 && (
        <Fact label={t('successors')}>
          {successors.map(({ slug, acronym }) => (
            <span key={slug} className={classes.line}>
              <Link href={`/trials/${slug}`}>{acronym}</Link>
            </span>
          ))}
        </Fact>
      )}
    </dl>
  );
}

function EnrolmentSpan({
  trial: {
    enrolment: { start, end },
    status,
  },
}: Readonly<{ trial: Trial }>) {
  const t = useTranslations('trial');
  const locale = useLocale();
  if (start === null && end === null) return <span className="muted">{t('notReported')}</span>;
  const month = (text: string | null) => (text === null ? t('notReported') : formatMonth(text, locale));
  return t('enrolmentSpan', {
    start: month(start),
    end: end === null && status === 'recruiting' ? t('ongoing') : month(end),
  });
}

function Patients({
  trial: {
    enrolment: { actual, planned },
  },
}: Readonly<{ trial: Trial }>) {
  const t = useTranslations('trial');
  const locale = useLocale();
  if (actual === null && planned === null) return <span className="muted">{t('notReported')}</span>;
  const parts = [
    actual === null ? null : t('enrolled', { n: formatNumber(actual, locale) }),
    planned === null ? null : t('planned', { n: formatNumber(planned, locale) }),
  ];
  return parts.filter((part) => part !== null).join('; ');
}

function RegistrationItem({ registration }: Readonly<{ registration: Registration }>) {
  const address = registrationAddress(registration);
  return (
    <span className={classes.line}>
      <span className="muted">{registration.registry}</span>{' '}
      {address === null ? (
        registration.id
      ) : (
        <a href={address} target="_blank" rel="noopener noreferrer">
          {registration.id}
        </a>
      )}
    </span>
  );
}

export function Fact({ label, children }: Readonly<{ label: string; children: ReactNode }>) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What was done and to whom, in the words of the sources. */
export function TrialDesign({ trial }: Readonly<{ trial: Trial }>) {
  const t = useTranslations('trial');
  const locale = useLocale();
  const texts = [
    ['design', trial.design],
    ['eligibility', trial.eligibility],
    ['backbone', trial.backbone],
    ['hsctPolicy', trial.hsctPolicy],
    ['notes', trial.notes],
  ] as const;
  return (
    <dl className={classes.texts}>
      {texts.map(([key, text]) => (
        <Fact key={key} label={t(key)}>
          <GeneText text={inLocale(text, locale)} />
        </Fact>
      ))}
    </dl>
  );
}
