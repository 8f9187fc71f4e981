'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Link } from '@/lib/i18n/navigation';
import type { CurveRefusal, CurveState } from '@/lib/registry/curves/state';
import classes from './curate.module.css';
import { useReview } from './review-steps';

type Props = Readonly<{ id: string; name: string; show: (id: string) => Promise<CurveState> }>;

/** In place of a curve that waits: whoever has not read its figure reads it, or declares not to be its second reader. */
export function BlindCurve({ id, name, show }: Props) {
  const t = useTranslations('curate.blind');
  const refusal = useTranslations('curate.refusal');
  const { pending, refused, run } = useReview<CurveRefusal>();
  return (
    <div className={classes.section}>
      <p className="muted">{t('hint')}</p>
      <div className={entry.actions}>
        <Link href="/curate/curves/read">{t('read')}</Link>
        <Button look="small" disabled={pending} aria-label={t('named', { name })} onClick={() => run(() => show(id))}>
          {t('show')}
        </Button>
      </div>
      {refused !== null && (
        <p role="alert" className={entry.error}>
          {refusal(refused)}
        </p>
      )}
    </div>
  );
}
