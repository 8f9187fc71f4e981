import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import { SentDate } from '@/components/ui/sent-date';
import { AUDIT_ACTIONS, type AuditFilter } from '@/lib/audit/reading';
import { getPathname } from '@/lib/i18n/navigation';
import classes from './people.module.css';

type Props = Readonly<{ filter: AuditFilter; actors: readonly Readonly<{ id: string; name: string }>[] }>;

/** The filter of the audit; a plain form whose fields are the page's address. */
export function AuditFilterForm({ filter, actors }: Props) {
  const t = useTranslations('audit');
  const locale = useLocale();
  return (
    <form className={classes.wide} action={getPathname({ href: '/audit', locale })}>
      <label className={entry.field}>
        <span className={entry.label}>{t('person')}</span>
        <Select look="form" name={'person' satisfies keyof AuditFilter} defaultValue={filter.person ?? ''}>
          <option value="">{t('everybody')}</option>
          {actors.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </label>
      <label className={entry.field}>
        <span className={entry.label}>{t('kind')}</span>
        <Select look="form" name={'kind' satisfies keyof AuditFilter} defaultValue={filter.kind ?? ''}>
          <option value="">{t('everything')}</option>
          {AUDIT_ACTIONS.map((action) => (
            <option key={action} value={action}>
              {t(`action.${action}`)}
            </option>
          ))}
        </Select>
      </label>
      <label className={entry.field}>
        <span className={entry.label}>{t('patient')}</span>
        <Input
          look="form"
          type="text"
          name={'patient' satisfies keyof AuditFilter}
          defaultValue={filter.patient ?? ''}
        />
      </label>
      <SentDate name={'from' satisfies keyof AuditFilter} label={t('from')} initial={filter.from} />
      <SentDate name={'to' satisfies keyof AuditFilter} label={t('to')} initial={filter.to} />
      <div className={entry.actions}>
        <Button type="submit" look="primary">
          {t('filter')}
        </Button>
      </div>
    </form>
  );
}
