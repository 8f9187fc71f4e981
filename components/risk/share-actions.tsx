import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import { Link } from '@/lib/i18n/navigation';
import { factsToFragment } from '@/lib/risk/facts-fragment';
import type { Facts } from '@/lib/risk/facts';
import classes from './risk-page.module.css';

/** A link that carries the facts after `#`, and the way to the printable page with the same facts. */
export function ShareActions({ facts }: Readonly<{ facts: Facts }>) {
  const t = useTranslations('riskPage');
  const [outcome, setOutcome] = useState<Readonly<{ link: string; copied: boolean }> | null>(null);
  const fragment = factsToFragment(facts);
  const link = (): string =>
    `${window.location.origin}${window.location.pathname}${fragment === '' ? '' : `#${fragment}`}`;
  const copy = async (): Promise<void> => {
    const address = link();
    try {
      await navigator.clipboard.writeText(address);
      setOutcome({ link: address, copied: true });
    } catch {
      setOutcome({ link: address, copied: false });
    }
  };
  return (
    <div className={classes.share}>
      <div className={classes.actions}>
        <span className={classes.hint} role="status">
          {outcome?.copied === true && t('copied')}
        </span>
        <Button className={classes.action} onClick={() => void copy()}>
          {t('copyLink')}
        </Button>
        <Link className={classes.action} href={`/risk/report${fragment === '' ? '' : `#${fragment}`}`}>
          {t('report')}
        </Link>
      </div>
      {outcome?.copied === false && (
        <label className={classes.copyByHand}>
          {t('copyFailed')}
          <Input
            className={classes.control}
            type="text"
            readOnly
            value={outcome.link}
            onFocus={(event) => event.target.select()}
          />
        </label>
      )}
    </div>
  );
}
