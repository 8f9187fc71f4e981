'use client';

import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useOptimistic, useState, useTransition } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useWritten } from '@/components/ui/written/use-written';
import type { Written } from '@/components/ui/written/written';
import type { ChosenItem } from '@/lib/comparison/selection/chosen-items';
import type { CompareView } from '@/lib/comparison/presentation';
import type { Drawable } from '@/lib/comparison/selection/drawable';
import { writeSelection, type CompareSelection } from '@/lib/comparison/selection/selection';
import type { KeptByChoice, KeptSeries } from '@/lib/comparison/selection/kept-series';
import { Link, useRouter } from '@/lib/i18n/navigation';
import { KMT2A_STRATA, type SurvivalEndpoint } from '@/lib/registry/vocabulary';
import classes from './compare.module.css';
import figure from '@/components/figure/figure.module.css';
import type { OpenChoices } from '@/lib/comparison/disclosure';
import { LocalControls, type SiteOption } from './local-controls';
import { SeriesField } from './series-field';
import { ViewControls } from './view-controls';

type Props = Readonly<{
  /** the view that is shown, chosen or not */
  view: CompareView;
  /** what is held of the chosen trials, and why not all of it can be drawn */
  drawable: Drawable;
  /** the reader's own selection; `series` null: the first view */
  asked: CompareSelection;
  endpoints: readonly Readonly<{ value: SurvivalEndpoint; label: string }>[];
  chosen: readonly ChosenItem[];
  kept: KeptByChoice;
  /** horizons of the endpoint's figures, in years, ascending */
  horizons: readonly number[];
  joinable: boolean;
  /** null for a visitor */
  sites: readonly SiteOption[] | null;
  /** what of the local patients is open to the reader; null: everything */
  open: OpenChoices | null;
  localShown: boolean;
  /** where a visitor signs in and comes back to this address */
  signInHref: string;
}>;

const DISPLAY_YEARS = [2, 3, 4, 5, 6, 8, 10] as const;

/**
 * Everything that can be chosen; each change is a new address. What is asked can be taken back by the browser's own way back;
 * how it is drawn, tried in many ways, is not a step of it.
 */
export function CompareControls({ given }: Readonly<{ given: Written<Props> }>) {
  const { asked: shown, view, drawable, endpoints, chosen, kept, horizons, joinable, ...local } = useWritten(given);
  const t = useTranslations('compare');
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  // A second change made before the page has answered the first builds on the first.
  const [asked, expectSelection] = useOptimistic(shown);
  const go = (change: Partial<CompareSelection>): void =>
    startTransition(() => {
      const next = { ...asked, ...change };
      expectSelection(next);
      const address = `/compare?${writeSelection(next)}`;
      if (change.presentation === undefined && change.displayYears === undefined)
        router.push(address, { scroll: false });
      else router.replace(address, { scroll: false });
    });
  return (
    <form
      className={`${classes.controls} ${figure.colours}`}
      aria-label={t('choose')}
      aria-busy={pending}
      onSubmit={(event) => event.preventDefault()}
    >
      <QuestionFields asked={asked} endpoints={endpoints} kept={kept} go={go} />
      <SeriesField
        chosen={asked.series === null ? chosen : inOrder(chosen, asked.series)}
        asked={asked}
        onChange={go}
      />
      <DrawableLine drawable={drawable} />
      <ViewControls
        view={view}
        presentation={asked.presentation}
        horizons={horizons}
        joinable={joinable}
        onChange={(presentation) => go({ presentation })}
      />
      <LocalFields asked={asked} {...local} go={go} />
      {view === 'survival' && <DisplayField asked={asked} go={go} />}
      <p className={classes.status} role="status">
        {pending ? t('updating') : ''}
      </p>
    </form>
  );
}

/** What is held of the chosen trials and cannot be drawn, so that its absence is not taken for nothing. */
function DrawableLine({ drawable: { held, drawn, reasons } }: Pick<Props, 'drawable'>) {
  const t = useTranslations('compare');
  const reason = useTranslations('compare.notDrawn');
  if (reasons.length === 0) return null;
  const because = reasons.map(({ code, count }) => reason(code, { count })).join(', ');
  return <p className={classes.hint}>{t('drawable', { held, drawn, because })}</p>;
}

type Go = Readonly<{ go: (change: Partial<CompareSelection>) => void }>;

/** The chosen figures as the reader has just left them; one just added is shown once the page knows it. */
function inOrder(chosen: readonly ChosenItem[], ids: readonly string[]): ChosenItem[] {
  return ids.flatMap((id) => chosen.find((item) => item.id === id) ?? []);
}

