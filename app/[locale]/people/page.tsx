import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { AccountForm } from '@/components/people/account-form';
import classes from '@/components/people/people.module.css';
import { PersonItem, RoleFields } from '@/components/people/person-item';
import { EmptyState } from '@/components/ui/empty-state';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import { administerAction } from '@/lib/access/actions';
import type { Administration } from '@/lib/access/administration';
import { findAdministration } from '@/lib/access/administration.server';
import { mayAdminister } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { Link } from '@/lib/i18n/navigation';
import { toSignIn } from '../to-sign-in';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people');
  return { title: t('title') };
}

/** Who may do what, for administrators. */
async function PeoplePage() {
  const [t, viewer] = await Promise.all([getTranslations('people'), getViewer()]);
  if (viewer === null) return toSignIn();
  if (!mayAdminister(viewer)) {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState title={t('roleTitle')} text={t('roleText', { name: viewer.displayName })}>
          <Link href="/account">{t('toAccount')}</Link>
        </EmptyState>
      </>
    );
  }
  const { people, sites, rules } = await findAdministration(viewer);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} above={<Link href="/audit">{t('toAudit')}</Link>} />
      <div className={classes.page}>
        <Invite sites={sites} />
        <section className={classes.section} aria-labelledby="people-list">
          <h2 id="people-list">{t('listTitle')}</h2>
          <ul className={classes.list}>
            {people.map((person) => (
              <PersonItem key={person.id} person={person} sites={sites} action={administerAction} />
            ))}
          </ul>
        </section>
        <Sites sites={sites} />
        <Rules rules={rules} />
      </div>
    </>
  );
}

async function Invite({ sites }: Pick<Administration, 'sites'>) {
  const t = await getTranslations('people');
  return (
    <section className={`screen-only ${classes.section}`} aria-labelledby="invite">
      <h2 id="invite">{t('inviteTitle')}</h2>
      <p className="muted">{t('inviteIntro')}</p>
      <AccountForm action={administerAction} sends={{ do: 'invite' }} submit={t('invite')} primary>
        <label className={entry.field}>
          <span className={entry.label}>{t('name')}</span>
          <Input look="form" name="name" maxLength={100} autoComplete="off" />
        </label>
        <label className={entry.field}>
          <span className={entry.label}>{t('email')}</span>
          <Input look="form" type="email" name="email" maxLength={254} autoComplete="off" />
        </label>
        <RoleFields sites={sites} />
      </AccountForm>
    </section>
  );
}

async function Sites({ sites }: Pick<Administration, 'sites'>) {
  const t = await getTranslations('people');
  return (
    <section className={classes.section} aria-labelledby="sites">
      <h2 id="sites">{t('sitesTitle')}</h2>
      <ul className={classes.roles}>
        {sites.map(({ id, code, name }) => (
          <li key={id}>
            <strong>{code}</strong>
            <AccountForm
              action={administerAction}
              sends={{ do: 'rename-site', site: id }}
              submit={t('rename')}
              label={`${t('rename')}: ${code}`}
              small
            >
              <Input
                look="form"
                name="name"
                defaultValue={name}
                maxLength={200}
                aria-label={`${t('siteName')}: ${code}`}
              />
            </AccountForm>
          </li>
        ))}
      </ul>
      <AccountForm action={administerAction} sends={{ do: 'add-site' }} submit={t('addSite')}>
        <label className={entry.field}>
          <span className={entry.label}>{t('siteCode')}</span>
          <Input look="form" name="code" maxLength={20} />
        </label>
        <label className={entry.field}>
          <span className={entry.label}>{t('siteName')}</span>
          <Input look="form" name="name" maxLength={200} />
        </label>
      </AccountForm>
    </section>
  );
}

async function Rules({ rules }: Pick<Administration, 'rules'>) {
  const [t, roleName] = await Promise.all([getTranslations('people'), getTranslations('signIn.role')]);
  const alone = rules.some((rule) => rule.alone);
  return (
    <section className={classes.section} aria-labelledby="rules">
      <h2 id="rules">{t('rulesTitle')}</h2>
      <p className="muted">{t('rulesIntro')}</p>
      <ul className={classes.roles}>
        {rules.map(({ role, secondFactor }) => (
          <li key={role}>
            <span>
              {roleName(role)}: {t(secondFactor ? 'ruleOn' : 'ruleOff')}
            </span>
            <AccountForm
              action={administerAction}
              sends={{ do: 'rule', role, secondFactor: secondFactor ? 'off' : 'on' }}
              submit={t(secondFactor ? 'turnOff' : 'turnOn')}
              label={`${t(secondFactor ? 'turnOff' : 'turnOn')}: ${roleName(role)}`}
              small
            />
          </li>
        ))}
      </ul>
      <p className="muted">{t('aloneIntro')}</p>
      <AccountForm
        action={administerAction}
        sends={{ do: 'one-curator', alone: alone ? 'off' : 'on' }}
        submit={t(alone ? 'aloneOff' : 'aloneOn')}
        small
      />
    </section>
  );
}

export default withMessages(['account', 'dateField'], PeoplePage);
