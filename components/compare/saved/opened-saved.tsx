import { useTranslations } from 'next-intl';
import classes from '../compare.module.css';
import { StepButton, type Action } from './saved-cohorts';

type Opened = Readonly<{ id: string | null; title: string; text: string; lines: readonly string[] }>;
type Props = Readonly<{
  opened: Opened | null;
  page: string;
  /** of what is shown; null: it is of several sites */
  query: string | null;
  accept: Action;
}>;

/** What has changed since what the link names was saved. */
export function OpenedSaved({ opened, page, query, accept }: Props) {
  const t = useTranslations('groups.saved');
  if (opened === null) return null;
  const { id, title, text, lines } = opened;
  return (
    <section className={classes.notice} aria-label={title}>
      <h2>{title}</h2>
      <p>{text}</p>
      {lines.length > 0 && (
        <ul className={classes.lines}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {id !== null && query !== null && lines.length > 0 && (
        <p>
          <StepButton action={accept} fields={{ id, page, query }} label={t('accept')} />
        </p>
      )}
    </section>
  );
}
