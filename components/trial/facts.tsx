import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import type { ReactNode } from 'react';
import { CitedChip } from '@/components/quality/cited-chip';
import { FactParts } from '@/components/trials/fact-parts';
import { countryName } from '@/lib/i18n/country-name';
import { formatMonth, formatNumber, formatYearSpan } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import { registrationAddress } from '@/lib/registry/trials/registration-address';
import type { FactWord } from '@/lib/registry/trials/facts/fact';
import { DESIGN_FACTS, PAGE_FACTS } from '@/lib/registry/trials/facts/outlets';
import type { Registration, Trial } from '@/lib/registry/schema';
import type { TrialLink } from '@/lib/registry/trials/summary';
import classes from './page.module.css';

type Props = Readonly<{
  trial: Trial;
  cited: CitedSources;
  predecessor: TrialLink | null;
  successors: readonly TrialLink[];
}>;

/** Facts that the page says in other words than their parts alone. */
const IN_OWN_WORDS: Readonly<Partial<Record<FactWord, (props: { trial: Trial; cited: CitedSources }) => ReactNode>>> = {
  enrolment: EnrolmentSpan,
  patients: Patients,
  registrations: Registrations,
  countries: Countries,
  countriesFrom: CountriesFrom,
};
/** Facts that a reader would miss; any other that is not reported is left out. */
const SAID_WHEN_UNREPORTED: readonly FactWord[] = ['enrolment', 'patients', 'registrations'];

/** What identifies the study: numbers, group, phase, years, patients, countries, neighbours in time. */
export function TrialFacts({ trial, cited, predecessor, successors }: Props) {
  const t = useTranslations('trial');
  const names = useTranslations('vocabulary.fact');
  return (
    <dl className={classes.facts}>
      {PAGE_FACTS.map(({ word, parts }) => {
        const Own = IN_OWN_WORDS[word];
        if (parts(trial).length === 0 && !SAID_WHEN_UNREPORTED.includes(word)) return null;
        return (
          <Fact key={word} label={names(word)}>
            {Own === undefined ? <FactParts parts={parts(trial)} /> : <Own trial={trial} cited={cited} />}
          </Fact>
        );
      })}
      {predecessor !== null && (
        <Fact label={t('predecessor')}>
          <Link href={`/trials/${predecessor.slug}`}>
            <GeneText text={predecessor.acronym} />
          </Link>
        </Fact>
      )}
      {successors.length > 0 && (
        <Fact label={t('successors')}>
          {successors.map(({ slug, acronym }) => (
            <span key={slug} className={classes.line}>
              <Link href={`/trials/${slug}`}>
                <GeneText text={acronym} />
              </Link>
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
  if (start?.length === 4 && end?.length === 4) return formatYearSpan(start, end);
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

function Registrations({ trial: { registrations } }: Readonly<{ trial: Trial }>) {
  const t = useTranslations('trial');
  if (registrations.length === 0) return <span className="muted">{t('notReported')}</span>;
  return registrations.map((registration) => (
    <RegistrationItem key={`${registration.registry} ${registration.id}`} registration={registration} />
  ));
}

function Countries({ trial: { countries } }: Readonly<{ trial: Trial }>) {
  const locale = useLocale();
  return countries
    .map((code) => countryName(code, locale))
    .sort(new Intl.Collator(locale).compare)
    .join(', ');
}

function CountriesFrom({ trial: { countriesFrom: from }, cited }: Readonly<{ trial: Trial; cited: CitedSources }>) {
  const vocabulary = useTranslations('vocabulary.countriesFrom');
  if (from === null) return null;
  if ('absent' in from) return <span className="muted">{vocabulary(from.absent)}</span>;
  return (
    <>
      {vocabulary(from.named)} <CitedChip source={from.source} cited={cited} />
    </>
  );
}

function RegistrationItem({ registration }: Readonly<{ registration: Registration }>) {
  const address = registrationAddress(registration);
  return (
    <span className={classes.line}>
      {!registration.id.startsWith(registration.registry) && (
        <>
          <span className="muted">{registration.registry}</span>{' '}
        </>
      )}
      {address === null ? (
        <span className={classes.identifier}>{registration.id}</span>
      ) : (
        <a className={classes.identifier} href={address} target="_blank" rel="noopener noreferrer">
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
  const names = useTranslations('vocabulary.fact');
  return (
    <dl className={classes.texts}>
      {DESIGN_FACTS.map(({ word, parts }) => (
        <Fact key={word} label={names(word)}>
          <FactParts parts={parts(trial)} />
        </Fact>
      ))}
    </dl>
  );
}
