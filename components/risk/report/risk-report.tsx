'use client';

import { Button } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { BrowserExport } from '@/components/figure/export/browser-export';
import { FragmentProblems } from '@/components/risk/form/fragment-problems';
import { fragmentStore } from '@/components/risk/form/fragment-store';
import { saveFile } from '@/components/ui/save-file';
import { useHydrated } from '@/components/ui/use-hydrated';
import { Link } from '@/lib/i18n/navigation';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { typedNumber } from '@/lib/numbers/read-number';
import { factsFromFragment, factsToFragment } from '@/lib/risk/facts-fragment';
import type { Facts } from '@/lib/risk/facts';
import type { ReportModel } from './model';
import { ReportSheet } from './sheet';
import classes from './report.module.css';
import { useReport } from './use-report';

/** The facts stand in the address after `#`, which no server is told; the sheet is made here. */
export function RiskReport({ evidence }: Readonly<{ evidence: RiskEvidence }>) {
  const [store] = useState(fragmentStore);
  const fragment = useSyncExternalStore(store.subscribe, store.read, () => '');
  const { facts, problems } = useMemo(() => factsFromFragment(fragment, typedNumber), [fragment]);
  const ready = useHydrated();
  if (!ready) return <div className={classes.waiting} />;
  return (
    <>
      <FragmentProblems problems={problems} />
      <Sheet facts={facts} evidence={evidence} />
    </>
  );
}

function Sheet({ facts, evidence }: Readonly<{ facts: Facts; evidence: RiskEvidence }>) {
  const [day] = useState(localDay);
  const model = useReport(facts, evidence, day);
  return (
    <>
      <Actions facts={facts} model={model} />
      <ReportSheet model={model} />
    </>
  );
}

function Actions({ facts, model }: Readonly<{ facts: Facts; model: ReportModel }>) {
  const t = useTranslations('riskReport');
  const [state, setState] = useState<'idle' | 'working' | 'failed'>('idle');
  const download = async (): Promise<void> => {
    setState('working');
    try {
      const { reportPdf } = await import('./pdf');
      saveFile(await reportPdf(model), 'risk-groups.pdf');
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <div className={classes.actions}>
      <Button size="sm" onClick={() => window.print()}>
        {t('print')}
      </Button>
      <Button size="sm" variant="default" loading={state === 'working'} onClick={() => void download()}>
        {t('pdf')}
      </Button>
      <ReportExport model={model} />
      <Link href={`/risk#${factsToFragment(facts)}`}>{t('change')}</Link>
      <span className={classes.hint} role="status">
        {state === 'failed' ? t('failed') : ''}
      </span>
    </div>
  );
}

/** The report as slides, picture and tables, and into a presentation; this browser makes them. */
function ReportExport({ model }: Readonly<{ model: ReportModel }>) {
  const lookup = useTranslations();
  const locale = useLocale();
  return (
    <BrowserExport
      documents={async (footer, address) => {
        const { reportFigure } = await import('./figure');
        const headings = { caveats: lookup('figure.heading.caveats'), method: lookup('figure.heading.method') };
        return [reportFigure(model, { locale, footer, address, headings })];
      }}
      title={model.title}
      locale={locale}
      name="risk-groups"
      footer={lookup('site.name')}
    />
  );
}

/** Today where the reader is, as `YYYY-MM-DD`. */
function localDay(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