/** Trials that have no figure of what was asked last. */
type Without = Readonly<Pick<CompareSelection, 'endpoint' | 'population'> & { trials: readonly string[] }>;

/** Which endpoint of which patients. Chosen trials are kept with their figures there; those that have none are named. */
function QuestionFields({ asked, endpoints, kept, go }: Pick<Props, 'asked' | 'endpoints' | 'kept'> & Go) {
  const t = useTranslations('compare');
  const [missing, setMissing] = useState<Without | null>(null);
  const without = missing?.endpoint === asked.endpoint && missing.population === asked.population ? missing.trials : [];
  // A choice made before the page listens would be lost without a word.
  const ready = useHydrated();
  const seriesOf = (
    { ids, without: trials }: KeptSeries,
    { endpoint = asked.endpoint, population = asked.population }: Partial<Without>,
  ): CompareSelection['series'] => {
    // Where none of them has a figure there, the first view follows, and all of them are named.
    setMissing(asked.series === null ? null : { endpoint, population, trials });
    return asked.series === null || ids.length === 0 ? null : ids;
  };
  return (
    <>
      <NativeSelect
        label={t('endpoint')}
        data={[...endpoints]}
        value={asked.endpoint}
        disabled={!ready}
        onChange={({ currentTarget: { value } }) => {
          const endpoint = endpoints.find((one) => one.value === value)?.value ?? 'EFS';
          go({ endpoint, series: seriesOf(kept.endpoint[endpoint], { endpoint }) });
        }}
      />
      <NativeSelect
        label={t('population')}
        data={KMT2A_STRATA.map((value) => ({ value, label: t(`populationOption.${value}`) }))}
        value={asked.population}
        disabled={!ready}
        onChange={({ currentTarget: { value } }) => {
          const population = KMT2A_STRATA.find((stratum) => stratum === value) ?? 'r';
          const series = seriesOf(kept.population[population], { population });
          go({ population, series, local: { ...asked.local, kmt2a: population } });
        }}
      />
      <p className={classes.hint} role="status">
        {without.length > 0 && t('without', { trials: without.join(', ') })}
      </p>
    </>
  );
}

/** The reader's own patients over the published figures; a visitor is told how to see them. */
function LocalFields({
  asked,
  sites,
  open,
  localShown,
  signInHref,
  go,
}: Pick<Props, 'asked' | 'sites' | 'open' | 'localShown' | 'signInHref'> & Go) {
  const t = useTranslations('compare');
  return (
    <fieldset className={classes.group}>
      <legend>{t('local')}</legend>
      {sites === null ? (
        <p className={classes.hint}>
          {t('localSignIn')} <Link href={signInHref}>{t('signIn')}</Link>
        </p>
      ) : (
        <>
          <Checkbox
            label={t('localShow')}
            checked={localShown && (sites.length > 0 || asked.local.network === null)}
            disabled={sites.length === 0}
            onChange={({ currentTarget: { checked } }) => go({ local: { ...asked.local, shown: checked } })}
          />
          {sites.length === 0 && (
            <Checkbox
              label={t('whose.network')}
              checked={localShown && asked.local.network !== null}
              onChange={({ currentTarget: { checked } }) =>
                go({ local: { ...asked.local, shown: checked, network: checked ? asked.local.kmt2a : null } })
              }
            />
          )}
          {localShown && (
            <LocalControls
              endpoint={asked.endpoint}
              local={asked.local}
              sites={sites}
              open={open}
              onChange={(local) => go({ local })}
            />
          )}
        </>
      )}
    </fieldset>
  );
}

/** How far the axis goes; a length that only the address knows stands among the others. */
function DisplayField({ asked: { displayYears }, go }: Pick<Props, 'asked'> & Go) {
  const t = useTranslations('compare');
  const ready = useHydrated();
  const lengths = [...new Set([...DISPLAY_YEARS, ...(displayYears === null ? [] : [displayYears])])];
  return (
    <NativeSelect
      label={t('display')}
      data={[
        { value: '', label: t('displayAuto') },
        ...lengths.sort((a, b) => a - b).map((years) => ({ value: String(years), label: t('years', { years }) })),
      ]}
      value={displayYears?.toString() ?? ''}
      disabled={!ready}
      onChange={({ currentTarget: { value } }) => go({ displayYears: value === '' ? null : Number(value) })}
    />
  );
}
