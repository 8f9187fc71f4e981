'use client';

import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useRef, useState, type FormEvent, type RefObject } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { Credentials, SignInFields } from '@/lib/access/credentials';
import type { Role } from '@/lib/access/policy';
import classes from './sign-in-form.module.css';

type Account = { role: Role; email: string; password: string };
type Failure =
  | 'wrong'
  | 'resting'
  | 'codeNeeded'
  | 'wrongCode'
  | 'unavailable'
  | 'unreachable'
  | 'emailMissing'
  | 'passwordMissing';
/** What the server says where it opened no session. */
const ANSWERS: Partial<Record<string, Failure>> = {
  CredentialsSignin: 'wrong',
  Resting: 'resting',
  SecondFactor: 'codeNeeded',
  WrongCode: 'wrongCode',
};
type Props = Readonly<{ callback: string; demoAccounts: readonly Account[] }>;

/** Signs in and goes on to `callback`, which the page has limited to addresses of this program. What was typed stays on failure. */
export function SignInForm({ callback, demoAccounts }: Props) {
  const t = useTranslations('signIn');
  const hydrated = useHydrated();
  const { failure, working, asksCode, emailField, passwordField, codeField, submit, use } = useSignIn(callback);
  const atEmail = failure === 'emailMissing';
  const atPassword = failure === 'passwordMissing' || failure === 'wrong';
  const described = failure === null ? undefined : 'sign-in-failure';
  return (
    <div className={classes.columns}>
      <form className={classes.form} onSubmit={(event) => void submit(event)} method="post" noValidate>
        {failure !== null && (
          <p id="sign-in-failure" role="alert" className={entry.summary}>
            {t(failure)}
          </p>
        )}
        <label className={entry.field}>
          <span className={entry.label}>{t('email')}</span>
          <Input
            ref={emailField}
            look="form"
            type="email"
            name={'email' satisfies keyof Credentials}
            autoComplete="username"
            aria-invalid={atEmail}
            aria-describedby={atEmail ? described : undefined}
            required
          />
        </label>
        <label className={entry.field}>
          <span className={entry.label}>{t('password')}</span>
          <Input
            ref={passwordField}
            look="form"
            type="password"
            name={'password' satisfies keyof Credentials}
            autoComplete="current-password"
            aria-invalid={atPassword}
            aria-describedby={atPassword ? described : undefined}
            required
          />
        </label>
        {asksCode && <CodeField field={codeField} wrong={failure === 'wrongCode'} described={described} />}
        <div className={entry.actions}>
          <Button type="submit" look="primary" disabled={working || !hydrated}>
            {working ? t('working') : t('submit')}
          </Button>
        </div>
      </form>
      <DemoAccounts accounts={demoAccounts} onUse={use} />
    </div>
  );
}

type CodeProps = Readonly<{ field: RefObject<HTMLInputElement | null>; wrong: boolean; described: string | undefined }>;

/** The second factor, asked for once the password was right. */
function CodeField({ field, wrong, described }: CodeProps) {
  const t = useTranslations('signIn');
  return (
    <label className={entry.field}>
      <span className={entry.label}>{t('code')}</span>
      <Input
        ref={field}
        look="form"
        name={'code' satisfies keyof SignInFields}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        aria-invalid={wrong}
        aria-describedby={described}
        autoFocus
        required
      />
    </label>
  );
}

/** The state of signing in, its fields, and what the form and the demonstration accounts do to them. */
function useSignIn(callback: string) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [working, setWorking] = useState(false);
  // Read from the page when sent, so that what a password manager fills in before the scripts run counts too.
  const passwordField = useRef<HTMLInputElement>(null);
  const emailField = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const [asksCode, setAsksCode] = useState(false);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const [email, password] = [emailField.current?.value ?? '', passwordField.current?.value ?? ''];
    const missing = whatIsMissing(email, password);
    setFailure(missing);
    if (missing !== null) return (missing === 'emailMissing' ? emailField : passwordField).current?.focus();
    setWorking(true);
    const code = codeField.current?.value ?? '';
    const outcome = await tryToSignIn({ email, password, ...(code === '' ? {} : { code }) });
    // A whole new page: everything on it is drawn again for the person who has signed in.
    if (outcome === null) return window.location.assign(callback);
    setFailure(outcome);
    setWorking(false);
    if (outcome === 'codeNeeded') setAsksCode(true);
    if (outcome === 'wrongCode') codeField.current?.select();
    if (outcome === 'wrong') passwordField.current?.select();
  };

  const use = ({ email, password }: Account): void => {
    if (emailField.current !== null) emailField.current.value = email;
    if (passwordField.current !== null) passwordField.current.value = password;
    setFailure(null);
  };

  return { failure, working, asksCode, emailField, passwordField, codeField, submit, use };
}

function DemoAccounts({
  accounts,
  onUse,
}: Readonly<{ accounts: readonly Account[]; onUse: (account: Account) => void }>) {
  const t = useTranslations('signIn');
  if (accounts.length === 0) return null;
  return (
    <section className={classes.demo} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">{t('demoTitle')}</h2>
      <p className="muted">{t('demoIntro')}</p>
      <ul className={classes.accounts}>
        {accounts.map((account) => (
          <li key={account.email} className={classes.account}>
            <span>
              <strong>{t(`role.${account.role}`)}</strong>
              <br />
              <span className="muted">
                {account.email} · {account.password}
              </span>
            </span>
            <Button
              look="small"
              aria-label={`${t('use')}: ${t(`role.${account.role}`)}`}
              onClick={() => onUse(account)}
            >
              {t('use')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function whatIsMissing(email: string, password: string): Failure | null {
  if (email.trim() === '') return 'emailMissing';
  return password === '' ? 'passwordMissing' : null;
}

async function tryToSignIn(credentials: SignInFields): Promise<Failure | null> {
  try {
    const answer = await signIn('credentials', { ...credentials, redirect: false });
    if (answer?.ok === true && !answer.error) return null;
    return answer?.error ? (ANSWERS[answer.error] ?? 'unavailable') : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
