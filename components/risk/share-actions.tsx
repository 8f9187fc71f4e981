import { useTranslations } from 'next-intl';
import { createContext, use, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import { usePublicAddress } from '@/components/ui/public-address';
import { Link } from '@/lib/i18n/navigation';
import { factsToFragment } from '@/lib/risk/facts-fragment';
import type { Facts } from '@/lib/risk/facts';
import classes from './risk-page.module.css';

/** What the form holds at this moment. The answer beside it may be one drawing behind; what is passed on never is. */
export const LiveFacts = createContext<Facts>({});

/** A link that carries the facts after `#`, and the way to the printable page with the same facts. */
export function ShareActions() {
  const t = useTranslations('riskPage');
  const facts = use(LiveFacts);
  const toPublic = usePublicAddress();
  const [outcome, setOutcome] = useState<Readonly<{ link: string; copied: boolean }> | null>(null);
  const fragment = factsToFragment(facts);
  const link = (): string => toPublic(`${window.location.pathname}${fragment === '' ? '' : `#${fragment}`}`);
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
