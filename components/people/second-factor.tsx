'use client';

import { QRCodeSVG } from 'qrcode.react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { AccountForm, RecoveryCodes, type AccountAction } from './account-form';
import classes from './people.module.css';

type Props = Readonly<{
  since: string | null;
  codesLeft: number;
  proposed: Readonly<{ uri: string; secret: string }> | null;
  action: AccountAction;
}>;

/** The second factor: turned on with a code of the app, so that nobody locks themselves out with a secret that was not read. */
export function SecondFactor({ since, codesLeft, proposed, action }: Props) {
  const t = useTranslations('account');
  // Kept here: the form goes with the proposed secret, and the codes are shown only once.
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const password = (
    <label className={entry.field}>
      <span className={entry.label}>{t('currentPassword')}</span>
      <Input look="form" type="password" name="current" autoComplete="current-password" />
    </label>
  );
  return (
    <>
      <p>{since === null ? t('factorOff') : t('factorOn', { codes: codesLeft })}</p>
      <AccountForm
        key={`propose ${since ?? ''}`}
        action={action}
        sends={{ do: 'propose-factor' }}
        submit={since === null ? t('setUp') : t('setUpAgain')}
        said={t('setUpNext')}
      />
      {proposed !== null && (
        <>
          <p>{t('scan')}</p>
          <div className={classes.qr}>
            <QRCodeSVG value={proposed.uri} size={200} title={t('qr')} />
          </div>
          <p>
            {t('typeSecret')} <code>{proposed.secret.replace(/(.{4})(?=.)/gu, '$1 ')}</code>
          </p>
          <AccountForm
            action={action}
            sends={{ do: 'confirm-factor' }}
            submit={t('confirmFactor')}
            onDone={(done) => setCodes(done.codes ?? [])}
            primary
          >
            {password}
            <label className={entry.field}>
              <span className={entry.label}>{t('code')}</span>
              <Input look="form" name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={10} />
            </label>
          </AccountForm>
        </>
      )}
      {codes !== null && <RecoveryCodes codes={codes} />}
      {since !== null && (
        <details>
          <summary>{t('removeFactor')}</summary>
          <AccountForm action={action} sends={{ do: 'remove-factor' }} submit={t('removeFactor')}>
            {password}
          </AccountForm>
        </details>
      )}
    </>
  );
}
