import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import { AUDIT_ACTIONS, type AuditFilter } from '@/lib/audit/reading';
import { getPathname } from '@/lib/i18n/navigation';
import classes from './people.module.css';

type Props = Readonly<{ filter: AuditFilter; actors: readonly Readonly<{ id: string; name: string }>[] }>;

/** The filter of the audit; a plain form whose fields are the page's address. */
export function AuditFilterForm({ filter, actors }: Props) {
  const t = useTranslations('audit');
  const locale = useLocale();
  const text = (name: 'patient' | 'from' | 'to', type: 'text' | 'date') => (
    <label className={entry.field}>
      <span className={entry.label}>{t(name)}</span>
      <Input look="form" type={type} name={name} defaultValue={filter[name] ?? ''} />
    </label>
  );
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
      {text('patient', 'text')}
      {text('from', 'date')}
      {text('to', 'date')}
      <div className={entry.actions}>
        <Button type="submit" look="primary">
          {t('filter')}
        </Button>
      </div>
    </form>
  );
}
