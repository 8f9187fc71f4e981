'use client';

import { useTranslations } from 'next-intl';
import type { TableRefusal } from '@/lib/tables/open';

/** Why a file is no table, what it is, and what would be right. */
export function TableRefused({ refusal, className }: Readonly<{ refusal: TableRefusal; className?: string }>) {
  const t = useTranslations('tables');
  const file = refusal.file === '' ? t('pasted') : t('file', { name: refusal.file });
  return (
    <p className={className} role="alert">
      {t(`refused.${refusal.code}`, { file })}
    </p>
  );
}
