import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { MadeUpBand } from '@/components/layout/made-up-band';
import { withMessages } from '@/components/layout/with-messages';
import { NetworkForm } from '@/components/network/network-form';
import classes from '@/components/network/network.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { PageHeader } from '@/components/ui/page-header';
import { mayAdminister, seesMadeUpPatients } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { NETWORK_GROUPS } from '@/lib/comparison/network/groups';
import { nextDue, RELEASE_MONTHS, type NetworkRelease } from '@/lib/comparison/network/release';
import { decideOnSiteAction, makeReleaseAction, withdrawReleasesAction } from '@/lib/comparison/network/actions';
import {
  findEarly,
  findNetworkSites,
  findReleases,
  findWithdrawal,
  type NetworkSite,
  type NetworkWithdrawal,
} from '@/lib/comparison/network/releases.server';
import { formatDay } from '@/lib/i18n/format';
import { fromDay } from '@/lib/patients/calendar';
import { Link } from '@/lib/i18n/navigation';
import { SURVIVAL_ENDPOINTS, type SurvivalEndpoint } from '@/lib/registry/vocabulary';
import { toSignIn } from '../to-sign-in';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('network');
  return { title: t('title') };
}

/** The pool of several sites: what was released of it, who is in it, and the step to the next release. */
async function NetworkPage() {
  const [t, viewer] = await Promise.all([getTranslations('network'), getViewer()]);
  if (viewer === null) return toSignIn();
  const releases = await findReleases(viewer);
  const withdrawal = await findWithdrawal(viewer);
  const sites = await findNetworkSites(viewer);
  const early = await findEarly(viewer);
  return (
    <>
      {/* Who sees made-up patients elsewhere has such a band above every page. */}
      {releases[0]?.madeUp === true && !seesMadeUpPatients(viewer) && <MadeUpBand>{t('madeUpBand')}</MadeUpBand>}
      <PageHeader title={t('title')} intro={t('intro')} />
      <div className={classes.page}>
        <Releases releases={releases} withdrawal={withdrawal} />
        {sites.length > 0 && <Sites sites={sites} />}
        {mayAdminister(viewer) && <NextRelease sites={sites} early={early} />}
        {mayAdminister(viewer) && releases[0] !== undefined && <Withdrawal madeUp={releases[0].madeUp} />}
        <section className={classes.section} aria-labelledby="network-rules">
          <h2 id="network-rules">{t('rulesTitle')}</h2>
          <p>{t('rules')}</p>
          <p>{t('rulesChange')}</p>
          <p>{t('rulesLeave')}</p>
        </section>
      </div>
    </>
  );
}

type ReleasesProps = Readonly<{ releases: readonly NetworkRelease[]; withdrawal: NetworkWithdrawal | null }>;

async function Releases({ releases, withdrawal }: ReleasesProps) {
  const [t, locale] = await Promise.all([getTranslations('network'), getLocale()]);
  const [newest] = releases;
  return (
    <section className={classes.section} aria-labelledby="network-releases">
      <h2 id="network-releases">{t('releasesTitle')}</h2>
      {newest === undefined ? <p>{t('noRelease')}</p> : <Newest release={newest} />}
      {releases.length > 1 && (
        <ul className={classes.list}>
          {releases.slice(1).map(({ number, releasedOn, sites, earlyReason }) => (
            <li key={number}>
              {t('earlier', { number, date: formatDay(releasedOn, locale), sites })}
              {earlyReason != null && ` (${t('early', { reason: earlyReason })})`}
            </li>
          ))}
        </ul>
      )}
      {withdrawal !== null && <p>{t('withdrawn', { ...withdrawal, date: formatDay(withdrawal.on, locale) })}</p>}
    </section>
  );
}

async function Newest({ release }: Readonly<{ release: NetworkRelease }>) {
  const [t, locale, endpointName] = await Promise.all([
    getTranslations('network'),
    getLocale(),
    getTranslations('vocabulary.endpoint'),
  ]);
  const { number, releasedOn, sites, lists, madeUp, earlyReason } = release;
  const due = nextDue(releasedOn);
  const missing = SURVIVAL_ENDPOINTS.filter((endpoint) => !lists.some((list) => list.endpoint === endpoint));
  return (
    <>
      {madeUp && (
        <p>
          <strong>{t('madeUp')}</strong>
        </p>
      )}
      <p>
        <GeneText text={t('newest', { number, date: formatDay(releasedOn, locale), sites })} />
        {earlyReason != null && ` ${t('madeEarly', { reason: earlyReason })}`}
      </p>
      <p>
        <GeneText
          text={t(due > fromDay(new Date()) ? 'due' : 'overdue', {
            months: RELEASE_MONTHS,
            date: formatDay(due, locale),
          })}
        />
      </p>
      {missing.length > 0 && (
        <p>{t('notReleased', { names: missing.map((endpoint) => endpointName(`${endpoint}.short`)).join(', ') })}</p>
      )}
      <p>{t('beside')}</p>
      <ul className={classes.list}>
        {SURVIVAL_ENDPOINTS.filter((endpoint) => lists.some((list) => list.endpoint === endpoint)).map((endpoint) => (
          <li key={endpoint} className={classes.item}>
            <p>{endpointName(`${endpoint}.long`)}</p>
            <Groups lists={lists} endpoint={endpoint} />
          </li>
        ))}
      </ul>
    </>
  );
}

