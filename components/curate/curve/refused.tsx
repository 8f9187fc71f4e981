'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import entry from '@/components/ui/entry.module.css';
import { fieldId } from './field';
import { isCurveField, type CurveForm } from './use-curve-form';

/** Why nothing was saved, with a link to each field; takes the focus each time saving is refused. */
export function CurveRefused({
  form: { refused, errors, refusals },
  formId,
}: Readonly<{ form: CurveForm; formId: string }>) {
  const t = useTranslations('curate');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals > 0) box.current?.focus();
  }, [refusals]);
  if (refused === null) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className={entry.summary}>
      <h2>{t(`refusal.${refused}`)}</h2>
      {Object.keys(errors).length > 0 && (
        <ul>
          {Object.entries(errors).map(([name, code]) => (
            <li key={name}>
              <a
                href={`#${fieldId(formId, name)}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(fieldId(formId, name))?.focus();
                }}
              >
                {isCurveField(name) ? t(`label.${name}`) : name}
              </a>
              : {t(`fieldError.${code}`)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
