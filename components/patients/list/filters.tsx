import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import { GeneText } from '@/components/ui/gene-text';
import { getPathname, Link } from '@/lib/i18n/navigation';
import { ERROR_CHOICES, RISK_CHOICES, STATUSES, type PatientFilter } from '@/lib/patients/filter';
import { RECORD_STATES } from '@/lib/patients/keeping/words';
import { EVENT_KINDS } from '@/lib/patients/timeline';
import { VOCABULARY } from '@/lib/patients/vocabulary';
import classes from '../patient.module.css';

const KMT2A = ['rearranged', 'germline', 'unknown'] as const;

type Props = Readonly<{
  filter: PatientFilter;
  years: readonly number[];
  /** slugs of the protocols that are recorded */
  protocols: readonly string[];
  protocolNames: Readonly<Record<string, string>>;
}>;

/** Narrows the list through the address; a plain form, so it works before any script has loaded. */
export function PatientFilters({ filter, years, protocols, protocolNames }: Props) {
  const t = useTranslations('patients');
  const action = getPathname({ href: '/patients', locale: useLocale() });
  return (
    <form className={classes.filters} action={action} role="search" aria-label={t('filter')}>
      <label>
        {t('search')}
        <Input
          look="form"
          type="search"
          name="q"
          defaultValue={filter.q}
          key={filter.q}
          placeholder={t('searchHint')}
          maxLength={20}
          autoComplete="off"
        />
      </label>
      <FindingChoices filter={filter} />
      <Choice
        label={t('status')}
        name="status"
        chosen={filter.status}
        options={STATUSES.map((status) => ({ value: status, label: t(`statusOption.${status}`) }))}
      />
      <Choice
        label={t('year')}
        name="year"
        chosen={filter.year}
        options={years.map((year) => ({ value: year, label: year }))}
      />
      <Choice
        label={t('column.protocol')}
        name="protocol"
        chosen={filter.protocol}
        options={protocols.map((slug) => ({ value: slug, label: protocolNames[slug] ?? slug }))}
      />
      <RecordChoices filter={filter} />
      <Choice
        label={t('column.last-contact')}
        name="stale"
        chosen={filter.stale ? '1' : undefined}
        options={[{ value: '1', label: t('stale') }]}
      />
      {filter.sort !== 'pseudonym' && <Input type="hidden" name="sort" value={filter.sort} />}
      {filter.down && <Input type="hidden" name="down" value="1" />}
      <Button type="submit" look="plain">
        {t('apply')}
      </Button>
      <Link className={entry.button} href="/patients">
        {t('clear')}
      </Link>
    </form>
  );
}

/** What was found and what happened. */
function FindingChoices({ filter }: Pick<Props, 'filter'>) {
  const t = useTranslations('patients');
  const tf = useTranslations('patientForm.option');
  return (
    <>
      <Choice
        label={t('kmt2a')}
        name="kmt2a"
        chosen={filter.kmt2a}
        options={KMT2A.map((status) => ({ value: status, label: t(`kmt2aOption.${status}`) }))}
      />
      <Choice
        label={t('partner')}
        name="partner"
        chosen={filter.partner}
        options={VOCABULARY.kmt2aPartner.map((gene) => ({ value: gene, label: tf(`kmt2aPartner.${gene}`) }))}
      />
      <Choice
        label={t('event')}
        name="event"
        chosen={filter.event}
        options={EVENT_KINDS.map((kind) => ({ value: kind, label: tf(`eventKind.${kind}`) }))}
      />
    </>
  );
}

/** How the record stands. */
function RecordChoices({ filter }: Pick<Props, 'filter'>) {
  const t = useTranslations('patients');
  const tk = useTranslations('recordKeeping');
  return (
    <>
      <Choice
        label={t('column.risk')}
        name="risk"
        chosen={filter.risk}
        options={RISK_CHOICES.map((group) => ({ value: group, label: t(`riskOption.${group}`) }))}
      />
      <Choice
        label={t('column.errors')}
        name="errors"
        chosen={filter.errors}
        options={ERROR_CHOICES.map((one) => ({ value: one, label: t(`errorsOption.${one}`) }))}
      />
      <Choice
        label={t('column.state')}
        name="state"
        chosen={filter.state}
        options={RECORD_STATES.map((state) => ({ value: state, label: tk(`state.name.${state}`) }))}
      />
    </>
  );
}

type Choosable = string | number;
type ChoiceProps = Readonly<{
  label: string;
  name: string;
  chosen: Choosable | undefined;
  options: readonly Readonly<{ value: Choosable; label: Choosable }>[];
}>;

/** One of the options, or all of them. */
function Choice({ label, name, chosen, options }: ChoiceProps) {
  const t = useTranslations('patients');
  return (
    <label>
      <GeneText text={label} />
      <Select look="form" name={name} defaultValue={chosen ?? ''} key={chosen}>
        <option value="">{t('all')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </label>
  );
}