async function Groups({ lists, endpoint }: Readonly<{ lists: NetworkRelease['lists']; endpoint: SurvivalEndpoint }>) {
  const t = await getTranslations('network');
  return (
    <ul className={classes.links}>
      {NETWORK_GROUPS.flatMap((group) => {
        const list = lists.find((one) => one.endpoint === endpoint && one.group === group);
        if (list === undefined) return [];
        const n = list.times.reduce((sum, [, events, censored]) => sum + events + censored, 0);
        const events = list.times.reduce((sum, [, own]) => sum + own, 0);
        const population = group === 'g' || group === 'r' ? group : 'all';
        const href = `/compare?endpoint=${endpoint}&population=${population}&local=1&network=${group}&view=survival`;
        return [
          <li key={group}>
            <Link href={href} prefetch={false}>
              <GeneText text={t(`group.${group}`)} />
            </Link>{' '}
            {t('counts', { n, events })}
          </li>,
        ];
      })}
    </ul>
  );
}

async function Sites({ sites }: Readonly<{ sites: readonly NetworkSite[] }>) {
  const [t, locale] = await Promise.all([getTranslations('network'), getLocale()]);
  return (
    <section className={classes.section} aria-labelledby="network-sites">
      <h2 id="network-sites">{t('sitesTitle')}</h2>
      <p className="muted">{t('sitesIntro')}</p>
      <ul className={classes.list}>
        {sites.map(({ id, name, last }) => {
          const joined = last?.joins === true;
          const said = last === null ? null : { date: formatDay(last.on, locale), reason: last.reason };
          return (
            <li key={id} className={classes.item}>
              <p>
                <strong>{name}</strong>: {said === null ? t('never') : t(joined ? 'joined' : 'left', said)}
              </p>
              <NetworkForm
                action={decideOnSiteAction}
                sends={{ site: id, joins: joined ? 'no' : 'yes' }}
                submit={t(joined ? 'leave' : 'join')}
                label={`${t(joined ? 'leave' : 'join')}: ${name}`}
                reason="reason"
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type NextProps = Readonly<{ sites: readonly NetworkSite[]; early: Awaited<ReturnType<typeof findEarly>> }>;

async function NextRelease({ sites, early }: NextProps) {
  const t = await getTranslations('network');
  const joined = sites.filter(({ last }) => last?.joins === true);
  return (
    <section className={classes.section} aria-labelledby="network-next">
      <h2 id="network-next">{t('nextTitle')}</h2>
      <p className="muted">{t('nextIntro')}</p>
      {[false, true]
        .filter((madeUp) => madeUp === false || joined.some((site) => site.madeUp))
        .map((madeUp) => (
          <NetworkForm
            key={String(madeUp)}
            action={makeReleaseAction}
            sends={{ madeUp: madeUp ? 'yes' : 'no' }}
            submit={t(madeUp ? 'makeMadeUp' : 'make')}
            label={t(madeUp ? 'makeMadeUp' : 'make')}
            reason={early[madeUp ? 'madeUp' : 'real'] ? 'early' : null}
          />
        ))}
    </section>
  );
}

async function Withdrawal({ madeUp }: Readonly<{ madeUp: boolean }>) {
  const t = await getTranslations('network');
  return (
    <section className={classes.section} aria-labelledby="network-withdrawal">
      <h2 id="network-withdrawal">{t('withdrawTitle')}</h2>
      <p className="muted">{t('withdrawIntro')}</p>
      <NetworkForm
        action={withdrawReleasesAction}
        sends={{ madeUp: madeUp ? 'yes' : 'no' }}
        submit={t('withdraw')}
        label={t('withdraw')}
        reason="reason"
      />
    </section>
  );
}

export default withMessages(['network'], NetworkPage);
