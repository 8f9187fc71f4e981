'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { usePublicAddress } from '@/components/ui/public-address';
import entry from '@/components/ui/entry.module.css';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { AccountState } from '@/lib/access/state';
import { getPathname } from '@/lib/i18n/navigation';
import classes from './people.module.css';

export type AccountAction = (form: FormData) => Promise<AccountState>;

type Props = Readonly<{
  action: AccountAction;
  /** what the form sends beside its fields */
  sends: Readonly<Record<string, string>>;
  submit: string;
  /** what the button is called for those who do not see where it stands */
  label?: string;
  small?: boolean;
  primary?: boolean;
  /** what is said once it was done, where “Done.” would say too much */
  said?: string;
  /** called after it was done; the fields are empty then */
  onDone?: (state: AccountState) => void;
  children?: ReactNode;
}>;

/** A form about an account: sends its fields, says what came of it, and shows what is shown only once. */
export function AccountForm({ action, sends, submit, label, small, primary, said, onDone, children }: Props) {
  const t = useTranslations('account');
  const hydrated = useHydrated();
  const [state, setState] = useState<AccountState | null>(null);
  const [working, setWorking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    for (const [name, value] of Object.entries(sends)) fields.set(name, value);
    setWorking(true);
    const answer = await action(fields).catch((): AccountState => ({ ok: false }));
    setWorking(false);
    setState(answer);
    if (!answer.ok) return;
    form.current?.reset();
    onDone?.(answer);
  };

  return (
    <form
      ref={form}
      className={small === true ? classes.inline : classes.form}
      onSubmit={(event) => void send(event)}
      aria-describedby={state === null ? undefined : id}
      noValidate
    >
      {children}
      <div className={entry.actions}>
        <Button
          type="submit"
          look={small === true ? 'small' : primary === true ? 'primary' : 'plain'}
          aria-label={label}
          disabled={working || !hydrated}
        >
          {working ? t('working') : submit}
        </Button>
      </div>
      <div id={id} role="status" className={classes.outcome}>
        {state !== null && <Outcome state={state} said={said} />}
      </div>
    </form>
  );
}

function Outcome({ state, said }: Readonly<{ state: AccountState; said: string | undefined }>) {
  const t = useTranslations('account');
  const locale = useLocale();
  const toPublic = usePublicAddress();
  if (!state.ok) return <p className={entry.error}>{t(`refused.${state.refused ?? 'unexpected'}`)}</p>;
  if (state.link !== undefined) {
    const [path = '', token = ''] = state.link.path.split('#');
    const address = toPublic(`${getPathname({ href: path, locale })}#${token}`);
    return (
      <>
        <p>{t('linkMade', { email: state.link.email })}</p>
        <p className={classes.once}>
          <code>{address}</code>
        </p>
      </>
    );
  }
  return <p>{said ?? t('done')}</p>;
}

/** The recovery codes of a second factor that was just turned on. */
export function RecoveryCodes({ codes }: Readonly<{ codes: readonly string[] }>) {
  const t = useTranslations('account');
  return (
    <div role="status">
      <p>{t('codesMade')}</p>
      <ul className={classes.codes} aria-label={t('codes')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
