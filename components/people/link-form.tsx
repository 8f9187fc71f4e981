'use client';

import { useTranslations } from 'next-intl';
import { useState, useSyncExternalStore } from 'react';
import { Link } from '@/lib/i18n/navigation';
import { AccountForm, type AccountAction } from './account-form';
import { NewPasswordFields } from './new-password-fields';

const onHash = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

/** Sets the password that a one-time link is for. The link's token stands behind the number sign, which no server is sent. */
export function LinkForm({ action }: Readonly<{ action: AccountAction }>) {
  const t = useTranslations('account');
  const [done, setDone] = useState(false);
  const token = useSyncExternalStore(
    onHash,
    () => window.location.hash.slice(1),
    () => '',
  );
  if (done) {
    return (
      <p role="status">
        {t('linkDone')} <Link href="/sign-in">{t('toSignIn')}</Link>
      </p>
    );
  }
  return (
    <AccountForm action={action} sends={{ token }} submit={t('setPassword')} onDone={() => setDone(true)} primary>
      <NewPasswordFields />
    </AccountForm>
  );
}
