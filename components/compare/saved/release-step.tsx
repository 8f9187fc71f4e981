import { useTranslations } from 'next-intl';
import { StepButton, type Action } from './saved-cohorts';

type Props = Readonly<{
  /** whether the figure may leave the site, in words */
  line: string;
  released: boolean;
  page: string;
  /** of what is shown; null: it is of several sites, and belongs to none */
  query: string | null;
  action: Action;
}>;

/** Whether the figure of local patients may leave the site, and the step to change it. */
export function ReleaseStep({ line, released, page, query, action }: Props) {
  const t = useTranslations('groups.saved.release');
  return (
    <>
      <p>{line}</p>
      {query !== null && (
        <p>
          <StepButton
            action={action}
            fields={{ page, query, release: released ? 'no' : 'yes' }}
            label={t(released ? 'withdraw' : 'give')}
          />
        </p>
      )}
    </>
  );
}
