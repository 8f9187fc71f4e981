'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useId } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import type { SiteSettings } from '@/lib/patients/worklist/site-settings';

type Props = Readonly<{
  siteId: string;
  siteName: string;
  settings: SiteSettings;
  /** The viewer has several sites: each form says whose it is. */
  several: boolean;
  action: (form: FormData) => Promise<boolean>;
}>;

/** What a site decides for its own entry. */
export function SiteSettingsForm({ siteId, siteName, settings, several, action }: Props) {
  const t = useTranslations('worklist');
  const id = useId();
  const [sent, send, pending] = useActionState(
    async (_before: { ok: boolean; typed: FormData } | null, form: FormData) => ({
      ok: await action(form).catch(() => false),
      typed: form,
    }),
    null,
  );
  const typed = (name: string, stored: string): string => {
    const value = sent?.typed.get(name);
    return typeof value === 'string' ? value : stored;
  };
  return (
    <form className={entry.form} action={send}>
      {several && <h3>{siteName}</h3>}
      <Input type="hidden" name="siteId" value={siteId} />
      <div className={`${entry.group} ${entry.compact}`}>
        <div className={entry.field}>
          <label className={entry.label} htmlFor={`${id}-months`}>
            {t('followUpMonths')}
          </label>
          <Input
            id={`${id}-months`}
            look="form"
            name="followUpMonths"
            inputMode="numeric"
            defaultValue={typed('followUpMonths', String(settings.followUpMonths))}
          />
        </div>
        <div className={entry.field}>
          <label className={entry.label} htmlFor={`${id}-pattern`}>
            {t('pattern')}
          </label>
          <Input
            id={`${id}-pattern`}
            look="form"
            name="pseudonymPattern"
            maxLength={20}
            autoComplete="off"
            defaultValue={typed('pseudonymPattern', settings.pseudonymPattern ?? '')}
            aria-describedby={`${id}-hint`}
          />
          <span id={`${id}-hint`} className={entry.hint}>
            {t('patternHint')}
          </span>
        </div>
      </div>
      <Answer ok={sent?.ok ?? null} />
      <div className={entry.actions}>
        <Button type="submit" look="plain" disabled={pending}>
          {t('saveSettings')}
        </Button>
      </div>
    </form>
  );
}

/** Whether the settings were stored; nothing before they are sent. */
function Answer({ ok }: Readonly<{ ok: boolean | null }>) {
  const t = useTranslations('worklist');
  if (ok === null) return null;
  return (
    <p role={ok ? 'status' : 'alert'} className={ok ? entry.done : entry.error}>
      {t(ok ? 'settingsSaved' : 'settingsRefused')}
    </p>
  );
}
