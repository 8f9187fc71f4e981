import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { AccountForm } from '@/components/people/account-form';
import { momentText } from '@/components/people/moment';
import { NewPasswordFields } from '@/components/people/new-password-fields';
import classes from '@/components/people/people.module.css';
import { SecondFactor } from '@/components/people/second-factor';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import { ownAccountAction } from '@/lib/access/actions';
import { findOwnAccount, type OwnAccount } from '@/lib/access/own-account.server';
import { getViewer } from '@/lib/access/session/session.server';
import { toSignIn } from '../to-sign-in';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('title') };
}

/** The reader's own account: password, second factor, sessions. */
async function AccountPage() {
  const [t, viewer] = await Promise.all([getTranslations('account'), getViewer()]);
  if (viewer === null) return toSignIn();
  const account = await findOwnAccount(viewer);
  const { secondFactorSince: since, codesLeft, proposed } = account;
  return (
    <>
      <PageHeader title={t('title')} intro={`${account.displayName} · ${account.email}`} />
      <div className={classes.page}>
        {viewer.lacksSecondFactor && (
          <p className={entry.summary} role="alert">
            {t('lacksFactor')}
          </p>
        )}
        <section className={classes.section} aria-labelledby="second-factor">
          <h2 id="second-factor">{t('factorTitle')}</h2>
          <SecondFactor since={since} codesLeft={codesLeft} proposed={proposed} action={ownAccountAction} />
        </section>
        <section className={`screen-only ${classes.section}`} aria-labelledby="password">
          <h2 id="password">{t('passwordTitle')}</h2>
          <AccountForm action={ownAccountAction} sends={{ do: 'password' }} submit={t('changePassword')}>
            <label className={entry.field}>
              <span className={entry.label}>{t('currentPassword')}</span>
              <Input look="form" type="password" name="current" autoComplete="current-password" />
            </label>
            <NewPasswordFields />
          </AccountForm>
        </section>
        <Sessions sessions={account.sessions} />
      </div>
    </>
  );
}

async function Sessions({ sessions }: Pick<OwnAccount, 'sessions'>) {
  const [t, locale] = await Promise.all([getTranslations('account'), getLocale()]);
  return (
    <section className={classes.section} aria-labelledby="sessions">
      <h2 id="sessions">{t('sessionsTitle')}</h2>
      <ul className={classes.roles}>
        {sessions.map(({ id, startedAt, seenAt, agent, current, work }) => (
          <li key={id}>
            <span>
              {current && <strong>{t('thisSession')} · </strong>}
              {t('session', { start: momentText(startedAt, locale), seen: momentText(seenAt, locale) })}
              <br />
              <small className="muted">{work ? t('work') : agent}</small>
            </span>
            {!current && (
              <AccountForm
                action={ownAccountAction}
                sends={{ do: 'end-session', session: id }}
                submit={t('endSession')}
                label={`${t('endSession')}: ${momentText(startedAt, locale)}`}
                small
              />
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <AccountForm action={ownAccountAction} sends={{ do: 'end-others' }} submit={t('endOthers')} />
      )}
    </section>
  );
}

export default withMessages(['account'], AccountPage);
