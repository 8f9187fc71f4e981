import { useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';

/** A new password, twice. */
export function NewPasswordFields() {
  const t = useTranslations('account');
  return (
    <>
      {(['password', 'again'] as const).map((name) => (
        <label key={name} className={entry.field}>
          <span className={entry.label}>{t(name === 'password' ? 'newPassword' : 'newPasswordAgain')}</span>
          <Input look="form" type="password" name={name} autoComplete="new-password" maxLength={200} />
        </label>
      ))}
      <p className="muted">{t('passwordRule')}</p>
    </>
  );
}
