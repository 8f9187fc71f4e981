import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { Omission, OmissionReason, Progress } from '@/lib/registry/trials/progress';

/** How the figure was made, what it leaves out and why. */
export function ProgressCaption({ progress: { points, omissions } }: Readonly<{ progress: Progress }>) {
  const t = useTranslations('home');
  const locale = useLocale();
  const horizons = points.map((point) => point.horizon);
  const namesOf = (chosen: Progress['points']): string => [...new Set(chosen.map(({ acronym }) => acronym))].join(', ');
  const remarks = [
    ['unstated', namesOf(points.filter((point) => !point.timeZeroStated))],
    ['errorUnnamed', namesOf(points.filter((point) => !point.errorNamed))],
    ['probable', namesOf(points.filter((point) => point.readingProbable))],
    ['oneCurator', namesOf(points.filter((point) => point.oneCurator))],
  ] as const;
  const number = (value: number) => formatNumber(value, locale);
  return (
    <>
      <p>
        <GeneText
          text={t('caption', {
            shortest: number(Math.min(...horizons)),
            longest: number(Math.max(...horizons)),
            computed: number(points.filter((point) => point.interval?.how === 'from-se').length),
            total: number(points.length),
            review: number(points.filter((point) => point.source.level === 'review').length),
          })}
        />
      </p>
      <p>
        <GeneText text={t('rule')} />
      </p>
      {remarks.map(
        ([remark, list]) =>
          list !== '' && (
            <p key={remark}>
              <GeneText text={t(remark, { list })} />
            </p>
          ),
      )}
      {omissions.length > 0 && (
        <p>
          {t('omitted')}:{' '}
          {byReason(omissions).map(([reason, trials], index) => (
            <span key={reason}>
              {index > 0 && '; '}
              {trials.map(({ trial, acronym }, position) => (
                <span key={trial}>
                  {position > 0 && ', '}
                  <Link href={`/trials/${trial}`}>
                    <GeneText text={acronym} />
                  </Link>
                </span>
              ))}
              {' — '}
              {t(`omission.${reason}`)}
            </span>
          ))}
          .
        </p>
      )}
    </>
  );
}

function byReason(omissions: readonly Omission[]): [OmissionReason, Omission[]][] {
  const reasons = [...new Set(omissions.map((omission) => omission.reason))];
  return reasons.map((reason) => [reason, omissions.filter((omission) => omission.reason === reason)]);
}
