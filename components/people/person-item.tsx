import { useLocale, useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import { GeneText } from '@/components/ui/gene-text';
import { SentDate } from '@/components/ui/sent-date';
import type { Administration, ListedPerson } from '@/lib/access/administration';
import { ROLES } from '@/lib/access/policy';
import { AccountForm, type AccountAction } from './account-form';
import { momentText } from './moment';
import classes from './people.module.css';

type Props = Readonly<{ person: ListedPerson; sites: Administration['sites']; action: AccountAction }>;

/** One person: what is known of the account, the roles, and what an administrator can do about both. */
export function PersonItem({ person, sites, action }: Props) {
  const t = useTranslations('people');
  const locale = useLocale();
  const { id, email, displayName } = person;
  const facts = [
    person.lastSignIn === null ? t('neverSignedIn') : t('lastSignIn', { at: momentText(person.lastSignIn, locale) }),
    person.secondFactor ? t('hasSecondFactor') : t('noSecondFactor'),
    ...(person.disabled ? [t('disabled')] : []),
    ...(person.restingUntil === null ? [] : [t('resting', { until: momentText(person.restingUntil, locale) })]),
  ];
  const simple = (work: 'enable' | 'unlock' | 'invite-again') => (
    <AccountForm
      key={work}
      action={action}
      sends={{ do: work, person: id }}
      submit={t(`do.${work}`)}
      label={`${t(`do.${work}`)}: ${displayName}`}
      small
    />
  );
  const because = (work: 'disable' | 'reset') => (
    <WithReason
      key={work}
      action={action}
      sends={{ do: work, person: id }}
      submit={t(`do.${work}`)}
      about={displayName}
      means={t(`confirm.${work}`, { name: displayName })}
    />
  );
  return (
    <li className={classes.person}>
      <h3>{displayName}</h3>
      <p className={classes.facts}>
        {email} · <GeneText text={facts.join(' · ')} />
      </p>
      <Roles person={person} action={action} />
      <details>
        <summary>{t('addRole')}</summary>
        <AccountForm
          action={action}
          sends={{ do: 'add-role', person: id }}
          submit={t('addRole')}
          label={`${t('addRole')}: ${displayName}`}
        >
          <RoleFields sites={sites} />
        </AccountForm>
      </details>
      <div className={classes.row}>
        {person.lastSignIn === null && !person.disabled ? simple('invite-again') : because('reset')}
        {person.restingUntil !== null && simple('unlock')}
        {person.disabled ? simple('enable') : because('disable')}
      </div>
    </li>
  );
}

function Roles({ person, action }: Omit<Props, 'sites'>) {
  const t = useTranslations('people');
  const roleName = useTranslations('signIn.role');
  const locale = useLocale();
  if (person.roles.length === 0) return <p className="muted">{t('noRoles')}</p>;
  return (
    <ul className={classes.roles} aria-label={t('roles')}>
      {person.roles.map(({ id, role, siteCode, expiresAt, over }) => (
        <li key={id}>
          <span className={over ? classes.over : undefined}>
            {roleName(role)}
            {siteCode === null ? '' : ` · ${siteCode}`}
            {expiresAt === null ? '' : ` · ${t(over ? 'expired' : 'expires', { at: momentText(expiresAt, locale) })}`}
          </span>
          <WithReason
            action={action}
            sends={{ do: 'end-role', membership: id }}
            submit={t('endRole')}
            about={`${person.displayName}, ${roleName(role)}${siteCode === null ? '' : ` ${siteCode}`}`}
          />
        </li>
      ))}
    </ul>
  );
}

type ReasonProps = Readonly<{
  action: AccountAction;
  sends: Readonly<Record<string, string>>;
  submit: string;
  about: string;
  /** what else happens */
  means?: string;
}>;

/** Takes something from a person, with the reason that the audit keeps. */
function WithReason({ action, sends, submit, about, means }: ReasonProps) {
  const t = useTranslations('people');
  return (
    <details>
      <summary aria-label={`${submit}: ${about}`}>{submit}</summary>
      <AccountForm action={action} sends={sends} submit={submit} label={`${submit}: ${about}`}>
        {means !== undefined && <p>{means}</p>}
        <label className={entry.field}>
          <span className={entry.label}>{t('reason')}</span>
          <Input look="form" name="reason" maxLength={500} />
        </label>
      </AccountForm>
    </details>
  );
}

/** Role, site and last day: what a membership says. */
export function RoleFields({ sites }: Readonly<{ sites: Administration['sites'] }>) {
  const t = useTranslations('people');
  const roleName = useTranslations('signIn.role');
  return (
    <>
      <label className={entry.field}>
        <span className={entry.label}>{t('role')}</span>
        <Select look="form" name="role" defaultValue="">
          <option value="">{t('choose')}</option>
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {roleName(role)}
            </option>
          ))}
        </Select>
      </label>
      <label className={entry.field}>
        <span className={entry.label}>{t('site')}</span>
        <Select look="form" name="site" defaultValue="">
          <option value="">{t('noSite')}</option>
          {sites.map(({ id, code, name }) => (
            <option key={id} value={id}>
              {code} – {name}
            </option>
          ))}
        </Select>
      </label>
      <SentDate name="expires" label={t('lastDay')} />
    </>
  );
}
