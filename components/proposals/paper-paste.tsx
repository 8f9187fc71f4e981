import { useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { TextArea } from '@/components/ui/field';
import type { ReferenceAnswer } from '@/lib/registry/proposals/state';
import { LONGEST_PASTE, type PastedReference } from '@/lib/registry/references/pasted-paper';

const TOO_LONG: ReferenceAnswer = { problem: 'too-long' };

type Props = Readonly<{
  ready: boolean;
  read: (text: string) => Promise<ReferenceAnswer>;
  onRead: (reference: PastedReference) => void;
  /** what was read is not taken over, and who asked says why */
  quiet?: boolean;
}>;

/** A pasted reference, which fills in the fields of the paper and says whether the registry holds it. */
export function PaperPaste({ ready, read, onRead, quiet = false }: Props) {
  const t = useTranslations('proposals');
  const id = useId();
  const [text, setText] = useState('');
  const [working, startTransition] = useTransition();
  const [answer, setAnswer] = useState<ReferenceAnswer | 'unanswered' | null>(null);
  const submit = (): void =>
    startTransition(async () => {
      // A text that no server takes is not sent.
      const said = text.length > LONGEST_PASTE ? TOO_LONG : await read(text).catch(() => null);
      setAnswer(said ?? 'unanswered');
      if (said !== null && 'reference' in said) onRead(said.reference);
    });
  return (
    <div className={`${entry.field} ${entry.wide}`}>
      <label htmlFor={id} className={entry.label}>
        {t('paste')}
      </label>
      <TextArea
        id={id}
        look="form"
        rows={3}
        value={text}
        // One sign more than is read: what is cut off here is refused as too long, and no window stands still over megabytes.
        maxLength={LONGEST_PASTE + 1}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <p id={`${id}-hint`} className={entry.hint}>
        {t('pasteHint')}
      </p>
      <div className={entry.actions}>
        <Button type="button" look="small" disabled={working || !ready} onClick={submit}>
          {t('pasteRead')}
        </Button>
      </div>
      {!quiet && <PasteAnswer answer={answer} />}
    </div>
  );
}

function PasteAnswer({ answer }: Readonly<{ answer: ReferenceAnswer | 'unanswered' | null }>) {
  const t = useTranslations('proposals');
  if (answer === null) return null;
  if (answer !== 'unanswered' && 'reference' in answer)
    return <p role="status">{answer.held === null ? t('newPaper') : t('heldPaper', { citation: answer.held })}</p>;
  const refusal = answer === 'unanswered' ? answer : 'refusal' in answer ? answer.refusal : null;
  return (
    <p role="alert" className={entry.error}>
      {refusal === null && answer !== 'unanswered' && 'problem' in answer
        ? t(`pasteProblem.${answer.problem}`)
        : t(`refusal.${refusal ?? 'unanswered'}`)}
    </p>
  );
}
